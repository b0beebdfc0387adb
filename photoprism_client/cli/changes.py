"""What commands print that change something: a row for each thing, with what was done to it; and how they end."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import click

from photoprism_client import ApiClient, NotAppliedError
from photoprism_client.api.photo_lookup import find_photo
from photoprism_client.cli.errors import EXIT_FAILED, EXIT_PARTLY, in_one_line
from photoprism_client.cli.options import Option, how_option
from photoprism_client.cli.output import show
from photoprism_client.models import EntityPhoto

#: What a table shows of a photo.
PHOTO_COLUMNS = ("Title", "File")

#: Adds the option that every command has that changes something.
dry_run_option: Option = how_option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")


class Change(NamedTuple):
    """What was done to a thing, or would be."""

    #: What is known of it, by what the server calls it.
    facts: dict[str, Any]
    #: Such as ``archived``, ``would be archived`` or ``is archived``.
    change: str

    def cell(self, name: str) -> object:
        """Return what stands in a column of a table.

        :param name: of a fact, or ``Change``.
        :return: its value.
        """
        return self.change if name == "Change" else self.facts.get(name)

    def to_json(self) -> str:
        """Return the facts and the change.

        :return: a JSON object.
        """
        return json.dumps({**self.facts, "Change": self.change}, default=str, ensure_ascii=False)


class Words(NamedTuple):
    """What to say of a thing."""

    #: Such as ``archived``.
    done: str
    #: Of a thing that is as wanted already, such as ``is archived``.
    already: str

    def of(self, is_already: bool, is_dry: bool) -> str:
        """Choose what to say.

        :param is_already: whether the thing was as wanted before.
        :param is_dry: whether nothing is changed.
        :return: the words.
        """
        if is_already:
            return self.already
        return f"would be {self.done}" if is_dry else self.done


def photos_named(api_client: ApiClient, names: Iterable[str]) -> list[EntityPhoto]:
    """Look up photos before any is changed.

    :param api_client: the client to ask with.
    :param names: UIDs, titles or names of files.
    :return: each photo once, in order.
    :raises LookupFailedError: no photo is called so, or several are.
    """
    found = [find_photo(api_client, name) for name in names]
    return list({photo.uid: photo for photo in found}.values())


def facts_of(photo: EntityPhoto) -> dict[str, Any]:
    """Return what tells a photo from others.

    :param photo: a photo.
    :return: facts by name.
    """
    return {"UID": photo.uid, "Title": photo.title, "File": f"{photo.path}/{photo.name}".lstrip("/")}


def attempt(change: Callable[[], object]) -> list[NotAppliedError]:
    """Change something.

    :param change: the call.
    :return: the error that says what was not done, if not all was.
    """
    try:
        change()
    except NotAppliedError as error:
        return [error]
    return []


def without(photos: Iterable[EntityPhoto], errors: Iterable[NotAppliedError]) -> list[EntityPhoto]:
    """Leave out photos that were not changed as they should have been.

    :param photos: all of them.
    :param errors: name those that were not.
    :return: the others.
    """
    failed = {item for error in errors for item in error.items}
    return [photo for photo in photos if photo.uid not in failed]


def finish(rows: Sequence[Change], errors: Sequence[NotAppliedError], columns: Sequence[str], *, as_json: bool) -> int:
    """Print what was done, and what was not.

    :param rows: of what was done, or was so already.
    :param errors: say what was not done.
    :param columns: names of the facts that a table shows besides the UID.
    :param as_json: one JSON object a line instead of a table.
    :return: the exit code.
    """
    if rows:
        show(
            rows,
            {name: partial(Change.cell, name=name) for name in (*columns, "Change", "UID")},
            as_json=as_json,
            limit=0,
        )
    for error in errors:
        click.echo(in_one_line(error), err=True)
    return 0 if not errors else EXIT_PARTLY if rows else EXIT_FAILED
