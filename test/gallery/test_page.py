"""The page of a gallery in a browser, opened from the disk."""

import base64
import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

import pytest

from photoprism_client.gallery.page import asset, html, index_script, month_script
from photoprism_client.gallery.photos import ShownPhoto
from test.gallery.conftest import HOSTILE
from test.support.chromium import Page
from test.support.galleries import photos

pytestmark = pytest.mark.once

FOCUSED = "document.activeElement.closest('li')?.dataset.index"
POSITION = "document.getElementById('position').textContent"
TILES = "document.querySelectorAll('.tile')"
IS_OPEN = "document.getElementById('viewer').open"

# Texts outside of pictures, and their contrasts with the ground of the page, by the formula of WCAG 2.
CONTRASTS = """(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => colour.slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0.05);
  const chain = (one) => (one ? [one, ...chain(one.parentElement)] : []);
  const ground = parts(getComputedStyle(document.documentElement).backgroundColor);
  return [...document.querySelectorAll("#bar a, #head *, #grid h3, #grid h3 .year, #years button")].map((one) => {
    const opacity = chain(one).reduce((whole, each) => whole * getComputedStyle(each).opacity, 1);
    const ink = parts(getComputedStyle(one).color).map((part, at) => part * opacity + ground[at] * (1 - opacity));
    const [low, high] = [light(ink), light(ground)].sort((first, second) => first - second);
    return [one.textContent, high / low];
  });
})()"""

# What is typed, and the photos that it finds: those with a text in a field.
SEARCHES = [
    ("cafe FUJI", "title", "Café on Mount Fuji"),
    ("2021-08", "taken", "2021-08"),
    ('"august 2021"', "taken", "2021-08"),
    ("“august 2021”", "taken", "2021-08"),
    ("anna", "people", "Anna"),
    ("sunset", "labels", "Sunset"),
    ('"alps & lakes"', "albums", "Alps & lakes #2"),
    ("video", "type", "video"),
    ("film.mp4", "files", "film.mp4"),
    ("o’neil", "people", "Sean O'Neil"),
]


def texts(page: Page, selector: str) -> list[str]:
    """Return the texts of elements."""
    found: list[str] = page.run(f"[...document.querySelectorAll({json.dumps(selector)})].map(one => one.textContent)")
    return found


def go(page: Page, address: str) -> None:
    """Go to a view by the part of the address after #."""
    page.run(f"location.hash = {json.dumps(address)}")
    page.settle()


def search(page: Page, text: str) -> list[str]:
    """Type into the search, and return the titles of what is shown."""
    before = page.run("location.hash")
    page.run(f"query.value = {json.dumps(text)};query.dispatchEvent(new Event('input'));")
    page.wait_for(f"location.hash !== {json.dumps(before)}")
    page.settle()
    return texts(page, ".tile .name")


def press(page: Page, key: str, read: str) -> Any:
    """Press a key, and return what an expression gives then."""
    page.press(key)
    return page.run(read)


def test_grid_shows_every_photo_by_month(page: Page, gallery: Path) -> None:
    """All thumbnails load, in rows that do not leave the page, below the names of their months."""
    shown = photos(gallery)
    page.resize(1280, 6000)
    page.settle()
    page.wait_for(f"[...{TILES}].every(tile => tile.querySelector('img')?.complete)")
    assert page.run(f"{TILES}.length") == len(shown)
    assert page.run("[...document.querySelectorAll('.tile img')].every(one => one.naturalWidth > 0)")
    assert page.run("document.documentElement.scrollWidth") <= 1280
    months = {photo["taken"][:7] for photo in shown}
    assert len(texts(page, "#grid h3")) == len(months)
    assert texts(page, "#grid h3")[-2:] == ["July 2021", "Date unknown"]
    assert texts(page, "#count") == [f"{len(shown)} photos · 2021 – 2022"]


def test_page_fits_its_screen(page: Page) -> None:
    """On a phone, a laptop and a large display, nothing is wider than the screen, and no two photos overlap."""
    for width in (390, 1280, 2560):
        page.resize(width, 900)
        page.settle()
        assert page.run("document.documentElement.scrollWidth") <= width
        boxes = page.run(f"[...{TILES}].map(one => one.getBoundingClientRect().toJSON())")
        assert len(boxes) > 5
        assert all(0 <= box["left"] < box["right"] <= width for box in boxes)
        assert not [pair for pair in combinations(boxes, 2) if _overlap(*pair)]


