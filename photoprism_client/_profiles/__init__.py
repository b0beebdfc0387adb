"""Logins that the command keeps: a server, how to reach it, and as whom."""
