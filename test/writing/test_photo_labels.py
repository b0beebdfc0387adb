"""Labels of photos by name: put there, taken off, and found however they are spelled."""

from collections.abc import Callable

import pytest

from photoprism_client import ApiClient, ApiTypeError, ApiValueError, LabelsApi, NotAppliedError, PhotosApi
from photoprism_client.models import SearchLabel
from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.items import LabelMark

UNKNOWN = "pt00000000000000"


@pytest.fixture
def labels(client: ApiClient) -> LabelsApi:
    """Make the API that is tested."""
    return LabelsApi(client)


def _names(labels: LabelsApi, uid: str) -> dict[str | None, int | None]:
    """Return the labels of a photo, with their uncertainty."""
    photo = PhotosApi(labels.api_client).get_photo(uid)
    return {found.label.name: found.uncertainty for found in photo.labels if found.label}


def test_a_label_is_put_on_photos_and_taken_off(labels: LabelsApi, library: Library, server: PhotoPrismServer) -> None:
    """By its name, in any spelling, or by a model; only photos that differ are sent."""
    one, two, three = (photo.uid for photo in library.photos[:3])
    assert labels.add([one, two], "big/cat") == [one, two]
    assert "Big / Cat" in _names(labels, one)
    assert labels.add([one, two, three], "BIG CAT") == [three]
    label = next(label for label in labels.iterate(all=True) if label.name == "Big / Cat")
    server.requests.clear()
    assert labels.add(two, label) == []
    assert {seen.method for seen in server.requests} == {"GET"}
    assert labels.remove([one, two], label) == [one, two]
    assert labels.remove([one, two, three], "big-cat") == [three]
    assert "Big / Cat" not in _names(labels, three)
    assert labels.remove(three, "big cat") == []


def test_a_label_becomes_more_certain_and_never_less(labels: LabelsApi, library: Library) -> None:
    """The server keeps the smaller uncertainty."""
    uid = library.photos[0].uid
    assert labels.add(uid, "Cat", uncertainty=50) == [uid]
    assert labels.add(uid, "Cat", uncertainty=60) == []
    assert labels.add(uid, "Cat") == [uid]
    assert _names(labels, uid)["Cat"] == 0


def test_a_label_that_the_server_found_is_hidden(labels: LabelsApi, library: Library) -> None:
    """It stays, with an uncertainty of 100, and is not sent again; adding it shows it again."""
    uid = library.photos[0].uid
    label = library.add_label("Water", library.photos[:1])
    label.marks[uid] = LabelMark("image", 20)
    assert labels.remove(uid, label.name) == [uid]
    assert _names(labels, uid)[label.name] == 100
    assert labels.remove(uid, label.name) == []
    assert labels.add(uid, label.name) == [uid]
    assert _names(labels, uid)[label.name] == 0


def test_unknown_photos_are_named(labels: LabelsApi, library: Library) -> None:
    """The others are done."""
    uid = library.photos[0].uid
    with pytest.raises(NotAppliedError) as caught:
        labels.add([UNKNOWN, uid], "Cat")
    assert (caught.value.items, caught.value.done) == ((UNKNOWN,), [uid])
    with pytest.raises(NotAppliedError) as caught:
        labels.remove([uid, UNKNOWN], "Cat")
    assert (caught.value.items, caught.value.done) == ((UNKNOWN,), [uid])


def test_bad_arguments_are_refused_before_anything_is_sent(labels: LabelsApi, server: PhotoPrismServer) -> None:
    """Without a name the server adds the label Unknown, and any uncertainty is taken."""
    calls: list[tuple[Callable[[], object], type[Exception]]] = [
        (lambda: labels.add(UNKNOWN, ""), ApiValueError),
        (lambda: labels.add(UNKNOWN, " - "), ApiValueError),
        (lambda: labels.add(UNKNOWN, "x" * 161), ApiValueError),
        (lambda: labels.add(UNKNOWN, SearchLabel()), ApiTypeError),
        (lambda: labels.add(UNKNOWN, "Cat", uncertainty=100), ApiValueError),
        (lambda: labels.add(UNKNOWN, "Cat", uncertainty=-1), ApiValueError),
        (lambda: labels.add("Cat", "Cat"), ApiValueError),
        (lambda: labels.remove(UNKNOWN, 5), ApiTypeError),  # type: ignore[arg-type]
    ]
    for call, kind in calls:
        with pytest.raises(kind):
            call()
    assert len(server.requests) == 0
