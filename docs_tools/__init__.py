"""Makes the site of the documentation: what MkDocs calls, what checks the result, and what takes its pictures."""
