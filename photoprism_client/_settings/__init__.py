"""What a client is configured by: addresses, environment variables, checks of values, logging."""
