"""The table: what the server offers, in our own words. One module for each API, and some for the models."""
