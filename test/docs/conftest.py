"""The server that the pages call https://photos.example.com, and the environment in which their snippets run."""

import contextlib
import os
import re
import signal
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from photoprism_client.testing import Library, PhotoPrismServer
from photoprism_client.testing.library.sample import write_sample
from test.support.certificates import asking_context, authority, client_files, context_of, home_made, server_context
from test.support.doc_blocks import ROOT
from test.support.doc_hosts_proxy import ForwardProxy
from test.support.preloaded_command import Commands
from test.support.reverse_proxy import Gate, ReverseProxy, basic, below, forward_auth, open_gate, service_token

APP_PASSWORD = "docPas-swords-keepso-goodly"
PASSWORD = "photoprism"
CODE = "389796"
CLIENT_ID, CLIENT_SECRET = "cs5cpu17n6gj2qo5", "xcCbOrw6I0vcoXzhnOmXhjpVSyFq0l0e"
GATEWAY_PASSWORD, PASS_PHRASE = "open the gate", "open sesame"
SERVICE_TOKEN = "5f1c0e.access", "9c4ad1f1b6d7"
HOST = "photos.example.com"
LIMIT_S = 600  # for one command

_CONSOLE_SCRIPT = """#!{python}
import signal
import sys

from photoprism_client.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
sys.argv[0] = "photoprism-images"
main()
"""


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the certificate authority of the server, and the command in ``bin``."""
    folder = tmp_path_factory.mktemp("docs")
    authority().cert_pem.write_to_path(folder / "ca.pem")
    authority().issue_cert(HOST).private_key_and_cert_chain_pem.write_to_path(folder / "server.pem")
    command = folder / "bin" / "photoprism-images"
    command.parent.mkdir()
    command.write_text(_CONSOLE_SCRIPT.format(python=sys.executable), encoding="utf-8")
    command.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def photos_server(scratch: Path) -> Iterator[PhotoPrismServer]:
    """Start a server with passwords and https, which only the proxy reaches under its name."""
    library = Library.sample(photos=24)
    library.add_faces(library.photos[:1])
    with PhotoPrismServer(
        library,
        mode="password",
        users={"admin": PASSWORD, "anna": PASSWORD},
        codes={"anna": CODE},
        app_passwords={APP_PASSWORD: "admin"},
        clients={CLIENT_ID: CLIENT_SECRET},
        ssl_certfile=scratch / "server.pem",
        ssl_keyfile=scratch / "server.pem",
    ) as server:
        server.snapshot()
        yield server


@pytest.fixture(scope="session")
def environment(scratch: Path, photos_server: PhotoPrismServer) -> Iterator[dict[str, str]]:
    """Variables for snippets: a proxy that leads to the servers, their authority, and the command in the path."""
    with contextlib.ExitStack() as stack:
        routes = {f"{name}:443": url for name, url in _gateways(photos_server, scratch, stack)}
        proxy = stack.enter_context(ForwardProxy({f"{HOST}:443": photos_server.url, **routes}))
        yield clean_environment(
            XDG_RUNTIME_DIR=str(scratch),  # for logins that snippets share
            https_proxy=proxy.url,
            no_proxy="127.0.0.1,localhost",
            SSL_CERT_FILE=str(scratch / "ca.pem"),
            HF_HOME=str(scratch / "hugging-face"),
            PATH=f"{scratch / 'bin'}{os.pathsep}{os.environ['PATH']}",
        )


@pytest.fixture(scope="session")
def preloaded(environment: dict[str, str], commands: Commands) -> dict[str, str]:
    """Variables for snippets whose commands are forks of one process."""
    return environment | {"PATH": f"{commands.script().parent}{os.pathsep}{environment['PATH']}"}


def _gateways(server: PhotoPrismServer, scratch: Path, stack: contextlib.ExitStack) -> Iterator[tuple[str, str]]:
    """Start the reverse proxies of docs/reverse-proxy.md; yield the name and the URL of each."""
    below_photos = PhotoPrismServer(server.library, sub_path="/photos", owns_library=False)
    behind_path = stack.enter_context(below_photos).url.removesuffix("/photos")
    home = context_of(home_made(self_signed=True).server, scratch)
    gates: list[tuple[str, Gate, ssl.SSLContext | None, str]] = [
        ("basic.example.com", basic("anna", GATEWAY_PASSWORD), None, server.url),
        ("authelia.example.com", forward_auth("https://auth.example.com", "anna", GATEWAY_PASSWORD), None, server.url),
        ("cloudflare.example.com", service_token("team", *SERVICE_TOKEN), None, server.url),
        ("mtls.example.com", open_gate, asking_context("mtls.example.com"), server.url),
        ("example.com", below("/photos"), None, behind_path),
        ("nas.example.com", open_gate, home, server.url),
    ]
    for name, gate, tls, upstream in gates:
        yield name, stack.enter_context(ReverseProxy(upstream, gate, tls=tls or server_context(name))).url


@pytest.fixture(scope="session")
def lay_out() -> Callable[[Path], None]:
    """Put the files into a folder that snippets name, such as certificates."""

    def put(folder: Path) -> None:
        authority().cert_pem.write_to_path(folder / "ca.pem")
        (folder / "nas.pem").write_bytes(home_made(self_signed=True).authority)
        client_files(folder, PASS_PHRASE).encrypted.replace(folder / "client.key")

    return put


@pytest.fixture(scope="session")
def fill_in(photos_server: PhotoPrismServer) -> Callable[[str], str]:
    """Put what exists on the server in the place of ``<sha1>``, ``<album uid>`` and the like."""
    return partial(replaced, values=placeholders(photos_server))


def placeholders(server: PhotoPrismServer) -> dict[str, str]:
    """Return what a reader of the pages would fill in.

    :param server: with a sample library, and the accounts of this module.
    :return: values by placeholder.
    """
    library = server.library
    photo = library.find("2021/07/IMG_1.JPG")
    return {
        "<sha1>": photo.hash,
        "<photo uid>": photo.uid,
        "<album uid>": next(album.uid for album in library.albums if album.title == "Favourites"),
        "<folder uid>": next(folder.uid for folder in library.folders if folder.path == photo.path),
        "<label uid>": library.labels[0].uid,
        "<app password>": APP_PASSWORD,
        "<password>": PASSWORD,
        "<code>": CODE,
        "<client id>": CLIENT_ID,
        "<client secret>": CLIENT_SECRET,
        "<preview token>": server.preview_token,
        "<download token>": server.download_token,
        "<gateway password>": GATEWAY_PASSWORD,
        "<service token id>": SERVICE_TOKEN[0],
        "<service token secret>": SERVICE_TOKEN[1],
        "<pass phrase>": PASS_PHRASE,
    }


def replaced(code: str, values: Mapping[str, str]) -> str:
    """Put values in the place of placeholders.

    :param code: text of a snippet.
    :param values: by placeholder.
    :return: the text with the values.
    """
    for placeholder, value in values.items():
        code = code.replace(placeholder, value)
    return code


# A proxy, and the server and login of whoever runs the tests.
_FOR_OTHERS = re.compile(r"_proxy$|^PHOTOPRISM_(?!TEST_)", re.IGNORECASE)


def clean_environment(**variables: str) -> dict[str, str]:
    """Return the environment with our package to import and with *variables*, without any proxy or server."""
    inherited = {name: value for name, value in os.environ.items() if not _FOR_OTHERS.search(name)}
    return inherited | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | variables


def serve_until_interrupted(command: str, environment: Mapping[str, str], folder: Path) -> int:
    """Run a command that serves ``Pictures``, ask the server whose address it prints for its status, and press Ctrl-C.

    :param command: for a shell.
    :param environment: of the command.
    :param folder: where to run it; pictures are put there.
    :return: the exit code.
    """
    write_sample(folder / "Pictures", 6)
    with subprocess.Popen(
        ["sh", "-c", f"exec {command}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**environment, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        try:
            with urllib.request.urlopen(f"{url}/api/v1/status", timeout=LIMIT_S) as answer:
                assert answer.status == 200
        finally:
            os.kill(process.pid, signal.SIGINT)
            process.communicate(timeout=LIMIT_S)
    return process.returncode
