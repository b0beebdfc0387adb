"""A gallery with photos of all kinds, and a browser that shows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.videos import video_bytes
from test.support.chromium import CHROMIUM, Chromium, Page, chromium
from test.support.galleries import export

HOSTILE = '</script><script>document.title = "evil"</script><img src=x onerror=alert(1)> \u202e"\''


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export a library with hostile titles, names that need quoting, people, a video, a RAW and a HEIC file.

    :return: the folder, whose server is gone.
    """
    dest = tmp_path_factory.mktemp("galleries") / "Our photos #1 & 100%"
    library = Library.sample(photos=30)
    (library.root / "2021/08/film.mp4").write_bytes(video_bytes(12, number=1))
    (library.root / "2021/08/phone.heic").write_bytes(b"HEIC by name")
    library.reindex()
    shown = [photo for photo in library.photos if photo.archived_at is None]
    library.edit(library.find("2021/07/IMG_1.JPG"), title=HOSTILE)
    library.edit(library.find("2021/07/IMG_0002.JPG"), title="שלום עולם")
    library.edit(library.find("2023/日本/富士山 #1.jpg"), title="Café on Mount Fuji")
    library.add_person("Anna", shown[8:12])
    library.add_person("<b>Ben</b>", shown[10:13])
    library.add_person("Sean O'Neil", shown[13:14])
    library.add_album("Alps & lakes #2", shown[12:18])
    with PhotoPrismServer(library, mode="password") as server:
        made = export(server, dest).gallery
    assert made.is_complete
    return dest


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Start the browser once; tests are skipped where it is not installed."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture
def tab(browser: Chromium) -> Iterator[Page]:
    """Open a tab of the size of a laptop."""
    page = browser.new_page()
    page.resize(1280, 800)
    yield page
    page.call("Page.close")


@pytest.fixture
def page(tab: Page, gallery: Path) -> Iterator[Page]:
    """Open the gallery; at the end, nothing went wrong on it, and it asked for nothing but its own files."""
    tab.open((gallery / "gallery.html").as_uri())
    yield tab
    assert tab.troubles == []
    own = gallery.as_uri() + "/", "data:"  # the browser draws the controls of a video with the latter
    assert [url for url in tab.requests if not url.startswith(own)] == []
