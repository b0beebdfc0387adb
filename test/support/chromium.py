"""A headless Chromium, driven by the DevTools protocol over a pipe: nothing is needed but the browser itself."""

import base64
import fcntl
import itertools
import json
import os
import select
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

#: The path of the browser, or None.
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

_LIMIT_S = 60  # for one answer
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--lang=en-US"),
    *("--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-extensions", "--font-render-hinting=none", "--force-color-profile=srgb"),
)
_ABOVE = 10  # the browser reads from 3 and writes to 4: ours must be others
# What a key is called, and its code.
_KEYS = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Escape": 27, "Home": 36, "End": 35}
_KEYS |= {"Enter": 13, "Tab": 9}


class Page:
    """A tab.

    :param browser: that it is in.
    :param session: its number there.
    """

    def __init__(self, browser: "Chromium", session: str) -> None:
        self._browser, self._session = browser, session
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command, and return its result."""
        return self._browser.call(method, params, self._session)

    @property
    def requests(self) -> list[str]:
        """The URLs of all requests."""
        events = self._browser.events
        return [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]

    @property
    def troubles(self) -> list[str]:
        """Errors and warnings of the console, also of the content security policy, and exceptions."""
        return [
            json.dumps(event["params"])
            for event in self._browser.events
            if event["method"] in {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}
        ]

    def resize(self, width: int, height: int, *, scale: float = 1, dark: bool = False) -> None:
        """Give the page a size, in CSS pixels."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500}
        self.call("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def open(self, url: str) -> None:
        """Open a page that a gallery is, and wait until its photos are there."""
        self.call("Page.navigate", url=url)
        self.wait_for("document.documentElement?.dataset.ready === 'true'")

    def run(self, expression: str) -> Any:
        """Return what an expression gives; a promise is awaited."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise AssertionError(found["exceptionDetails"])
        return found["result"].get("value")

    def wait_for(self, condition: str) -> None:
        """Wait, frame by frame, until an expression is true; the page may still be loading."""
        look = f"new Promise(done => {{ const look = () => ({condition}) ? done() : setTimeout(look, 5); look(); }})"
        while True:
            try:
                self.run(look)
            except ContextLostError:
                continue
            return

    def press(self, key: str) -> None:
        """Press and release a key, and let the page follow."""
        facts = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS.get(key, 0)}
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **facts, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **facts)
        self.settle()

    def settle(self) -> None:
        """Wait for two frames, in which a page does what an event asked for."""
        self.run("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Swipe with one finger."""
        points = [{"x": x, "y": y} for x, y in (start, end)]
        self.call("Emulation.setTouchEmulationEnabled", enabled=True)
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=points[:1])
        self.call("Input.dispatchTouchEvent", type="touchMove", touchPoints=points[1:])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        self.settle()

    def screenshot(self) -> bytes:
        """Return what is seen, as PNG, once all pictures that were asked for are there."""
        self.wait_for("[...document.images].every(one => one.complete)")
        self.run("new Promise(done => setTimeout(done, 300))")  # pictures fade in
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])


class ContextLostError(AssertionError):
    """A page went away while it was asked."""


class Chromium:
    """The browser's end of two pipes."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._numbers = itertools.count(1)
        self._buffer = b""
        #: Everything that was not an answer.
        self.events: list[dict[str, Any]] = []

    def new_page(self) -> Page:
        """Open a tab; events of tabs before it are forgotten."""
        self.events.clear()
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        return Page(self, self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"])

    def call(self, method: str, params: Mapping[str, Any], session: str | None = None) -> dict[str, Any]:
        """Send a command, and return its result."""
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._write, json.dumps(message).encode() + b"\0")
        for answer in self._messages():
            if answer.get("id") != number:
                self.events.append(answer)
            elif "error" in answer:
                is_lost = "context" in answer["error"]["message"] or "navigated" in answer["error"]["message"]
                raise (ContextLostError if is_lost else AssertionError)(answer["error"])
            else:
                result: dict[str, Any] = answer["result"]
                return result
        raise AssertionError("the browser ended")

    def _messages(self) -> Iterator[dict[str, Any]]:
        while True:
            while b"\0" in self._buffer:
                message, _, self._buffer = self._buffer.partition(b"\0")
                yield json.loads(message)
            ready, _, _ = select.select([self._read], [], [], _LIMIT_S)
            if not ready:
                raise AssertionError(f"the browser did not answer in {_LIMIT_S} s")
            received = os.read(self._read, 1 << 20)
            if not received:
                return
            self._buffer += received


@contextmanager
def chromium(profile: Path) -> Iterator[Chromium]:
    """Start a browser.

    :param profile: a folder for what it writes.
    :return: a context manager; the browser is killed at its end.
    """
    assert CHROMIUM is not None
    (child_read, write), (read, child_write) = (_pipe() for _ in range(2))
    log = os.open(profile / "log", os.O_WRONLY | os.O_CREAT)
    actions = [
        (os.POSIX_SPAWN_DUP2, child_read, 3),
        (os.POSIX_SPAWN_DUP2, child_write, 4),
        (os.POSIX_SPAWN_DUP2, log, 1),
        (os.POSIX_SPAWN_DUP2, log, 2),
    ]
    flags = [CHROMIUM, *_FLAGS, "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
    child = os.posix_spawn(CHROMIUM, flags, {**os.environ, "HOME": str(profile)}, file_actions=actions, setsid=True)
    for descriptor in (child_read, child_write, log):
        os.close(descriptor)
    try:
        yield Chromium(read, write)
    finally:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(read)
        os.close(write)


def _pipe() -> tuple[int, int]:
    ends = []
    for descriptor in os.pipe():
        ends.append(fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _ABOVE))
        os.close(descriptor)
    return ends[0], ends[1]
