"""What comes out of the methods that fetch many: order, pairs, errors in their places, a bounded number ahead."""

import itertools
import logging
import threading
from collections import Counter
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from photoprism_client import (
    ApiClient,
    ApiTypeError,
    ApiValueError,
    Configuration,
    EntityMarker,
    ImagesApi,
    NotFoundException,
    OpenApiException,
    PhotosApi,
    SearchPhoto,
    UnknownSizeWarning,
)
from photoprism_client.testing import Library, PhotoPrismServer
from test.support.bodies import JPEG, SVG
from test.support.clients import Connect, Serve
from test.support.many import Many, answering_each, get_all, hashes, number_of, picture, pictures
from test.support.raw_server import Peer, Script, Seen, answer, answering

_UNKNOWN = answer(b'{"error":"record not found"}', "application/json", status="404 Not Found")


def _unknown_every_tenth(many: Many) -> Script:
    return many.answering(lambda seen: _UNKNOWN if many.number_of(seen) % 10 == 3 else None)


def test_pictures_come_in_the_order_given(serve: Serve, connect: Connect) -> None:
    """Each hash gets its own picture, in the order given, with media type and date, over the connections asked for."""
    server = serve(answering_each())
    thumbs = hashes(300)
    found = get_all(connect(server.url), thumbs, connections=8)
    assert found == pictures(thumbs)
    assert {thumb.content_type for thumb in found} == {"image/jpeg"}
    assert not any(thumb.is_placeholder or thumb.filename for thumb in found)
    assert server.connections <= 8


@pytest.mark.parametrize("connections", [1, 4, 16])
def test_all_connections_are_used(many: Many, serve: Serve, connect: Connect, connections: int) -> None:
    """As many requests are in flight as connections are allowed: none is answered before all are there."""
    there = threading.Barrier(connections)

    def wait_for_others(seen: Seen) -> None:
        there.wait(60)

    server = serve(many.answering(wait_for_others))
    thumbs = many.names(connections * 3)
    assert many.get_all(connect(server.url), thumbs, connections=connections) == many.results(thumbs)
    assert server.connections == connections


def test_late_answer_holds_back_only_its_own_place(many: Many, serve: Serve, connect: Connect) -> None:
    """A result that comes late is handed out first all the same; the others are asked for meanwhile, up to a bound."""
    ahead = 4 * 4 - 1
    others = threading.Semaphore(0)

    def hold_the_first(seen: Seen) -> None:
        if many.number_of(seen):
            others.release()
            return
        for _ in range(ahead):
            assert others.acquire(timeout=60)

    server = serve(many.answering(hold_the_first))
    with many.fetch(connect(server.url), many.endless()) as thumbs:
        first = next(thumbs)
        assert first == many.result(many.names(1)[0])
        assert len(server.requests) == ahead + 1


def test_unordered_results_come_with_what_was_passed(many: Many, serve: Serve, connect: Connect) -> None:
    """Without order, each result comes as soon as it is there, as a pair with what it was asked by."""
    rest = threading.Semaphore(0)

    def hold_the_first(seen: Seen) -> None:
        if many.number_of(seen) == 0:
            assert rest.acquire(timeout=60)

    server = serve(many.answering(hold_the_first))
    thumbs = many.names(40)
    found = []
    with many.fetch(connect(server.url), thumbs, ordered=False) as pairs:
        for thumb, data in pairs:
            found.append(thumb)
            assert data == many.result(thumb)
            if len(found) == 39:
                rest.release()
    assert found[-1] == thumbs[0]
    assert sorted(found) == thumbs


def test_error_is_raised_in_its_place(many: Many, serve: Serve, connect: Connect) -> None:
    """The results before an error come first; after it the iteration is over."""
    server = serve(_unknown_every_tenth(many))
    thumbs = many.fetch(connect(server.url), many.names(40))
    assert [next(thumbs) for _ in range(3)] == many.results(many.names(3))
    with pytest.raises(NotFoundException, match="record not found"):
        next(thumbs)
    assert list(thumbs) == []


