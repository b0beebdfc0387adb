"""The state of an export in SQLite: known files, and what the server listed.

It is a cache. Where it is lost, damaged or of another version, it is made anew from ``SHA1SUMS``, and files are hashed
where need be. It holds no secret and no URL.
"""

from photoprism_client.export.state.known_files import KnownFile
from photoprism_client.export.state.state import STATE_NAME, State
from photoprism_client.export.state.wanted_files import Action, WantedFile

__all__ = ["STATE_NAME", "Action", "KnownFile", "State", "WantedFile"]
