"""The transport against servers on real sockets."""
