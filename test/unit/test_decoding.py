"""An answer of status 200 is a picture, a file or a zip, or it is flagged or refused; others become their error."""

import hashlib
import io
import zipfile
from typing import Any

import pytest
from urllib3 import HTTPHeaderDict
from urllib3.response import HTTPResponse

from photoprism_client._call.decoding import error_of, placeholder_error, read_media, refuse_encoding
from photoprism_client._call.endpoint import Body, Endpoint
from photoprism_client._transport.response import RESTResponse
from photoprism_client.exceptions import (
    ApiException,
    BadRequestException,
    ForbiddenException,
    IntegrityError,
    NotFoundException,
    RateLimitException,
    ServiceException,
    TransportError,
)

SECRET = "canary7x2k9"
JPEG = b"\xff\xd8\xff\xe0" + bytes(200) + b"\xff\xd9"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d=""/></svg>'
HTML = b"<!DOCTYPE html><html><title>Log in</title></html>"
ROWS = {body: Endpoint(body.name, "/x/{a}", "*/*", body, "download") for body in Body}


def _zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.jpg", JPEG)
    return file.getvalue()


def _answer(
    body: bytes, content_type: str = "image/jpeg", status: int = 200, reason: str = "OK", **headers: str
) -> RESTResponse:
    fields = HTTPHeaderDict({"Content-Type": content_type, "Content-Length": str(len(body))})
    for name, value in headers.items():
        fields[name.replace("_", "-")] = value
    if headers.get("Content_Length") == "":
        del fields["Content-Length"]
    answer = HTTPResponse(io.BytesIO(body), fields, status, reason=reason, preload_content=False, decode_content=False)
    return RESTResponse(answer, method="GET", url=f"https://nas/api/v1/dl/abc?t={SECRET}")


def test_a_picture_comes_with_its_facts() -> None:
    """Type without parameters, name and time come from the headers."""
    media = read_media(
        ROWS[Body.FILE],
        _answer(
            JPEG,
            "Image/JPEG; q=1",
            Content_Disposition='attachment; filename="a.jpg"',
            Last_Modified="Fri, 17 May 2024 10:11:12 GMT",
        ),
    )
    assert bytes(media) == JPEG
    assert (media.content_type, media.filename, media.is_placeholder) == ("image/jpeg", "a.jpg", False)
    assert media.last_modified is not None
    assert media.last_modified.isoformat() == "2024-05-17T10:11:12+00:00"


@pytest.mark.parametrize(
    ("kind", "body", "content_type", "headers", "is_placeholder"),
    [
        (Body.PICTURE, JPEG, "image/jpeg", {}, False),
        (Body.PICTURE, JPEG, "image/svg+xml", {}, False),
        (Body.PICTURE, SVG, "image/svg+xml", {}, True),
        (Body.PICTURE, SVG, "image/jpeg", {}, True),
        (Body.PICTURE, b"<icon/>", "image/svg+xml", {}, True),
        (Body.FILE, JPEG, "image/jpeg", {}, False),
        (Body.FILE, b"raw", "application/octet-stream", {}, False),
        (Body.FILE, SVG, "image/svg+xml", {}, True),
        (Body.FILE, SVG, "image/svg+xml", {"Content_Disposition": "attachment; filename=a.svg"}, False),
        (Body.FILE, HTML, "text/html", {"Content_Disposition": "attachment; filename=a.html"}, False),
        (Body.ARCHIVE, _zip(), "application/zip", {}, False),
    ],
)
def test_icons_are_flagged_by_type_and_signature(
    kind: Body, body: bytes, content_type: str, headers: dict[str, Any], is_placeholder: bool
) -> None:
    """An SVG for a picture is the server's icon, also under the name of a JPEG; an attachment may really be one."""
    media = read_media(ROWS[kind], _answer(body, content_type, **headers))
    assert bytes(media) == body
    assert media.is_placeholder is is_placeholder


