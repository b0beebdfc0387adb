"""The models of the table: what the server answers with, and what it takes."""
