"""Changes that lose nothing: against the embedded server, and against servers that do what they like."""
