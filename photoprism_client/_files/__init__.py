"""Files on any disk: system calls with fallbacks, safe names, and one atomic writer."""