@pytest.mark.parametrize("is_ordered", [True, False])
def test_errors_can_be_returned(many: Many, serve: Serve, connect: Connect, is_ordered: bool) -> None:
    """With `errors="return"` each error stands where its result would be, and all others come."""
    server = serve(_unknown_every_tenth(many))
    thumbs = many.names(40)
    options: dict[str, Any] = {"ordered": is_ordered, "errors": "return"}
    found = many.get_all(connect(server.url), thumbs, **options)
    pairs = zip(thumbs, found, strict=True) if is_ordered else sorted(found, key=lambda pair: str(pair[0]))
    for number, (thumb, result) in enumerate(pairs):
        assert thumb == thumbs[number]
        assert isinstance(result, NotFoundException) if number % 10 == 3 else result == many.result(thumb)


def test_no_more_than_a_window_is_taken_ahead(many: Many, serve: Serve, connect: Connect) -> None:
    """Of an endless iterable no more is taken than four for each connection beyond what was handed out."""
    server = serve(many.answering())
    taken = [0]

    def counting() -> Iterator[str]:
        for thumb in many.endless():
            taken[0] += 1
            yield thumb

    with many.fetch(connect(server.url), counting(), connections=2) as thumbs:
        assert taken == [0]
        for count, _ in enumerate(itertools.islice(thumbs, 100), start=1):
            assert taken[0] <= count + 8


def test_nothing_to_fetch_sends_nothing(many: Many, serve: Serve, connect: Connect) -> None:
    """An empty iterable opens no connection, and closing before the first result neither."""
    server = serve(many.answering())
    images = connect(server.url)
    assert many.get_all(images, []) == []
    many.fetch(images, many.names(10)).close()
    assert server.connections == 0


def test_same_thing_is_asked_for_once_in_a_row(many: Many, serve: Serve, connect: Connect) -> None:
    """Those on the way twice are fetched once, and each place gets an object of its own."""
    server = serve(many.answering())
    one, other = many.names(2)
    found = many.get_all(connect(server.url), [one, one, other, one, one, other, other])
    assert found == many.results([one, one, other, one, one, other, other])
    assert len({id(thumb) for thumb in found}) == 7
    assert sorted(map(many.name_in, server.requests)) == [one, other]
    many.spoil(found[0])
    assert found[1] == many.result(one)


def test_error_of_the_same_thing_is_copied(many: Many, serve: Serve, connect: Connect) -> None:
    """An error that stands for several is an exception of its own in each place."""
    server = serve(answering(_UNKNOWN))
    one, other = many.get_all(connect(server.url), many.names(1) * 2, errors="return")
    assert one is not other
    assert str(one) == str(other)
    assert len(server.requests) == 1


def test_what_the_iterable_raises_comes_after_what_was_asked_before(many: Many, serve: Serve, connect: Connect) -> None:
    """An error of the user's own iterable is raised after the results of what it gave before."""
    server = serve(many.answering())

    def failing() -> Iterator[str]:
        yield from many.names(10)
        raise RuntimeError("mine")

    thumbs = many.fetch(connect(server.url), failing())
    assert [next(thumbs) for _ in range(10)] == many.results(many.names(10))
    with pytest.raises(RuntimeError, match="mine"):
        next(thumbs)
    assert list(thumbs) == []


def test_thing_that_cannot_be_asked_for_is_an_error_in_its_place(many: Many, serve: Serve, connect: Connect) -> None:
    """What cannot be asked for fails by itself, before anything is sent for it; the others come."""
    server = serve(many.answering())
    one, other = many.names(2)
    things: list[Any] = [one, SimpleNamespace(hash="", uid=""), 7, "../..", other]
    found = many.get_all(connect(server.url), things, errors="return")
    assert [found[0], found[4]] == many.results([one, other])
    assert [type(each) for each in found[1:4]] == [ApiValueError, ApiTypeError, ApiValueError]
    assert len(server.requests) == 2
    with pytest.raises(ApiValueError, match=r"has no (picture|UID)"):
        many.get_all(connect(server.url), things)