def _overlap(one: Mapping[str, float], other: Mapping[str, float]) -> bool:
    """Tell whether two boxes share more than their edges."""
    edges = (("left", "right"), ("top", "bottom"))
    return all(one[low] < other[high] - 1 and other[low] < one[high] - 1 for low, high in edges)


def test_keys_move_in_the_grid_and_open_a_photo(page: Page, gallery: Path) -> None:
    """Arrows, Home and End move the focus; Enter opens the photo; Esc closes it, and the focus is where it was."""
    last = str(len(photos(gallery)) - 1)
    page.run(f"{TILES}[0].focus()")
    assert press(page, "ArrowRight", FOCUSED) == "1"
    assert press(page, "ArrowLeft", FOCUSED) == "0"
    assert press(page, "ArrowLeft", FOCUSED) == "0"
    below = press(page, "ArrowDown", FOCUSED)
    assert int(below) > 1
    assert press(page, "ArrowUp", FOCUSED) == "0"
    assert press(page, "End", FOCUSED) == last
    assert press(page, "Home", FOCUSED) == "0"
    page.press("ArrowRight")
    assert press(page, "Enter", IS_OPEN)
    assert press(page, "ArrowRight", POSITION).startswith("3 /")
    page.press("Escape")
    page.wait_for(f"!{IS_OPEN}")
    assert page.run(FOCUSED) == "2"
    assert page.run("location.hash") == ""


def test_keys_move_in_the_viewer(page: Page, gallery: Path) -> None:
    """Arrows, Home and End turn pages, and stop at both ends; the way back closes the viewer."""
    count = len(photos(gallery))
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    assert page.run(POSITION) == f"1 / {count}"
    assert press(page, "ArrowRight", POSITION) == f"2 / {count}"
    assert press(page, "ArrowLeft", POSITION) == f"1 / {count}"
    assert press(page, "ArrowLeft", POSITION) == f"1 / {count}"
    assert press(page, "End", POSITION) == f"{count} / {count}"
    assert press(page, "Home", POSITION) == f"1 / {count}"
    assert press(page, "i", "document.getElementById('info').hidden") is False
    page.run("history.back()")
    page.wait_for(f"!{IS_OPEN}")


def test_focus_stays_in_the_viewer(page: Page) -> None:
    """Tab does not leave it for the page below, which is out of reach until it closes."""
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    for _ in range(6):
        page.press("Tab")
        assert page.run("document.activeElement === document.body || !!document.activeElement.closest('#viewer')")


def test_swipes_turn_pages(page: Page) -> None:
    """To the left for the next photo, to the right for the one before, down to close."""
    page.resize(390, 844)
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    page.drag((300, 400), (80, 410))
    assert page.run(POSITION).startswith("2 /")
    page.drag((80, 400), (300, 410))
    assert page.run(POSITION).startswith("1 /")
    page.drag((200, 300), (205, 500))
    page.wait_for(f"!{IS_OPEN}")


def test_finger_moves_a_photo_that_is_zoomed(page: Page) -> None:
    """Two fingers zoom; then one looks around in the photo, and does not turn the page until it fits again."""
    page.resize(390, 844)
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    page.call("Emulation.setPageScaleFactor", pageScaleFactor=2)
    page.wait_for("getComputedStyle(document.getElementById('stage')).touchAction === 'auto'")
    page.drag((150, 200), (40, 205))
    assert page.run(POSITION).startswith("1 /")
    page.call("Emulation.setPageScaleFactor", pageScaleFactor=1)
    page.wait_for("getComputedStyle(document.getElementById('stage')).touchAction === 'pinch-zoom'")
    page.drag((300, 400), (80, 410))
    page.wait_for(f"{POSITION}.startsWith('2 /')")


