"""Check that bytes are what was asked for: one set of checks for memory and disk, without I/O or HTTP."""
