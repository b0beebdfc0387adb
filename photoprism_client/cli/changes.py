"""What commands print that change something: a row for each thing, with what was done to it; and how they end."""

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import click

from photoprism_client import ApiClient, ApiException, NotAppliedError
from photoprism_client.api.photo_lookup import find_photo
from photoprism_client.cli.errors import EXIT_FAILED, EXIT_PARTLY, in_one_line
from photoprism_client.cli.options import Option, how_option
from photoprism_client.cli.output import json_option, show
from photoprism_client.cli.settings import connection_options
from photoprism_client.models import EntityPhoto

#: What a table shows of a photo.
PHOTO_COLUMNS = ("Title", "File")

_dry_run_option: Option = how_option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")


def change_options(meaning: str) -> Option:
    """Make a decorator that adds what every command has that changes something.

    :param meaning: what ``--json`` prints.
    :return: adds ``--dry-run``, ``--json`` and the options of the connection.
    """
    return lambda command: _dry_run_option(json_option(meaning)(connection_options(command)))


class Change(NamedTuple):
    """What was done to a thing, or would be."""

    #: What is known of it, by what the server calls it.
    facts: dict[str, Any]
    #: Such as ``archived``, ``would be archived``, ``is archived`` or ``not archived``.
    change: str
    has_failed: bool = False

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

    def of(self, *, is_already: bool, is_dry: bool) -> str:
        """Choose what to say of a thing that is, or would be, as wanted.

        :param is_already: whether it was so before.
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
    return {"UID": photo.uid, "Title": photo.title, "File": photo.file_name}


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


def rows_of(
    photos: Iterable[EntityPhoto],
    words: Words,
    is_already: Callable[[EntityPhoto], bool],
    errors: Sequence[NotAppliedError],
    *,
    is_dry: bool,
) -> list[Change]:
    """Make a row for each photo.

    :param photos: as they were before.
    :param words: what to say of each.
    :param is_already: whether one was as wanted before.
    :param errors: name those that were not changed as they should have been.
    :param is_dry: whether nothing was changed.
    :return: the rows.
    """
    rows = []
    for photo in photos:
        failed = [error for error in errors if photo.uid in error.items]
        change = words.of(is_already=is_already(photo), is_dry=is_dry)
        if failed:
            change = f"{'not' if failed[0].__cause__ is None else 'not known to be'} {words.done}"
        rows.append(Change(facts_of(photo), change, bool(failed)))
    return rows


def finish(rows: Sequence[Change], errors: Sequence[ApiException], columns: Sequence[str], *, as_json: bool) -> int:
    """Print what was done, and what was not.

    :param rows: what became of each thing.
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
    if not errors:
        return 0
    return EXIT_FAILED if all(row.has_failed for row in rows) else EXIT_PARTLY
