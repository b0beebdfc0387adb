"""Videos."""

from codegen.entries import Api, Operation, Parameter
from codegen.table.parameters import HASH, TOKEN

API = Api("VideosApi", "the videos of a server", "Videos, as browsers can play them.")

OPERATIONS = (
    Operation(
        "get_video",
        "GET /api/v1/videos/{hash}/{token}/{format}",
        "Return a video in a format that browsers play.",
        (
            HASH,
            TOKEN,
            Parameter("format", "`avc`, the only one that each server makes; default `avc`", default='"avc"'),
        ),
        "MediaBytes",
        "the video; `is_placeholder` tells an icon from one",
        {200: "The video; or the server's icon, flagged as a placeholder."},
        "The hash of a photo's picture finds its video, too. What has no video gets a placeholder.",
        note="Where the file is missing on the server's disk, the server answers with another video that says so, and"
        " marks the file as missing; `get_video_to_file` notices that. Parts can be asked for by a `Range` header.",
        also=("FilesApi",),
        token="preview",
        content="FILE",
        file="video",
        filename="{hash}.mp4",
        accept="video/mp4, application/octet-stream",
    ),
)