@pytest.mark.parametrize(
    ("change", "error", "text"),
    [
        ({"thumbs": "2c" * 20}, ApiTypeError, "thumbs must be an iterable of hashes or models, not str"),
        ({"thumbs": b"2c"}, ApiTypeError, "not bytes"),
        ({"thumbs": 7}, ApiTypeError, "not int"),
        ({"thumbs": SearchPhoto(hash="2c" * 20)}, ApiTypeError, "not SearchPhoto"),
        ({"token": "a/b"}, ApiValueError, "token must be one path segment"),
        ({"token": 7}, ApiTypeError, "token must be a str"),
        ({"size": ".."}, ApiValueError, "size must be one path segment"),
        ({"connections": 0}, ApiValueError, "connections must be from 1 to 16, not 0"),
        ({"connections": 17}, ApiValueError, "connections must be from 1 to 16, not 17"),
        ({"connections": True}, ApiTypeError, "connections must be a whole number"),
        ({"ordered": 1}, ApiTypeError, "ordered must be True or False"),
        ({"errors": "ignore"}, ApiValueError, "errors must be one of raise, return"),
        ({"errors": None}, ApiTypeError, "errors must be one of raise, return"),
    ],
)
def test_bad_argument_is_refused_at_once(
    serve: Serve, connect: Connect, change: dict[str, Any], error: type[OpenApiException], text: str
) -> None:
    """What is wrong is an error of the call itself, before anything is sent."""
    server = serve(answering_each())
    arguments: dict[str, Any] = {"thumbs": hashes(1), **change}
    with pytest.raises(error, match=text):
        connect(server.url).get_thumbs(**arguments)
    assert server.connections == 0


def test_closed_client_is_refused_at_once(connect: Connect) -> None:
    """After the client is closed, the call is an error, as a single one is."""
    images = connect("http://127.0.0.1:1")
    images.api_client.close()
    with pytest.raises(ApiValueError, match="this ApiClient is closed"):
        images.get_thumbs(hashes(1))


def test_unknown_size_is_warned_of(connect: Connect) -> None:
    """A size that no known server has causes the warning of single calls, at the call."""
    with pytest.warns(UnknownSizeWarning, match="did you mean tile_224"):
        connect("http://127.0.0.1:1").get_thumbs(hashes(1), size="tile_225")


