"""The library of the embedded server: pictures and their records."""
