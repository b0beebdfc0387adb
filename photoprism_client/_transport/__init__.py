"""The exchange of bytes with a server: urllib3's pools, a lean reader of answers, and errors of our own."""
