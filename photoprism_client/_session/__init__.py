"""Who asks, and by which tokens."""
