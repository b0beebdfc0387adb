"""The options that select photos: the same for every command that works on several."""

from itertools import chain
from typing import Any

import click

from photoprism_client.api.filters import PHOTO_TYPES
from photoprism_client.cli.options import FIRST_DAY, LAST_DAY, PHOTO_KINDS, SIZE, Option, packed, what_option
from photoprism_client.export import Selection
from photoprism_client.sizes import ThumbSize
from photoprism_client.thumbs import DEFAULT_SIZE


def _names(option: str, name: str, value: str, meaning: str) -> Option:
    return what_option(option, name, multiple=True, metavar=value, help=f"{meaning}; repeatable.")


def _flag(option: str, meaning: str) -> Option:
    return what_option(option, is_flag=True, help=meaning)


# Options by the parameter that they set.
_PHOTOS: dict[str, Option] = {
    "query": what_option("--query", metavar="TEXT", help="What the search of the web interface takes."),
    "albums": _names("--album", "albums", "TITLE|UID", "Photos of this album"),
    "labels": _names("--label", "labels", "NAME", "Photos with this label"),
    "folders": _names("--folder", "folders", "PATH", "Photos in this folder, or in one below it"),
    "people": _names("--person", "people", "NAME|UID", "Photos of this person"),
    "favorites": _flag("--favorites", "Favorites only."),
    "types": what_option(
        "--type",
        "types",
        type=PHOTO_KINDS,
        multiple=True,
        callback=lambda ctx, param, value: tuple(chain.from_iterable(value)),
        metavar="TYPE,…",
        help=f"Photos of these kinds: {', '.join(PHOTO_TYPES)}; repeatable.",
    ),
    "since": what_option("--since", type=FIRST_DAY, metavar="DAY", help="Taken on this local day or later."),
    "until": what_option("--until", type=LAST_DAY, metavar="DAY", help="Taken on this local day or earlier."),
    "no_private": _flag("--no-private", "No private photos."),
    "skip_videos": _flag("--skip-videos", "No videos."),
    "archived": _flag("--archived", "Archived photos, too."),
    "hidden": _flag("--hidden", "Hidden photos, too."),
}
_FILES: dict[str, Option] = {
    "recent": what_option("--recent", type=click.IntRange(1), metavar="N", help="The N photos that were added last."),
    "exclude": _names("--exclude", "exclude", "GLOB", "No files whose path matches this pattern"),
    "max_size": what_option("--max-size", type=SIZE, metavar="SIZE", help="No files larger than this, such as 500M."),
    "files": what_option(
        "--files",
        type=click.Choice(["originals", "primary"]),
        default="originals",
        show_default=True,
        help="All original files of a photo, or the file that the server shows.",
    ),
    "size": what_option(
        "--size",
        type=click.Choice([size.value for size in ThumbSize]),
        metavar="NAME",
        help="Thumbnails of this size, such as fit_1920, instead of files.",
    ),
    "sidecars": _flag("--sidecars", "Your own .xmp, .json and .aae files, too."),
}


def _selection(no_private: bool, skip_videos: bool, **chosen: Any) -> Selection:
    return Selection(private=not no_private, videos=not skip_videos, **chosen)


_THUMBS: dict[str, Option] = {
    **{name: _FILES[name] for name in ("recent", "exclude", "max_size")},
    "size": what_option(
        "--size",
        type=click.Choice([size.value for size in ThumbSize]),
        metavar="NAME",
        default=DEFAULT_SIZE,
        show_default=True,
        help="Size of the thumbnails, such as tile_500 or fit_720.",
    ),
}


#: Add the options that select photos; the command takes them as ``selection``.
selection_options = packed("selection", _PHOTOS, _selection)
#: The same, and the options that select what of each photo is wanted.
export_selection_options = packed("selection", {**_PHOTOS, **_FILES}, _selection)
#: The same, and the options that select which have their thumbnail saved, and in which size.
thumbs_selection_options = packed("selection", {**_PHOTOS, **_THUMBS}, _selection)
