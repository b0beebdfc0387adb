"""``python -m benchmarks``: measure the rows and report them; the status is 0 even where a goal is missed."""

import argparse
import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks import (
    bulk,
    clients,
    downloads,
    exports,
    file_systems,
    files,
    galleries,
    imports,
    listing,
    photos,
    slow_listing,
    thumb_files,
    thumbs,
)
from benchmarks.isolated import MeasurementError
from benchmarks.report import as_json, machine_facts, missing_text, table
from benchmarks.rows import Comparison, Given, Line, Missing, Row, Setting, run, split_by_peer
from benchmarks.server import THUMB_BYTES, ServerError, Site, serve
from benchmarks.sources import source_of_server
from photoprism_client import OpenApiException

ROWS: tuple[Row, ...] = (
    *(*thumbs.ROWS, *bulk.ROWS, *imports.ROWS, *downloads.ROWS, *files.ROWS, *thumb_files.ROWS),
    *(*listing.ROWS, *slow_listing.ROWS, *exports.ROWS, *photos.ROWS, *galleries.ROWS),
    *file_systems.ROWS,
)

_DEFAULT_LARGE_BYTES = 256 * 1024 * 1024
_DEFAULT_COUNT = 4000
_STANDARD_OUTPUT = "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    :param arguments: of the command line; default those of the process.
    :return: exit status: 0 measured, 1 something failed, 2 wrong usage or no nginx.
    """
    options = _parser().parse_args(arguments)
    if options.list:
        for row in ROWS:
            print(f"{row.name}: {row.about}")
        return 0
    chosen = [row for row in ROWS if not options.only or row.name in options.only]
    plan, left_out = _plan(chosen, Given(options.peer, options.libraries, options.server))
    try:
        with contextlib.ExitStack() as stack:
            needs_server = any(row.needs_server for row, _ in plan)
            site = stack.enter_context(serve(options.large)) if needs_server else Site("", "", "")
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="photoprism-benchmarks-"))
            setting = Setting(
                site.base_url,
                options.peer,
                options.large,
                options.count,
                Path(folder),
                site.secure_url,
                site.certificate,
                _real_server(options.server, Path(folder)) if any(row.ours.is_of_server for row, _ in plan) else None,
            )
            lines, failed = _measure(plan, setting, options.pairs)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 2
    _report(options, lines, left_out, failed)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure this client against others, in pairs. Needs nginx. Run it from the repository's root.",
    )
    parser.add_argument("--peer", type=_peer, metavar="DIR", help=f"folder that holds the package {clients.GENERATED}")
    parser.add_argument(
        "--libraries",
        action="store_true",
        help="compare with pycurl, aiohttp and pyreqwest, too, where they are installed",
    )
    parser.add_argument(
        "--server",
        metavar="URL",
        help="a real PhotoPrism server for the row that needs one, with credentials from the environment",
    )
    parser.add_argument(
        "--only", action="append", choices=[row.name for row in ROWS], metavar="NAME", help="a row; may be repeated"
    )
    parser.add_argument("--pairs", type=_at_least(1), default=7, metavar="N", help="pairs of measurements; default 7")
    parser.add_argument(
        "--large",
        type=_at_least(THUMB_BYTES),
        default=_DEFAULT_LARGE_BYTES,
        metavar="BYTES",
        help=f"size of the large file; default {_DEFAULT_LARGE_BYTES}",
    )
    parser.add_argument(
        "--count",
        type=_at_least(1),
        default=_DEFAULT_COUNT,
        metavar="N",
        help=f"thumbs that go to disk; default {_DEFAULT_COUNT}",
    )
    parser.add_argument(
        "--json", metavar="FILE", help="write JSON there; - for standard output, with the table on standard error"
    )
    parser.add_argument("--list", action="store_true", help="list the rows and end")
    return parser


def _at_least(low: int) -> Callable[[str], int]:
    def whole_number(text: str) -> int:
        if not text.isdecimal() or int(text) < low:
            raise argparse.ArgumentTypeError(f"expected a whole number of {low} or more, not {text!r}")
        return int(text)

    return whole_number


def _peer(text: str) -> Path:
    folder = Path(text).resolve()
    if not (folder / clients.GENERATED / "__init__.py").is_file():
        raise argparse.ArgumentTypeError(f"there is no package {clients.GENERATED} in {text}")
    return folder


def _plan(rows: Iterable[Row], given: Given) -> tuple[list[tuple[Row, list[Comparison]]], list[Missing]]:
    plan, left_out = [], []
    for row in rows:
        usable, missing = split_by_peer(row, given)
        left_out += missing
        if usable:
            plan.append((row, usable))
    return plan, left_out


def _real_server(url: str, folder: Path) -> Path:
    """Ask the server for its pictures once; return the file that measurements read about it."""
    try:
        return source_of_server(url).write(folder / "server.json")
    except (OpenApiException, ValueError) as error:
        raise ServerError(f"--server {url} cannot be used: {error}") from None


def _measure(
    plan: Iterable[tuple[Row, list[Comparison]]], setting: Setting, pairs: int
) -> tuple[list[Line], list[Missing]]:
    lines, failed = [], []
    for row, comparisons in plan:
        print(f"measuring {row.name}", file=sys.stderr)
        try:
            lines += run(row, comparisons, setting, pairs)
        except MeasurementError as error:
            failed.append(Missing(row.name, "", str(error)))
    return lines, failed


def _report(
    options: argparse.Namespace, lines: Sequence[Line], left_out: Sequence[Missing], failed: Sequence[Missing]
) -> None:
    file = sys.stderr if options.json == _STANDARD_OUTPUT else sys.stdout
    if lines:
        print(table(lines), file=file)
    for one in left_out:
        print(missing_text("left out", one), file=file)
    for one in failed:
        print(missing_text("failed", one), file=sys.stderr)
    if options.json:
        facts = {**machine_facts(), "pairs": options.pairs, "large_bytes": options.large, "count": options.count}
        text = as_json(lines, left_out, failed, facts)
        if options.json == _STANDARD_OUTPUT:
            print(text)
        else:
            Path(options.json).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
