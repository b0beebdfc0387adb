"""Details of many photos: `get_photos`, against single calls and a generated client in eight threads.

nginx sends a recorded photo in chunks, as the real server does.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from benchmarks import clients, isolated
from benchmarks.pairs import Sample
from benchmarks.rows import Comparison, Contender, Goal, Row, Setting

GET_PHOTO = "get_photo, 8 threads"
#: It has no model of a photo, and makes a dict of the JSON.
INTO_DICTS = f"{clients.GENERATED}, 8 threads, into dicts"

_THREADS = 8
_CONNECTIONS = 8
_WARM_UP = 200
_COUNT = 4000

#: Reads photos; returns something for each.
ReadMany = Callable[[list[str]], Iterable[Any]]


def photos_to_memory(client: str, base_url: str, count: int) -> Sample:
    """Measure how many photos are read in a second.

    :param client: its name.
    :param base_url: of the server.
    :param count: how many.
    :return: ``per_second``, and ``cpu_us``, the processor time of a photo in microseconds.
    :raises ValueError: not all came.
    """
    read_many = _MAKERS[client](base_url)
    sum(1 for _ in read_many(_uids(_WARM_UP)))
    start, cpu = time.perf_counter(), time.process_time()
    got = sum(1 for _ in read_many(_uids(count)))
    elapsed_s, cpu_s = time.perf_counter() - start, time.process_time() - cpu
    if got != count:
        raise ValueError(f"{client} read {got} photos of {count}")
    return {"per_second": count / elapsed_s, "cpu_us": cpu_s / count * 1e6}


def _uids(count: int) -> list[str]:
    return [f"p{number:015d}" for number in range(count)]


def _get_photos(base_url: str) -> ReadMany:
    from photoprism_client import ApiClient, Configuration, PhotosApi

    photos = PhotosApi(ApiClient(Configuration(host=base_url)))
    return lambda uids: photos.get_photos(uids, connections=_CONNECTIONS)


def _get_photo(base_url: str) -> ReadMany:
    from photoprism_client import ApiClient, Configuration, PhotosApi

    get_photo, pool = PhotosApi(ApiClient(Configuration(host=base_url))).get_photo, ThreadPoolExecutor(_THREADS)
    return lambda uids: pool.map(get_photo, uids)


def _generated(base_url: str) -> ReadMany:
    import generated_photoprism as generated  # type: ignore[import-not-found]  # where --peer says

    client = generated.ApiClient(generated.Configuration(host=base_url))
    pool = ThreadPoolExecutor(_THREADS)

    def read_one(uid: str) -> object:
        response = client.call_api("GET", f"{base_url}/api/v1/photos/{uid}", {"Accept": "application/json"})
        response.read()
        found: object = client.response_deserialize(response, {"200": "object"}).data
        return found

    return lambda uids: pool.map(read_one, uids)


_MAKERS: dict[str, Callable[[str], ReadMany]] = {
    clients.OURS: _get_photos,
    GET_PHOTO: _get_photo,
    INTO_DICTS: _generated,
}


def _measure(client: str, setting: Setting) -> Sample:
    return isolated.call(
        "benchmarks.photos:photos_to_memory", setting.peer, client=client, base_url=setting.base_url, count=_COUNT
    )


def _contender(client: str) -> Contender:
    return Contender(client, partial(_measure, client), is_generated=client == INTO_DICTS)


ROWS = (
    Row(
        "photos-bulk",
        f"get_photos, {_CONNECTIONS} connections: details of photos of 5 kB a second, in chunks",
        _contender(clients.OURS),
        (
            Comparison("per_second", "/s", _contender(GET_PHOTO), Goal("ratio", "at least", 1.5)),
            Comparison("per_second", "/s", _contender(INTO_DICTS), Goal("ratio", "at least", 1.5)),
            Comparison("cpu_us", "µs", _contender(GET_PHOTO), Goal("ratio", "at most", 0.25)),
        ),
    ),
)
