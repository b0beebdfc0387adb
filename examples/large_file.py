"""Write an original to disk in parts, so that a video does not fill the memory, and check its SHA-1.

Run: python large_file.py HOST SHA1 FILE, with the download token in the variable DOWNLOAD_TOKEN.
"""

import hashlib
import os
import sys
from pathlib import Path

import photoprism_client


def main(host: str, file_hash: str, path: str) -> None:
    """Fetch the file; it gets its name only when all of it is there and has the SHA-1 that was asked for."""
    partial = Path(f"{path}.part")
    digest = hashlib.sha1(usedforsecurity=False)
    configuration = photoprism_client.Configuration(host=host, download_token=os.environ.get("DOWNLOAD_TOKEN"))
    with photoprism_client.ApiClient(configuration) as api_client:
        images = photoprism_client.ImagesApi(api_client)
        with images.get_download_without_preload_content(file_hash) as file, partial.open("wb") as target:
            for part in file.stream(1024 * 1024):
                digest.update(part)
                target.write(part)
    if digest.hexdigest() != file_hash:
        sys.exit(f"{partial} is another file than the one that was asked for")
    partial.replace(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
