"""Recorded cases that are not replayed, by recording and name, with the reason."""

SKIPPED = {
    ("password-mode", "album: create"): "albums are made in Python: Library.add_album",
    ("password-mode", "album: add photos"): "albums are made in Python: Library.add_album",
    ("password-mode", "label: add to a photo"): "labels are made in Python: Library.add_label",
    ("password-mode", "batch: zip create"): "zips of chosen pictures are not built",
    ("public-mode", "album: create"): "albums are made in Python: Library.add_album",
    ("public-mode", "album: add photos"): "albums are made in Python: Library.add_album",
    ("public-mode", "label: add to a photo"): "labels are made in Python: Library.add_label",
    ("public-mode", "batch: zip create"): "zips of chosen pictures are not built",
}
