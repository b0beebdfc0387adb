"""Files on any disk: file-system calls with their fallbacks, and one way to write a file that is whole or not there."""