@pytest.mark.parametrize(
    ("kind", "body", "content_type"),
    [
        (Body.PICTURE, HTML, "text/html"),
        (Body.PICTURE, HTML, "image/jpeg"),
        (Body.PICTURE, b"", "image/jpeg"),
        (Body.PICTURE, b'{"error": "x"', "application/json"),
        (Body.PICTURE, b"oops", "text/plain"),
        (Body.PICTURE, b"oops", "image/jpeg"),
        (Body.PICTURE, b"new kind", "image/new"),
        (Body.PICTURE, JPEG[:-1], "image/jpeg"),
        (Body.FILE, HTML, "text/html"),
        (Body.FILE, HTML, "application/octet-stream"),
        (Body.FILE, b'{"error": "x"', "application/json"),
        (Body.FILE, b"", "application/octet-stream"),
        (Body.ARCHIVE, HTML, "text/html"),
        (Body.ARCHIVE, b"", "application/zip"),
        (Body.ARCHIVE, _zip()[:-1], "application/zip"),
        (Body.ARCHIVE, _zip() + b'{"error": "x"}', "application/zip"),
        (Body.ARCHIVE, JPEG, "application/zip"),
    ],
)
def test_a_page_instead_of_a_picture_is_refused(kind: Body, body: bytes, content_type: str) -> None:
    """A login page, an error text, nothing, or half a zip under status 200: our error that says what to check."""
    with pytest.raises(IntegrityError, match="Check host") as caught:
        read_media(ROWS[kind], _answer(body, content_type))
    assert caught.value.status == 200
    assert SECRET not in str(caught.value)


def test_the_snippet_of_a_page_is_masked() -> None:
    """What a page shows of itself in the error holds no token, not even a cut one."""
    body = b" " * 170 + f'{{"access_token": "{SECRET}"}}'.encode()
    with pytest.raises(IntegrityError) as caught:
        read_media(ROWS[Body.PICTURE], _answer(body, "application/json"))
    assert caught.value.body is not None
    assert SECRET[:4] not in caught.value.body


@pytest.mark.parametrize("body", [SVG, HTML, b""])
def test_the_hash_decides_in_cases_of_doubt(body: bytes) -> None:
    """An original that really is an SVG, a page or empty is what was asked for when its SHA-1 says so."""
    digest = hashlib.sha1(body).hexdigest()
    media = read_media(ROWS[Body.FILE], _answer(body, "text/html"), digest.upper())
    assert bytes(media) == body
    assert not media.is_placeholder


@pytest.mark.parametrize(("body", "is_good"), [(JPEG, True), (JPEG[:-1], False), (b"GIF89a...", False), (SVG, True)])
def test_without_a_length_the_end_must_show(body: bytes, is_good: bool) -> None:
    """A body of unknown length counts only where its end or its hash shows that it is whole."""
    response = _answer(body, Content_Length="")
    if is_good:
        assert bytes(read_media(ROWS[Body.PICTURE], response)) == body
        return
    with pytest.raises(IntegrityError, match=r"the picture is cut|expected a JPEG or PNG"):
        read_media(ROWS[Body.PICTURE], response)
    proven = read_media(ROWS[Body.FILE], _answer(body, Content_Length=""), hashlib.sha1(body).hexdigest())
    assert bytes(proven) == body


@pytest.mark.parametrize("status", [206, 304])
def test_other_good_statuses_are_not_judged(status: int) -> None:
    """A part of a file, or nothing new, cannot be told from its bytes."""
    body = b"part" if status == 206 else b""
    assert bytes(read_media(ROWS[Body.PICTURE], _answer(body, "text/plain", status))) == body


@pytest.mark.parametrize("length", [256 * 1024 * 1024 + 1, 2**62])
def test_a_picture_of_absurd_size_is_refused(length: int) -> None:
    """No memory is taken for what cannot be a thumbnail."""
    response = _answer(JPEG, Content_Length=str(length))
    with pytest.raises(IntegrityError, match="too much for a picture"):
        read_media(ROWS[Body.PICTURE], response)
    assert response.closed


def test_a_file_larger_than_memory_is_refused() -> None:
    """A length that no memory holds is our error."""
    with pytest.raises(IntegrityError, match="too much"):
        read_media(ROWS[Body.FILE], _answer(JPEG, Content_Length=str(2**62)))


@pytest.mark.parametrize("encoding", ["gzip", "BR", "deflate"])
def test_an_encoded_answer_is_refused(encoding: str) -> None:
    """A compressed picture was not asked for and cannot be verified."""
    response = _answer(JPEG, Content_Encoding=encoding)
    with pytest.raises(IntegrityError, match=f"encoded as {encoding.lower()}"):
        refuse_encoding(response)
    assert response.closed
    refuse_encoding(_answer(JPEG, Content_Encoding="Identity"))


def test_a_cut_body_is_a_transport_error() -> None:
    """Fewer bytes than announced never become a picture."""
    with pytest.raises(TransportError):
        read_media(ROWS[Body.PICTURE], _answer(JPEG, Content_Length=str(len(JPEG) + 1)))


