"""A proxy that makes things go wrong between a client and a server."""
