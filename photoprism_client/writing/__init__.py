"""Changes that lose nothing: they look before, send what differs, look again, and say what was not done."""