def test_swipes_leave_a_video(page: Page, gallery: Path) -> None:
    """A video covers the screen of a phone: a swipe over it turns the page, one over its controls is theirs."""
    page.resize(390, 844)
    (film,) = [photo["thumb"] for photo in photos(gallery) if photo["type"] == "video"]
    go(page, f"photo={film}")
    page.wait_for("document.querySelector('#stage video')")
    at = page.run(POSITION)
    bottom = int(page.run("document.querySelector('#stage video').getBoundingClientRect().bottom"))
    page.drag((80, bottom - 30), (300, bottom - 30))
    assert page.run(POSITION) == at
    page.drag((80, 400), (300, 410))
    page.wait_for("!document.querySelector('#stage video')")


def test_address_that_means_nothing_shows_the_photos(page: Page) -> None:
    """Views are those of the page, and no other names that a program knows."""
    for address in ("view=constructor", "view=__proto__", "photo=nothing", "%", "view="):
        go(page, address)
        assert texts(page, "#heading") == ["Photos"], address


def test_search_finds(page: Page, gallery: Path) -> None:
    """Photos by title, date, person, label, album, kind and file, and no others."""
    page.resize(1280, 6000)
    for text, field, value in SEARCHES:
        expected = [photo for photo in photos(gallery) if value in str(photo.get(field, ""))]
        found = search(page, text)
        assert 0 < len(found) == len(expected), text
        assert texts(page, "#count")[0].startswith(f"{len(found)} photo")


def test_search_that_finds_nothing_says_so(page: Page) -> None:
    """The words are repeated as they were typed, and clearing them shows all again."""
    assert search(page, "<b>nowhere") == []
    assert texts(page, ".nothing") == ["Nothing matches “\u2068<b>nowhere\u2069”."]
    assert len(search(page, "")) > 5


def test_way_back_leads_out_of_a_search(page: Page) -> None:
    """Back shows what was there before the first letter, and leaves neither the gallery nor the album."""
    go(page, "view=people")
    for text in ("a", "an", "ann"):
        search(page, text)
    page.run("history.back()")
    page.wait_for("location.hash === '#view=people'")
    page.settle()
    assert (page.run("query.value"), len(texts(page, ".card .name"))) == ("", 3)


def test_albums_people_and_labels_are_pages(page: Page) -> None:
    """Each has a card, and its photos behind an address; the browser's way back leads to the cards."""
    go(page, "view=people")
    assert texts(page, ".card .name") == ["<b>Ben</b>", "Anna", "Sean O'Neil"]
    go(page, "view=labels")
    assert texts(page, ".card .name") == ["Mountain", "Sunset"]
    go(page, "view=albums")
    assert texts(page, ".card .name") == ["Alps & lakes #2", "Everything", "Favourites"]
    page.run("document.querySelector('.card').click()")
    page.settle()
    assert texts(page, "#heading") == ["Alps & lakes #2"]
    assert page.run(f"{TILES}.length") == 6
    page.run("history.back()")
    page.wait_for("document.querySelector('.card')")


def test_person_in_the_viewer_leads_to_their_photos(page: Page, gallery: Path) -> None:
    """The viewer closes, the view is that of the person, and the focus is on the photo that was open."""
    go(page, "q=anna")
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    title = texts(page, "#caption-title")
    page.run("[...document.querySelectorAll('#info .chips a')].find(one => one.textContent === 'Anna').click()")
    page.wait_for(f"!{IS_OPEN}")
    assert texts(page, "#heading") == ["Anna"]
    assert len(texts(page, ".tile")) == len([photo for photo in photos(gallery) if "Anna" in photo.get("people", ())])
    assert page.run("document.activeElement.querySelector('.name').textContent") == title[0]


def test_links_lead_to_the_originals(page: Page, gallery: Path) -> None:
    """Also names with blanks, #, %, ? and letters of other scripts, in a folder with such a name."""
    page.resize(1280, 6000)
    page.settle()
    reached = set()
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    for _ in photos(gallery):
        hrefs = page.run("[...document.querySelectorAll('#info dd a[target]')].map(one => one.href)")
        assert page.run("document.getElementById('original').href") == hrefs[0]
        for href in hrefs:
            parts = urlsplit(href)
            assert parts.fragment == parts.query == ""
            path = Path(url2pathname(parts.path))
            assert path.is_file()
            reached.add(path.relative_to(gallery).as_posix())
        page.press("ArrowRight")
    assert reached == {name for photo in photos(gallery) for name in photo["files"]}
    assert {"2023/日本/富士山 #1.jpg", "2023/100% real/a+b=c & d.jpg", "2021/07/IMG_1.DNG"} <= reached


