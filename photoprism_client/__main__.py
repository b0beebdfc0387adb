"""``python -m photoprism_client`` is the command ``photoprism-images``."""

from photoprism_client.cli import main

if __name__ == "__main__":
    main()