@pytest.mark.parametrize(
    ("status", "body", "content_type", "error", "advice"),
    [
        (404, b'{"error": "x"}', "application/json", NotFoundException, ""),
        (
            404,
            HTML,
            "text/html; charset=utf-8",
            NotFoundException,
            "not a PhotoPrism API: check host, which is https://nas",
        ),
        (
            400,
            b"Client sent an HTTP request to an HTTPS server.\n",
            "",
            BadRequestException,
            "begin host with https://",
        ),
        (
            400,
            b"<title>400 The plain HTTP request was sent to HTTPS port</title>",
            "text/html",
            BadRequestException,
            "begin host with https://",
        ),
        (
            400,
            b"Reason: You're speaking plain HTTP to an SSL-enabled server port.",
            "text/html; charset=iso-8859-1",
            BadRequestException,
            "begin host with https://",
        ),
        (405, HTML, "text/html", ApiException, "not a PhotoPrism API"),
        (404, SVG, "image/svg+xml", NotFoundException, "cannot find the file on its disk"),
        (403, b"", "image/svg+xml", ForbiddenException, "The token in the URL is not accepted"),
        (429, b"{}", "application/json", RateLimitException, "one more login a minute"),
        (500, b"[" * 70_000, "application/json", ServiceException, ""),
        (502, b'{"a":' * 20_000, "application/json", ServiceException, ""),
    ],
)
def test_a_bad_status_becomes_its_error(
    status: int, body: bytes, content_type: str, error: type[ApiException], advice: str
) -> None:
    """The class is the status's, the message says what to do, at most 64 KiB of the body are kept."""
    response = _answer(body, content_type, status, "")
    found = error_of(response, "https://nas")
    assert type(found) is error
    assert found.reason
    assert advice in (found.message or "")
    assert len(found.body or "") <= 65536
    assert response.closed


@pytest.mark.parametrize(
    ("path", "body", "is_elsewhere"),
    [
        ("albums?count=100", b'{"error":"Not found"}', True),
        ("session", b'{"error":"Nicht gefunden"}', True),
        ("labels/lqbcm7e1j7qqqqqq", b'{"error":"Record not found"}', False),
        ("dl/abc", b'{"error":"record not found"}', False),
        ("zip", b'{"code":404,"error":"No files found"}', False),
    ],
)
def test_an_address_without_the_api_is_no_missing_thing(path: str, body: bytes, is_elsewhere: bool) -> None:
    """A server answers in JSON, too, for a path that it does not serve: what is always there shows that."""
    fields = HTTPHeaderDict({"Content-Type": "application/json; charset=utf-8", "Content-Length": str(len(body))})
    answer = HTTPResponse(io.BytesIO(body), fields, 404, reason="Not Found", preload_content=False)
    found = error_of(RESTResponse(answer, method="GET", url=f"https://nas/x/api/v1/{path}"), "https://nas/x")
    assert ("not a PhotoPrism API: check host, which is https://nas/x" in (found.message or "")) is is_elsewhere


def test_a_refused_login_is_not_taken_for_a_bad_token_in_the_url() -> None:
    """A request that has no token in its URL is refused for who asks: the message says what an app password may not."""
    fields = HTTPHeaderDict({"Content-Type": "application/json", "Content-Length": "2"})
    answer = HTTPResponse(io.BytesIO(b"{}"), fields, 403, reason="Forbidden", preload_content=False)
    found = error_of(RESTResponse(answer, method="POST", url="https://nas/api/v1/albums/a1/links"), "https://nas")
    assert "This login may not do that" in (found.message or "")


@pytest.mark.parametrize("status", [499, 520, 599])
def test_a_status_that_nobody_registered_becomes_an_error(status: int) -> None:
    """Proxies make up statuses, and send no reason with them: still our error."""
    found = error_of(_answer(b"", "text/plain", status, ""), "https://nas")
    assert (found.status, found.reason) == (status, "unknown status")


def test_an_error_is_decoded_and_masked() -> None:
    """JSON is decoded; known secrets are masked in body, data, reason and headers; a cut body is kept so far."""
    body = f'{{"error": "no {SECRET}"}}'.encode()
    found = error_of(_answer(body, "application/json", 403, f"Bad {SECRET}", X_Note=SECRET), "https://nas", [SECRET])
    assert found.data == {"error": "no ***"}
    assert SECRET not in f"{found}{found.__dict__}"
    cut = error_of(_answer(b'{"error"', "application/json", 500, "x", Content_Length="100"), "https://nas")
    assert (cut.body, cut.data) == ('{"error"', None)


def test_a_placeholder_becomes_its_error() -> None:
    """The error for an icon has the answer's status and says what it may mean."""
    found = placeholder_error(_answer(SVG, "image/svg+xml"))
    assert (found.status, found.reason) == (200, "placeholder")
    assert "no picture" in (found.message or "")
    assert SECRET not in str(found)