def test_photo_is_shown_whole_and_video_plays_its_file(page: Page) -> None:
    """The viewer loads the original where a browser can show it, else the preview; a video has controls."""
    go(page, "q=%22mount+fuji%22")
    page.run(f"{TILES}[0].click()")
    page.wait_for("decodeURI(document.querySelector('#stage img')?.src ?? '').includes('富士山')")
    go(page, "q=phone.heic")
    page.run(f"{TILES}[0].click()")
    page.wait_for("document.querySelector('#stage img')?.src.includes('/.gallery/previews/')")
    go(page, "q=film.mp4")
    page.run(f"{TILES}[0].click()")
    page.wait_for("document.querySelector('#stage video')")
    assert page.run("document.querySelector('#stage video').controls")
    assert unquote(page.run("document.querySelector('#stage video').src")).endswith("/2021/08/film.mp4")


def test_photos_are_printed_side_by_side(page: Page) -> None:
    """On paper, which is narrower than the window, no photo is cut off or covers another or a month."""
    page.resize(718, 1000)
    page.call("Emulation.setEmulatedMedia", media="print")
    seen = "#grid h3, #grid li"
    boxes = page.run(f"[...document.querySelectorAll({seen!r})].map(one => one.getBoundingClientRect().toJSON())")
    assert len(boxes) > 20
    assert [box for box in boxes if box["right"] > 718] == []
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))


def test_photo_is_printed_once(page: Page) -> None:
    """What the viewer shows takes one sheet, and the grid beneath it none."""
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    printed = base64.b64decode(page.call("Page.printToPDF")["data"])
    assert printed.count(b"/Type /Page\n") == 1


def test_hostile_titles_are_text(page: Page) -> None:
    """A title runs nothing and makes no element; names of people neither; text from right to left is isolated."""
    page.resize(1280, 6000)
    page.settle()
    assert HOSTILE in texts(page, ".tile .name")
    scripts = page.run("document.scripts.length")
    go(page, "q=script")
    page.run(f"{TILES}[0].click()")
    page.wait_for(IS_OPEN)
    assert texts(page, "#caption-title") == [HOSTILE]
    assert page.run("document.querySelectorAll('#viewer b, [onerror]').length") == 0
    assert page.run("document.scripts.length") == scripts
    assert page.run("document.title").startswith(f"\u2068{HOSTILE}\u2069")
    selectors = [".tile .name", "#caption-title", "#heading", ".card .name"]
    go(page, "view=people")
    for selector in selectors:
        assert page.run(
            f"[...document.querySelectorAll('{selector}')].every(one => one.dir === 'auto' &&"
            " getComputedStyle(one).unicodeBidi === 'isolate')"
        )


@pytest.mark.parametrize("width", [390, 1280])
def test_screen_reader_gets_names(page: Page, width: int) -> None:
    """Every control has a name; photos are links in lists with headings; the viewer is a dialog with its title.

    On a phone, too, where a screen reader takes the swipes.
    """
    page.resize(width, 800)
    page.settle()
    page.run(f"{TILES}[0].focus()")
    nodes = _accessible(page)
    named = {(role, name) for role, name in nodes if role in {"link", "button", "searchbox", "heading", "navigation"}}
    assert not [role for role, name in named if not name]
    assert {role for role, _ in nodes} >= {"banner", "main", "navigation", "search", "searchbox", "list", "listitem"}
    assert ("heading", "Photos") in named
    assert any(role == "link" and "2022" in name for role, name in named)
    page.press("Enter")
    opened = _accessible(page)
    title = texts(page, "#caption-title")[0]
    assert ("dialog", title) in opened
    assert {("button", "Close"), ("button", "Next photo"), ("link", "Open original")} <= set(opened)
    assert any(role == "image" and title in name for role, name in opened)
    assert not [name for role, name in opened if role in {"button", "link"} and not name]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_texts_stand_out(page: Page, dark: bool) -> None:
    """All texts of the page have at least the contrast that WCAG asks for, 4.5 to 1."""
    page.resize(1280, 800, dark=dark)
    page.settle()
    found = page.run(CONTRASTS)
    assert {"2021", "Albums", "Photos"} <= {text for text, _ in found}
    assert [(text, contrast) for text, contrast in found if contrast < 4.5] == []


