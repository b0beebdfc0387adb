"""The pure parts of the benchmarks: statistics, goals, table and JSON. Nothing is measured here."""

import json
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks import library_server, server
from benchmarks.pairs import Sample, Summary, interleave, ratios, summarise
from benchmarks.report import as_json, missing_text, table
from benchmarks.rows import Comparison, Contender, Given, Goal, Line, Missing, Row, Setting, run, split_by_peer
from benchmarks.sources import Source, read_source
from photoprism_client.fs import PhotoPrismFileSystem

_SETTING = Setting("", None, 0, 0, Path())


def _contender(name: str, value: float, *, is_generated: bool = False) -> Contender:
    return Contender(name, lambda _: {"ms": value}, is_generated)


def _library(name: str) -> Contender:
    return Contender(name, lambda _: {"ms": 1.0}, library=name)


def _line(goal: Goal | None = None) -> Line:
    comparison = Comparison("ms", "ms", _contender("other", 0), goal)
    return Line("row", comparison, [1.0, 2.0, 4.5], [2.0, 4.0, 6.0])


def test_summarise_returns_the_median_and_the_ends() -> None:
    """A summary is not moved by one wild value, and shows it."""
    assert summarise([3.0, 1.0, 100.0]) == Summary(3.0, 1.0, 100.0)


def test_summarise_refuses_nothing() -> None:
    """No values are an error of ours, told in words."""
    with pytest.raises(ValueError, match="at least one"):
        summarise([])


def test_ratios_divide_pair_by_pair() -> None:
    """Each value is held against the one measured next to it."""
    assert ratios([1.0, 6.0], [2.0, 3.0]) == [0.5, 2.0]


@pytest.mark.parametrize("theirs", [[1.0], [1.0, 0.0], [1.0, -1.0]])
def test_ratios_refuse_what_makes_no_pairs(theirs: list[float]) -> None:
    """A missing or impossible value never becomes a ratio."""
    with pytest.raises(ValueError, match=r"above 0|argument 2 is shorter"):
        ratios([1.0, 2.0], theirs)


def test_interleave_takes_turns_and_drops_the_first_round() -> None:
    """The order is A B A B, and what warmed the caches does not count."""
    calls: list[str] = []

    def measure(name: str) -> Sample:
        calls.append(name)
        return {"at": float(len(calls))}

    samples = interleave([lambda: measure("a"), lambda: measure("b")], 2)
    assert "".join(calls) == "ababab"
    assert samples == [[{"at": 3.0}, {"at": 5.0}], [{"at": 4.0}, {"at": 6.0}]]


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (Goal("ratio", "at most", 0.5), True),
        (Goal("ratio", "at most", 0.49), False),
        (Goal("ratio", "at least", 0.5), True),
        (Goal("ratio", "at least", 0.51), False),
        (Goal("ours", "at most", 2, "MiB"), True),
        (Goal("ours", "at least", 3, "MiB"), False),
        (Goal("difference", "at most", -1.5, "MiB"), True),
        (Goal("difference", "at most", -1.6, "MiB"), False),
    ],
)
def test_goal_is_held_against_the_median_that_it_names(goal: Goal, expected: bool) -> None:
    """A limit itself is met, and a goal of ours does not look at the peer."""
    assert _line(goal).is_met is expected


def test_line_without_goal_is_neither_met_nor_missed() -> None:
    """A comparison for scale has no verdict."""
    assert _line().is_met is None


def test_run_measures_each_contender_once_a_round() -> None:
    """Several comparisons with one metric share our measurements."""
    calls: list[str] = []

    def ours(_: Setting) -> Sample:
        calls.append("ours")
        return {"ms": 1.0}

    comparisons = (Comparison("ms", "ms", _contender("b", 2)), Comparison("ms", "ms", _contender("c", 4)))
    lines = run(Row("row", "", Contender("ours", ours), comparisons), list(comparisons), _SETTING, 3)
    assert len(calls) == 4
    assert [line.ratios for line in lines] == [[0.5] * 3, [0.25] * 3]


def test_comparison_without_its_peer_is_left_out_by_name() -> None:
    """What cannot be compared is named once, whatever the number of its lines."""
    generated = _contender("generated", 1, is_generated=True)
    comparisons = (
        Comparison("ms", "ms", _contender("b", 2)),
        Comparison("ms", "ms", generated),
        Comparison("ms", "s", generated),
    )
    row = Row("row", "", _contender("ours", 1), comparisons)
    usable, missing = split_by_peer(row, Given())
    assert usable == [comparisons[0]]
    assert missing == [Missing("row", "generated", "--peer DIR was not given")]
    assert split_by_peer(row, Given(Path())) == (list(comparisons), [])


def test_comparison_without_its_program_is_left_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who lacks a program still gets the other lines."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    other, curl = _contender("b", 2), Contender("curl -s", lambda _: {"ms": 1.0}, program="curl")
    row = Row("row", "", _contender("ours", 1), (Comparison("ms", "ms", curl), Comparison("ms", "ms", other)))
    usable, missing = split_by_peer(row, Given(Path()))
    assert [one.peer for one in usable] == [other]
    assert missing == [Missing("row", "curl -s", "curl is not installed")]


