"""The table, what is generated from it, and that this offers all that the published package does."""
