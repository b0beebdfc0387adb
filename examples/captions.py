"""Write a caption for each photo that has none; stop it whenever you like, and run it again to go on.

Run: python captions.py, with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment. Replace `describe` by a
model of yours. It ends with 0 when every photo has a caption, with 3 when some could not be written.
"""

import sys
from collections.abc import Callable

import photoprism_client

#: Makes a caption of a picture, a JPEG; an empty one for a picture that it has nothing to say about.
Captioner = Callable[[photoprism_client.MediaBytes], str]


def describe(picture: photoprism_client.MediaBytes) -> str:
    """Stand in for a model: say how large the picture is."""
    return f"A picture of {len(picture) // 1000} kB"


def write_captions(api_client: photoprism_client.ApiClient, captioner: Captioner) -> tuple[int, int]:
    """Caption the photos that have no caption; return how many were captioned, and how many could not be."""
    photos, images = photoprism_client.PhotosApi(api_client), photoprism_client.ImagesApi(api_client)
    written = failed = 0
    for photo in photos.iterate(photo=True):
        if photo.caption:  # of an earlier run, or of somebody
            continue
        try:
            picture = images.thumb_of(photo, size="fit_720")
            if not picture.is_placeholder and (caption := captioner(picture)):
                photos.edit(photo, caption=caption)
                written += 1
        except photoprism_client.TransportError:
            raise  # the server is gone: the next run goes on here
        except photoprism_client.OpenApiException as error:
            sys.stderr.write(f"{photo.uid}: {error}\n")
            failed += 1
    return written, failed


def main() -> int:
    """Caption the photos of the server in the environment."""
    try:
        configuration = photoprism_client.Configuration.from_environment()
        with photoprism_client.ApiClient(configuration) as api_client:
            written, failed = write_captions(api_client, describe)
    except photoprism_client.OpenApiException as error:
        sys.stderr.write(f"ended early: {error}\n")
        return 1
    sys.stdout.write(f"{written} captions written\n")
    return 3 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