def test_comparison_with_a_library_is_left_out_unless_it_was_asked_for_and_is_installed() -> None:
    """Nobody needs the libraries that are only compared with, and their lines say why they are missing."""
    absent, json_library = _library("no_such_module"), _library("json")
    row = Row("row", "", _contender("ours", 1), (Comparison("ms", "ms", absent), Comparison("ms", "ms", json_library)))
    usable, missing = split_by_peer(row, Given())
    assert usable == []
    assert missing == [Missing("row", name, "--libraries was not given") for name in ("no_such_module", "json")]
    usable, missing = split_by_peer(row, Given(libraries=True))
    assert [one.peer for one in usable] == [json_library]
    assert missing == [Missing("row", "no_such_module", "no_such_module is not installed")]


def test_row_of_a_real_server_is_left_out_as_a_whole_without_one() -> None:
    """The row is named once, whatever it compares with."""
    ours, other = (Contender(name, lambda _: {"ms": 1.0}, is_of_server=True) for name in ("ours", "other"))
    row = Row("row", "", ours, (Comparison("ms", "ms", other),))
    assert split_by_peer(row, Given()) == ([], [Missing("row", "", "--server URL was not given")])
    assert split_by_peer(row, Given(server="http://x")) == (list(row.comparisons), [])


def test_source_makes_up_hashes_or_repeats_those_of_a_server() -> None:
    """A made-up server has a picture for every hash; a real one is asked again for those that it has."""
    assert list(Source("http://x").wanted(2)) == [f"{0:040x}", f"{1:040x}"]
    assert list(Source("http://x", hashes=("a", "b")).wanted(3)) == ["a", "b", "a"]


def test_source_is_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    """What one process writes for another keeps everything, and nobody else may read the token in it."""
    source = Source("http://x", "file.pem", "token", ("a", "b"), 7, 16)
    path = source.write(tmp_path / "source.json")
    assert read_source(str(path)) == source
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("sizes", [[7, 7], [7, 7, 8], [7, 7, 0]])
def test_source_counts_only_whole_thumbnails(sizes: list[int]) -> None:
    """A client that loses or cuts a thumbnail gets an error, not a good time."""
    source = Source("http://x", size_bytes=7)
    source.check(iter([7, 7, 7]), 3)
    with pytest.raises(ValueError, match="not all"):
        source.check(iter(sizes), 3)


def test_table_shows_medians_range_goal_and_verdict() -> None:
    """A reader of the table needs no other file."""
    text = table([_line(Goal("ratio", "at most", 0.6))])
    cells = [cell.strip() for cell in text.splitlines()[1].split("  ") if cell.strip()]
    assert cells == ["row", "other", "2 ms", "4 ms", "0.50 (0.50–0.75)", "at most 0.6 x", "met"]


def test_json_has_every_value() -> None:
    """Whoever doubts a median finds what it was made of."""
    text = as_json([_line(Goal("ratio", "at most", 0.4))], [Missing("a", "b", "c")], [], {"pairs": 3})
    document = json.loads(text)
    result = document["results"][0]
    assert result["ratio"] == {"median": 0.5, "low": 0.5, "high": 0.75, "values": [0.5, 0.5, 0.75]}
    assert result["ours"]["values"] == [1.0, 2.0, 4.5]
    assert (result["goal"], result["is_met"]) == ("ratio at most 0.4 x", False)
    assert document["left_out"] == [{"row": "a", "peer": "b", "why": "c"}]
    assert (document["failed"], document["facts"]) == ([], {"pairs": 3})


def test_missing_text_names_row_peer_and_reason() -> None:
    """One line says what is not in the table, and why."""
    assert missing_text("left out", Missing("a", "b", "c")) == "left out: a against b: c"
    assert missing_text("failed", Missing("a", "", "c")) == "failed: a: c"


def test_thumb_has_its_size_and_the_ends_of_a_jpeg() -> None:
    """The body passes for a whole JPEG by its ends."""
    body = server.thumb()
    assert (len(body), body[:3], body[-2:]) == (server.THUMB_BYTES, b"\xff\xd8\xff", b"\xff\xd9")


def test_list_names_every_row(capsys: pytest.CaptureFixture[str]) -> None:
    """The list of rows is complete and measures nothing."""
    assert command.main(["--list"]) == 0
    shown = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert shown == [row.name for row in command.ROWS]
    assert len(set(shown)) == len(shown)


def test_missing_nginx_ends_with_status_2_and_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without nginx, the error says how to install it."""
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    assert command.main(["--only", "thumb-cpu"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "apt-get install nginx-light" in error


@pytest.mark.parametrize(
    "arguments", [["--peer", "/nowhere"], ["--pairs", "0"], ["--only", "x"], ["--large", "1"], ["--count", "0"]]
)
def test_wrong_usage_ends_with_status_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong option is refused before anything is measured."""
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


@pytest.mark.once
def test_made_up_library_is_one_that_the_client_trusts() -> None:
    """Its files have their hashes, folders hold what their paths say, and every request is counted by its kind."""
    with library_server.serving(1200) as url:
        fs = PhotoPrismFileSystem(host=url, use_listings_cache=False)
        assert len(fs.find("originals")) == len(fs.find("thumbs/tile_224/originals/2004")) == 1200
        path = f"originals/{library_server.name_of(700)}"
        assert fs.cat_file(path) == library_server.content(700)
        before = library_server.requests(url)
        assert len(fs.ls("originals/2004/02")) == 500
        fs.cat_file(path.replace("originals", "thumbs/tile_224/originals"))
        asked = library_server.requests(url) - before
    assert (asked["photo"], asked["original"], asked["thumb"]) == (0, 0, 1)
