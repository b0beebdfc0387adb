"""A call of an endpoint: the request it becomes, and the answer it returns."""
