"""What a PhotoPrism server does, and that the client and the embedded server agree with it."""
