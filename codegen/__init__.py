"""The description of the server's operations and models, and the program that writes code and pages from it.

``python -m codegen`` writes ``photoprism_client/api/_generated``, the modules of models and the reference pages. What
it writes is committed; a test fails where that is not up to date. Nothing of this is part of the package.
"""
