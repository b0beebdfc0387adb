"""Servers that ignore what they are sent, answer wrongly, or do not answer: nothing is taken for done."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from photoprism_client import (
    AlbumsApi,
    ApiClient,
    ApiException,
    BadRequestException,
    Configuration,
    IntegrityError,
    LabelsApi,
    MarkersApi,
    NotAppliedError,
    NotFoundException,
    PhotosApi,
    ServiceException,
    SubjectsApi,
    TransportError,
)
from test.support.clients import Serve
from test.support.json_server import Answer, answering
from test.support.raw_server import RawServer

UID, ALBUM, MARKER, PERSON = "ptp2yj8lozifbehc", "atp2yj8lozifbehc", "mtp2yj8lozifbehc", "jtp2yj8lozifbehc"
PHOTO = {
    "ID": 7,
    "UID": UID,
    "Title": "Beach / 2002",
    "TitleSrc": "",
    "Description": "",
    "DescriptionSrc": "",
    "PlaceSrc": "",
    "Favorite": False,
    "Details": {"PhotoID": 7, "Keywords": "sea", "KeywordsSrc": "", "Artist": "Jane", "ArtistSrc": "meta"},
    "Albums": [],
    "Labels": [],
}

Start = Callable[[Answer], tuple[ApiClient, RawServer]]


@pytest.fixture
def start(serve: Serve) -> Iterator[Start]:
    """Start a server in public mode, and a client of it that sends nothing twice."""
    with ExitStack() as stack:

        def make(answer: Answer) -> tuple[ApiClient, RawServer]:
            server = serve(answering(answer))
            configuration = Configuration(host=server.url, access_token="a-token-of-the-test", retries=0)
            return stack.enter_context(ApiClient(configuration)), server

        yield make


def _uids(count: int) -> list[str]:
    return [f"p{number:015}" for number in range(count)]


class Photos:
    """Photos that are archived as the test says."""

    def __init__(self, uids: list[str], archive: Callable[[list[str]], tuple[int, object] | None]) -> None:
        self.archived: set[str] = set()
        self.sent: list[list[str]] = []
        self._uids, self._archive = set(uids), archive

    def answer(self, method: str, target: str, body: Any) -> tuple[int, object] | None:
        """Answer a look at a photo, or a change."""
        uid = target.rpartition("/")[2]
        if method == "GET" and uid in self._uids:
            state = {"DeletedAt": "2026-01-02T03:04:05Z"} if uid in self.archived else {"Albums": [{"UID": ALBUM}]}
            return 200, {**PHOTO, "UID": uid, **state}
        if method == "POST":
            assert set(body) == {"photos"}
            self.sent.append(body["photos"])
            answered = self._archive(body["photos"])
            if answered is None or answered[0] == 200:
                self.archived |= set(body["photos"])
            return answered
        return 404, {"code": 404, "error": "Entity not found"}


def test_many_photos_are_sent_a_thousand_at_a_time(start: Start) -> None:
    """The server refuses more than about 32 700 at once; every photo is looked at before and after."""
    uids = _uids(2100)
    photos = Photos(uids, lambda _: (200, {}))
    client, server = start(photos.answer)
    assert PhotosApi(client).archive(uids) == {ALBUM: uids}
    assert [len(part) for part in photos.sent] == [1000, 1000, 100]
    assert len(server.requests) == 2 * 2100 + 3


def test_a_server_that_changes_nothing_is_not_believed(start: Start) -> None:
    """Status 200 does not mean that anything happened."""
    photos = Photos(_uids(12), lambda _: (200, {"message": "Selection archived"}))
    client, _ = start(lambda *request: photos.answer(*request) if request[0] == "GET" else (200, {}))
    with pytest.raises(NotAppliedError) as caught:
        PhotosApi(client).archive(_uids(12))
    assert caught.value.items == tuple(_uids(12))
    assert caught.value.message == f"12 of 12 not archived: {', '.join(_uids(10))} and 2 more"
    assert (caught.value.status, caught.value.__cause__) == (200, None)


def test_albums_survive_a_lost_answer(start: Start) -> None:
    """The photos may be archived and out of their albums: the error holds what puts them back."""
    photos = Photos(_uids(2), lambda _: None)
    client, _ = start(photos.answer)
    with pytest.raises(NotAppliedError) as caught:
        PhotosApi(client).archive(_uids(2))
    assert caught.value.done == {ALBUM: _uids(2)}
    assert caught.value.items == tuple(_uids(2))
    assert isinstance(caught.value.__cause__, TransportError)
    assert caught.value.status == 0


def test_a_failure_in_the_second_thousand_holds_the_first(start: Start) -> None:
    """What is left is named, what was done is kept."""
    uids = _uids(1500)
    photos = Photos(uids, lambda part: (200, {}) if len(part) == 1000 else (400, {"error": "Unable to do that"}))
    client, _ = start(photos.answer)
    with pytest.raises(NotAppliedError) as caught:
        PhotosApi(client).archive(uids)
    assert caught.value.items == tuple(uids[1000:])
    assert caught.value.done[ALBUM][:1000] == uids[:1000]
    assert caught.value.status == 400


def test_a_refusal_before_anything_was_changed_is_raised_as_it_is(start: Start) -> None:
    """Nothing has to be put right then."""
    photos = Photos(_uids(2), lambda _: (400, {"error": "Unable to do that"}))
    client, _ = start(photos.answer)
    with pytest.raises(BadRequestException):
        PhotosApi(client).archive(_uids(2))


def test_a_page_is_not_taken_for_an_unknown_photo(start: Start) -> None:
    """An HTML 404 says that the URL is not a PhotoPrism API: no reason to leave photos out."""
    client, _ = start(lambda method, target, body: (404, "<html>"))
    for change in (PhotosApi(client).archive, PhotosApi(client).approve, lambda u: LabelsApi(client).add(u, "Cat")):
        with pytest.raises(NotFoundException):
            change(UID)


def test_ignored_fields_are_named_and_the_photo_is_held(start: Start) -> None:
    """The answer to an edit is compared with what was asked for, field by field."""

    def answer(method: str, target: str, body: Any) -> tuple[int, object]:
        return 200, PHOTO if method == "GET" else {**PHOTO, "Favorite": True}

    client, server = start(answer)
    with pytest.raises(NotAppliedError) as caught:
        PhotosApi(client).edit(UID, title="Harbour", favorite=True, artist="A" * 90, lat=1, lng=2, altitude=3)
    assert caught.value.items == ("title", "lat", "lng", "altitude", "artist")
    assert caught.value.done.favorite is True
    assert caught.value.message is not None
    assert (
        "did not take title (sent 'Harbour', it has 'Beach / 2002'), lat (sent 1.0, it has None)"
        in caught.value.message
    )
    assert f"artist (sent '{'A' * 59}…, it has 'Jane')" in caught.value.message
    assert [seen.method for seen in server.requests] == ["GET", "PUT"]


@pytest.mark.parametrize(("wire", "other"), [("Caption", "Description"), ("Description", "Caption")])
def test_caption_goes_under_the_name_that_the_server_uses(start: Start, wire: str, other: str) -> None:
    """Servers of 2024 call it Description, later ones Caption, and each ignores the other name."""
    photo = {**{name: value for name, value in PHOTO.items() if "Description" not in name}, wire: "", f"{wire}Src": ""}
    sent: list[dict[str, object]] = []

    def answer(method: str, target: str, body: Any) -> tuple[int, object]:
        sent.append(body or {})
        return 200, {**photo, **(body or {})}

    client, _ = start(answer)
    assert PhotosApi(client).edit(UID, caption="By the sea").caption == "By the sea"
    assert sent[1] == {wire: "By the sea", f"{wire}Src": "manual"}


def test_details_keep_what_this_client_does_not_know(start: Start) -> None:
    """Details are replaced as a whole: fields of later servers are sent back as they came."""
    details = {**PHOTO["Details"], "Weather": "fair", "CreatedAt": "2026-01-02T03:04:05Z"}  # type: ignore[dict-item]
    sent: list[Any] = []

    def answer(method: str, target: str, body: Any) -> tuple[int, object]:
        sent.append(body)
        return 200, {**PHOTO, "Details": {**details, **(body or {}).get("Details", {})}}

    client, _ = start(answer)
    PhotosApi(client).edit(UID, notes="A note")
    assert sent[1] == {
        "Details": {
            "PhotoID": 7,
            "Keywords": "sea",
            "KeywordsSrc": "",
            "Artist": "Jane",
            "ArtistSrc": "meta",
            "Weather": "fair",
            "Notes": "A note",
            "NotesSrc": "manual",
        }
    }


def test_details_of_a_photo_without_any_carry_its_number(start: Start) -> None:
    """Without the number of the photo, the server ignores them."""
    sent: list[Any] = []

    def answer(method: str, target: str, body: Any) -> tuple[int, object]:
        sent.append(body)
        return 200, {**PHOTO, "Details": (body or {}).get("Details")}

    client, _ = start(answer)
    PhotosApi(client).edit(UID, artist="Ann")
    assert sent[1] == {"Details": {"Artist": "Ann", "ArtistSrc": "manual", "PhotoID": 7}}


@pytest.mark.parametrize(
    ("before", "asked", "after", "ignored"),
    [
        ("sea", "sand", "city, sand", ()),  # a new position adds the words of its place
        ("sea", "sand", "city", ("keywords",)),
    ],
)
def test_words_of_a_new_place_are_no_fault(
    start: Start, before: str, asked: str, after: str, ignored: tuple[str, ...]
) -> None:
    """The server adds the names of a place to the keywords when the position changes."""

    def answer(method: str, target: str, body: Any) -> tuple[int, object]:
        found = {"Keywords": before if method == "GET" else after, "KeywordsSrc": "manual"}
        return 200, {**PHOTO, **(body or {}), "Details": found}

    client, _ = start(answer)
    with ExitStack() as stack:
        caught = stack.enter_context(pytest.raises(NotAppliedError)) if ignored else None
        PhotosApi(client).edit(UID, keywords=asked, lat=48.2, lng=16.3)
    assert caught is None or caught.value.items == ignored


@pytest.mark.parametrize("answered", [None, (500, {"error": "Changes could not be saved"}), (200, "<html>")])
def test_a_failed_edit_raises_what_the_call_raises(start: Start, answered: tuple[int, object] | None) -> None:
    """An edit is one request: its error says all that there is to say."""
    client, _ = start(lambda method, target, body: (200, PHOTO) if method == "GET" else answered)
    with pytest.raises((TransportError, ServiceException, IntegrityError)) as caught:
        PhotosApi(client).edit(UID, title="Harbour")
    assert not isinstance(caught.value, NotAppliedError)


def test_a_label_under_another_name_is_no_success(start: Start) -> None:
    """A label that was renamed comes where its old name is added."""

    def answer(method: str, target: str, body: Any) -> tuple[int, object]:
        labels = [] if method == "GET" else [{"LabelID": 3, "Uncertainty": 0, "Label": {"Name": "Katze"}}]
        return 200, {**PHOTO, "Labels": labels}

    client, _ = start(answer)
    with pytest.raises(NotAppliedError, match="the server put another label there") as caught:
        LabelsApi(client).add(UID, "Cat")
    assert (caught.value.items, caught.value.done) == ((UID,), [])


def test_a_failure_between_clearing_and_naming_a_face_holds_the_marker(start: Start) -> None:
    """The face has no name then: the error has the marker as it is."""
    cleared = {"UID": MARKER, "Name": "", "SubjUID": ""}
    answers = iter([(200, {"UID": MARKER, "Name": "Jane", "SubjUID": PERSON}), (200, cleared), None])
    client, server = start(lambda method, target, body: next(answers, None))
    with pytest.raises(NotAppliedError) as caught:
        MarkersApi(client).name(MARKER, "Mary")
    assert (caught.value.items, caught.value.done.name) == ((MARKER,), "")
    assert [seen.method for seen in server.requests][:3] == ["PUT", "DELETE", "PUT"]


@pytest.mark.parametrize(
    "call",
    [
        lambda client: MarkersApi(client).name(MARKER, "Mary"),
        lambda client: MarkersApi(client).clear(MARKER),
        lambda client: SubjectsApi(client).rename(PERSON, "Mary"),
        lambda client: SubjectsApi(client).merge(PERSON, "jtp2yj8lozifbeh2"),
        lambda client: AlbumsApi(client).set_order(ALBUM, "title"),
        lambda client: AlbumsApi(client).add(ALBUM, UID),
        lambda client: PhotosApi(client).set_private(UID, True),
        lambda client: LabelsApi(client).add(UID, "Cat"),
        lambda client: LabelsApi(client).remove(UID, "Katze"),
    ],
)
def test_no_change_believes_an_answer_that_shows_the_old_state(
    start: Start, call: Callable[[ApiClient], object]
) -> None:
    """Each compares what came with what was asked for."""
    everything = {
        **PHOTO,
        "Name": "Jane",
        "SubjUID": PERSON,
        "Order": "oldest",
        "Type": "album",
        "Labels": [{"LabelID": 3, "Uncertainty": 0, "Label": {"Name": "Katze"}}],
    }
    client, _ = start(lambda method, target, body: (200, [] if "?" in target else everything))
    with pytest.raises(NotAppliedError):
        call(client)


def test_the_error_can_be_pickled_and_caught_as_any_other() -> None:
    """Process pools pickle errors; `except ApiException` catches all that a call can meet."""
    error = pickle.loads(pickle.dumps(NotAppliedError("1 of 2 not archived", items=[UID], done={ALBUM: [UID]})))
    assert issubclass(NotAppliedError, ApiException)
    assert (error.items, error.done, error.message) == ((UID,), {ALBUM: [UID]}, "1 of 2 not archived")
