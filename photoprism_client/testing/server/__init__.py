"""The embedded server: its routes, and what they answer."""
