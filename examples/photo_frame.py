"""Supply a picture frame: put a random favourite into a file, at the size of the screen.

Run: python photo_frame.py FILE WIDTHxHEIGHT, with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment. Have
cron run it every few minutes, and a viewer show FILE whenever it changes. While the server is away, FILE keeps the last
picture, and the script ends with 1.
"""

import sys

import photoprism_client


def change_picture(path: str, width: int, height: int) -> str:
    """Write another favourite to the file, in one step, and return its title."""
    size = photoprism_client.ThumbSize.for_pixels(width, height)
    with photoprism_client.ApiClient(photoprism_client.Configuration.from_environment()) as api_client:
        chosen = photoprism_client.PhotosApi(api_client).search_photos(1, order="random", q="favorite:true")
        if not chosen:
            raise LookupError("there is no favourite")
        photoprism_client.ImagesApi(api_client).thumb_of(chosen[0], size=size).save(path)
        return chosen[0].title or ""


def main(path: str, screen: str) -> int:
    """Change the picture, or say why it stays."""
    try:
        width, height = map(int, screen.split("x"))
        title = change_picture(path, width, height)
    except (photoprism_client.OpenApiException, LookupError, OSError, ValueError) as error:
        sys.stderr.write(f"the picture stays: {error}\n")
        return 1
    sys.stdout.write(f"{title}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