def _accessible(page: Page) -> list[tuple[str, str]]:
    page.call("Accessibility.enable")
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node.get("ignored", False)
    ]


def test_policy_permits_own_files_only(tab: Page, gallery: Path) -> None:
    """Scripts in the page, styles in the page and requests to anywhere else are refused by the browser."""
    tab.open((gallery / "gallery.html").as_uri())
    tab.run("document.body.append(Object.assign(document.createElement('script'), {textContent: 'evil = 1'}))")
    assert tab.run("typeof evil") == "undefined"
    refused = tab.run("fetch('http://127.0.0.1:9/').then(() => '', error => error.message)")
    assert "fetch" in refused
    asked = "new Promise(done => { const one = new Image(); one.onerror = () => done('refused'); one.src = %r; })"
    assert tab.run(asked % "http://127.0.0.1:9/x.png") == "refused"
    assert len([trouble for trouble in tab.troubles if "Content Security Policy" in trouble]) >= 3


def test_ten_thousand_photos_are_not_in_the_page_at_once(tab: Page, tmp_path: Path) -> None:
    """Only what is seen is in the page, at the top, in the middle and at the end; the last photo can be reached."""
    many = [
        ShownPhoto((f"{number}.jpg",), f"{number:040x}", f"{2004 + number // 500}-{number % 12 + 1:02}-01T00:00:00", {})
        for number in range(10_000)
    ]
    many.sort(key=lambda photo: (photo.taken, photo.paths), reverse=True)
    _write(tmp_path, many)
    tab.open((tmp_path / "gallery.html").as_uri())
    assert texts(tab, "#count") == ["10,000 photos · 2004 – 2023"]
    for part in (0, 0.5, 1):
        tab.run(f"scrollTo(0, {part} * document.documentElement.scrollHeight)")
        tab.settle()
        assert 5 < tab.run(f"{TILES}.length") < 150
    tab.run(f"{TILES}[0].focus()")
    assert press(tab, "End", "document.activeElement.textContent") == many[-1].paths[0]
    assert tab.troubles == []


def _write(dest: Path, shown: list[ShownPhoto]) -> None:
    """Write a page without thumbnails."""
    data = dest / ".gallery" / "data"
    data.mkdir(parents=True)
    names = []
    for month in dict.fromkeys(photo.month for photo in shown):
        of_month = [photo for photo in shown if photo.month == month]
        (data / f"{month}.js").write_text(
            month_script(month, of_month, {"thumbs": (), "previews": ()}), encoding="ascii"
        )
        names.append(f"data/{month}.js")
    (data / "index.js").write_text(index_script("Many", names), encoding="ascii")
    for name in ("gallery.css", "gallery.js"):
        (dest / ".gallery" / name).write_text(asset(name), encoding="utf-8")
    page = html(style="gallery.css", script="gallery.js", index="data/index.js")
    (dest / "gallery.html").write_text(page, encoding="utf-8")


def test_missing_parts_are_named(tab: Page, tmp_path: Path) -> None:
    """A month that cannot be read is named, and all others are shown; without the folder, the page says so."""
    shown = [ShownPhoto((f"{year}.jpg",), "", f"{year}-01-01T00:00:00", {}) for year in (2022, 2021)]
    _write(tmp_path, shown)
    (tmp_path / ".gallery" / "data" / "2022-01.js").unlink()
    tab.open((tmp_path / "gallery.html").as_uri())
    assert texts(tab, ".tile .name") == ["2021.jpg"]
    assert texts(tab, "#trouble") == ["Some photos are not shown: .gallery/data/2022-01.js cannot be read."]
    (tmp_path / ".gallery").rename(tmp_path / "elsewhere")
    tab.call("Page.navigate", url=(tmp_path / "gallery.html").as_uri() + "?again")
    tab.wait_for("document.readyState === 'complete' && document.getElementById('missing')")
    assert tab.run("document.getElementById('missing').checkVisibility()")


def test_empty_gallery_says_so(tab: Page, tmp_path: Path) -> None:
    """A page without any photo is not blank."""
    _write(tmp_path, [])
    tab.open((tmp_path / "gallery.html").as_uri())
    assert texts(tab, ".nothing") == ["Nothing here yet."]