def test_log_has_the_status_of_each(
    many: Many, serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG, each answer is a line with its status, whether its head was read in full or only compared."""
    images = connect(serve(_unknown_every_tenth(many)).url)
    with caplog.at_level(logging.DEBUG, "photoprism_client"):
        many.get_all(images, many.names(20), errors="return")
    said = Counter(record.getMessage().rpartition(" -> ")[2] for record in caplog.records)
    assert said == {"200": 18, "404": 2}


def test_icon_is_flagged_or_raised(serve: Serve, connect: Connect) -> None:
    """The icon for "no picture" is flagged, or an error where that is configured, as for a single call."""
    server = serve(answering_each(lambda seen: answer(SVG, "image/svg+xml") if number_of(seen) % 2 else None))
    found = get_all(connect(server.url), hashes(40))
    assert [thumb.is_placeholder for thumb in found] == [False, True] * 20
    found = get_all(connect(server.url, raise_on_placeholder=True), hashes(40), errors="return")
    assert [type(each).__name__ for each in found] == ["MediaBytes", "PlaceholderException"] * 20


def test_picture_that_is_cut_is_refused(serve: Serve, connect: Connect) -> None:
    """A picture that lacks its end is refused, also where its head is like those before."""
    bad = answer(JPEG[:-2])
    server = serve(answering_each(lambda seen: bad if number_of(seen) > 20 else None))
    found = get_all(connect(server.url), hashes(40), errors="return")
    assert [type(each).__name__ for each in found] == ["MediaBytes"] * 21 + ["IntegrityError"] * 19
    assert "the picture is cut" in str(found[-1])


def test_models_and_crops_are_fetched_as_by_thumb_of() -> None:
    """Photos and markers come as `thumb_of` has them, and hashes with a crop area as by `get_thumb`."""
    with (
        PhotoPrismServer(Library.sample(photos=20), mode="password") as server,
        ApiClient(Configuration(host=server.url, username="admin", password="photoprism")) as client,
    ):
        images = ImagesApi(client)
        photos = list(PhotosApi(client).iterate())
        part, size = f"{photos[0].hash}-0fa0fa1f41f4", "tile_480"
        things: list[Any] = [*photos, EntityMarker(thumb=part), part]
        with images.get_thumbs(things, size=size) as thumbs:
            *found, plain = list(thumbs)
        assert found == [images.thumb_of(thing, size) for thing in things[:-1]]
        assert not found[-1].is_placeholder  # a marker comes in the next size for parts
        assert plain == images.get_thumb(part, size=size)


def test_several_threads_share_an_iterator(many: Many, serve: Serve, connect: Connect) -> None:
    """Every result goes to exactly one of the threads that ask."""
    server = serve(many.answering())
    thumbs = many.names(300)
    found: list[bytes] = []
    with many.fetch(connect(server.url), thumbs) as results:
        threads = [threading.Thread(target=lambda: found.extend(results)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    # In any order: a thread may note what it took after another has taken the next.
    assert len(found) == len(thumbs)
    assert [each for each in many.results(thumbs) if each not in found] == []


def test_iterable_may_be_another_iterator_of_the_client(many: Many, serve: Serve, connect: Connect) -> None:
    """An iterator that feeds another works in the same thread, whatever connections both may have."""
    server = serve(many.answering())
    images = connect(server.url)

    def fed() -> Iterator[str]:
        inner = many.fetch(images, many.names(50), connections=16)
        for number, _ in enumerate(inner):
            yield many.names(1, 1000 + number)[0]

    with many.fetch(images, fed(), connections=16) as thumbs:
        assert list(thumbs) == many.results(many.names(50, 1000))


def test_iterable_must_not_ask_its_own_iterator(many: Many, serve: Serve, connect: Connect) -> None:
    """An iterable that asks the iterator that takes from it gets an error instead of waiting for itself."""
    server = serve(many.answering())
    box: list[Iterator[bytearray]] = []

    def circular() -> Iterator[str]:
        yield many.names(1)[0]
        yield many.name_in(Seen("GET /" + str(next(box[0])), {}, b"", 0, b""))

    box.append(many.fetch(connect(server.url), circular()))
    assert next(box[0]) == many.result(many.names(1)[0])
    with pytest.raises(ApiValueError, match="must not ask"):
        next(box[0])


def test_default_size_and_named_token(serve: Serve, connect: Connect) -> None:
    """The default size is that of single calls, and a token that is named is sent as it is."""
    server = serve(answering_each())
    with connect(server.url).get_thumbs(hashes(1), "a-token") as thumbs:
        assert next(thumbs) == picture(hashes(1)[0])
    assert server.requests[0].target == f"/api/v1/t/{hashes(1)[0]}/a-token/fit_720"
    assert server.requests[0].headers["accept-encoding"] == "identity"
    assert server.requests[0].headers["host"] == server.netloc


def test_slow_consumer_keeps_requests_going(many: Many, serve: Serve, connect: Connect) -> None:
    """Whoever takes long over a result finds the next ones there: they were asked for meanwhile, up to the bound."""
    asked = threading.Semaphore(0)

    def script(peer: Peer) -> None:
        while (seen := peer.request()) is not None:
            peer.send(many.answer_for(many.name_in(seen)))
            asked.release()

    server = serve(script)
    with many.fetch(connect(server.url), many.endless(), connections=1) as thumbs:
        next(thumbs)
        for _ in range(2):
            assert asked.acquire(timeout=60)
        assert len(server.requests) == 2
