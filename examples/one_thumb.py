"""Save one thumbnail.

Run: python one_thumb.py HOST SHA1 FILE [SIZE], with the preview token in the variable PREVIEW_TOKEN.
"""

import os
import sys

import photoprism_client


def main(host: str, file_hash: str, path: str, size: str = "fit_1280") -> None:
    """Fetch the thumbnail and write it; end with one line where that fails."""
    configuration = photoprism_client.Configuration(host=host, preview_token=os.environ.get("PREVIEW_TOKEN"))
    with photoprism_client.ApiClient(configuration) as api_client:
        try:
            photoprism_client.ImagesApi(api_client).get_thumb(file_hash, size=size).save(path)
        except photoprism_client.ApiException as error:
            sys.exit(f"{error.reason}: {error.message}")


if __name__ == "__main__":
    main(*sys.argv[1:])
