"""What goes wrong in the field, a file for each family of faults."""
