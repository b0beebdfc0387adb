"""Make an album of the faces of one person, cut out of all photos, from the oldest to the newest.

Run: python faces.py NAME FOLDER, with PHOTOPRISM_URL and PHOTOPRISM_APP_PASSWORD in the environment. The folder must
exist. Files are named by number and date, so that every viewer shows them in their order.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import photoprism_client
from photoprism_client.models import EntityMarker, SearchPhoto


def faces_of(photos: photoprism_client.PhotosApi, person: str) -> Iterator[tuple[SearchPhoto, EntityMarker]]:
    """Yield each face of a person, given by the UID, and the photo that it is on."""
    for photo in photos.iterate(subject=person, order="oldest"):
        for file in photo.files:
            for marker in file.markers:
                if marker.subj_uid == person and marker.thumb and not marker.invalid:
                    yield photo, marker


def write_album(api_client: photoprism_client.ApiClient, name: str, folder: Path) -> int:
    """Write the faces, and return how many there are."""
    people = photoprism_client.SubjectsApi(api_client).iterate()
    person = next((one.uid for one in people if one.name == name), None)
    if not person:
        raise LookupError(f"no person is named {name}")
    found = list(faces_of(photoprism_client.PhotosApi(api_client), person))
    faces = photoprism_client.ImagesApi(api_client).get_thumbs((marker for _, marker in found), size="tile_320")
    for number, ((photo, _), face) in enumerate(zip(found, faces, strict=True), 1):
        day = f"{photo.taken_at_local:%Y-%m-%d}" if photo.taken_at_local else "undated"
        face.save(folder / f"{number:04} {day}.jpg")
    return len(found)


def main(name: str, folder: str) -> int:
    """Make the album of the server in the environment."""
    try:
        with photoprism_client.ApiClient(photoprism_client.Configuration.from_environment()) as api_client:
            count = write_album(api_client, name, Path(folder))
    except (photoprism_client.OpenApiException, LookupError, OSError) as error:
        sys.stderr.write(f"the album is not complete: {error}\n")
        return 1
    sys.stdout.write(f"{count} faces\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
