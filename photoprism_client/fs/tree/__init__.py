"""Which paths the file system has: folders, albums, labels and people, and what a search finds in each of them."""
