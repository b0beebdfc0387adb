"""Write an original to disk without holding it in memory; what breaks off goes on when the script runs again.

Run: python large_file.py HOST SHA1 FILE, with the download token in the variable DOWNLOAD_TOKEN.
"""

import os
import sys

import photoprism_client
from photoprism_client.transfer import FileProgress


def show(now: FileProgress) -> None:
    """Show how far the file is, in one line on stderr."""
    sys.stderr.write(f"\r{now.done:,} of {now.total or 0:,} bytes")


def main(host: str, file_hash: str, path: str) -> None:
    """Fetch the file; it gets its name only when all of it is there and has the SHA-1 that was asked for."""
    configuration = photoprism_client.Configuration(host=host, download_token=os.environ.get("DOWNLOAD_TOKEN"))
    with photoprism_client.ApiClient(configuration) as api_client:
        try:
            photoprism_client.ImagesApi(api_client).get_download_to_file(file_hash, path, progress=show)
        except (photoprism_client.OpenApiException, OSError) as error:
            sys.exit(f"{path} is not there: {error}")


if __name__ == "__main__":
    main(*sys.argv[1:])
