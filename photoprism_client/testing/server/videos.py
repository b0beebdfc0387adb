"""The route of videos: as they are where a browser plays them, else converted; there is always an answer with 200.

Source: internal/api/video.go of the server
"""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.items import File
from photoprism_client.testing.library.videos import video_bytes
from photoprism_client.testing.server.answers import BROKEN_ICON, VIDEO_ICON, icon
from photoprism_client.testing.server.files import Content, content_of, disposition, send
from photoprism_client.testing.server.images import refused
from photoprism_client.testing.server.server_state import ServerState, state_of

_CACHE = "private, max-age=21600, immutable"
_AVC = 'video/mp4; codecs="avc1"'
# What a format in the path asks for: a codec.
_CODECS = {
    **dict.fromkeys(("avc", "avc1", "avchd", "mp4", "mpeg4", "mov", "quicktime", "qt"), "avc1"),
    **dict.fromkeys(("hevc", "hvc", "hvc1", "hev", "hev1"), "hvc1"),
    **dict.fromkeys(("av1", "av01"), "av01"),
    **{name: name for name in ("evc", "vvc", "vp8", "theora", "webm")},
    **dict.fromkeys(("vp9", "vp09"), "vp09"),
}
_NOT_THERE = video_bytes(5, size=40_000)


async def video(request: Request) -> Response:
    """Answer GET /videos/{hash}/{token}/{format}: also for the hash of the picture that belongs to a video."""
    state, params = state_of(request), request.path_params
    if not state.access.preview_ok(params["token"]):
        return refused(request, BROKEN_ICON)
    if params["format"] not in _CODECS:
        return _no_video(state, f"video: invalid format {params['format']}")
    file = _video_of(state, params["hash"])
    if file is None:
        return _no_video(state, "video: requested file not found (record not found)")
    headers = {"Cache-Control": _CACHE}
    if request.query_params.get("download"):
        headers["Content-Disposition"] = disposition(file.base)
    return send(request, _content(state, file, _CODECS[params["format"]]), headers)


def _no_video(state: ServerState, message: str) -> Response:
    state.log("error", message)
    return icon(VIDEO_ICON)


def _video_of(state: ServerState, digest: str) -> File | None:
    file = state.library.file(digest)
    if file is None or file.media_type == "video":
        return file
    photo = state.library.photo(file.photo_uid)
    return next((other for other in photo.files if other.media_type == "video"), None) if photo else None


def _content(state: ServerState, file: File, codec: str) -> Content:
    try:
        content = content_of(file.disk, file.name)
    except OSError:
        state.library.mark_missing(file)
        state.log("error", f"video: file {file.name} is missing")
        return Content(_AVC, len(_NOT_THERE), state.clock(), _NOT_THERE)
    if codec == file.codec:
        return replace(content, media_type=f'{file.mime}; codecs="{codec}"')
    made = video_bytes(file.duration / 1e9, number=int(file.hash[:8], 16))  # a stand-in: nothing is converted here
    return Content(_AVC, len(made), content.modified, made)


ROUTES = (("GET", "/videos/{hash}/{token}/{format}", video),)
