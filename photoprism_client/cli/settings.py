"""Which server a command talks to, how, and as whom: options, then variables, then the profile; or the embedded one."""

import importlib.util
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import click

from photoprism_client import ApiClient, Configuration
from photoprism_client._profiles.resolving import DEFAULT_PROFILE, NoServerError, configuration_from, names_server
from photoprism_client.cli.options import Option, connection_option, packed, what_option

if TYPE_CHECKING:
    from photoprism_client.testing import Library

_NEEDED = {"starlette": "starlette", "uvicorn": "uvicorn", "PIL": "pillow"}

#: Pictures in the sample library.
SAMPLE_PHOTOS = 24

#: A folder, which need not exist.
FOLDER_TO_WRITE = click.Path(file_okay=False, path_type=Path)
#: A folder that exists.
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

originals_option: Option = what_option(
    "--originals", type=FOLDER, help="Folder of pictures to serve, which stays as it is. Default: a sample library."
)

_INSECURE = (
    "photoprism-images: certificates are not checked (--insecure, PHOTOPRISM_VERIFY_SSL=0 or the login): whoever is on"
    " the way can read and change everything"
)
_NO_SERVER = "no server: pass --url, set PHOTOPRISM_URL, log in with `photoprism-images login`, or --demo"


def make_library(originals: Path | None) -> "Library":
    """Index a folder of pictures, or draw a sample library.

    :param originals: the folder, or None for a sample.
    :return: the library; a server that gets it closes it.
    :raises click.ClickException: the extra ``testing`` is not installed, or the folder holds no pictures.
    """
    if missing := [package for module, package in _NEEDED.items() if importlib.util.find_spec(module) is None]:
        raise click.ClickException(
            f"the embedded server needs {', '.join(missing)}: pip install 'photoprism-images[testing]'"
        )
    from photoprism_client.testing import Library

    if originals is None:
        return Library.sample(photos=SAMPLE_PHOTOS)
    library = Library.from_folder(originals)
    if not library.photos:
        library.close()
        raise click.ClickException("there are no pictures in that folder")
    return library


class Connection(NamedTuple):
    """What the options say of the server."""

    #: Parameters of ``Configuration``.
    settings: Mapping[str, Any]
    profile: str
    demo: bool = False
    #: Pictures for the embedded server; None for a sample library.
    originals: Path | None = None


def _without_password(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    if value and urlsplit(value if "://" in value else f"//{value}").password is not None:
        raise click.BadParameter("others could see its password in the list of processes: set PHOTOPRISM_PROXY")
    return value


_FILE: dict[str, Any] = {"metavar": "FILE", "type": click.Path(exists=True, dir_okay=False, resolve_path=True)}
_FLAG: dict[str, Any] = {"flag_value": False, "default": None}  # left out, it sets nothing
_CA_FILE = "Certificate authorities to trust instead of the system's, as PEM; default: PHOTOPRISM_CA_FILE."
_CERT = "Client certificate, as PEM; default: PHOTOPRISM_CLIENT_CERT."
_KEY = "Its key, if it is in another file; default: PHOTOPRISM_CLIENT_KEY."
_NOT_STRICT = "Accept certificates that only break formal rules, such as those without an Authority Key Identifier."
_UNCHECKED = "Accept any certificate: anyone on the way can read and change everything."
_PROXY = "HTTP or SOCKS proxy; default: PHOTOPRISM_PROXY, or the system's."
_HOST = "Address of the server; default: PHOTOPRISM_URL, or the profile's."
_USER = "Who is asking; default: PHOTOPRISM_USERNAME, or the profile's."
# Options by the parameter of Configuration that they set.
_SETTINGS: dict[str, Option] = {
    "host": connection_option("--url", "host", metavar="URL", help=_HOST),
    "username": connection_option("--username", metavar="NAME", help=_USER),
    "ssl_ca_cert": connection_option("--ca-file", "ssl_ca_cert", help=_CA_FILE, **_FILE),
    "cert_file": connection_option("--client-cert", "cert_file", help=_CERT, **_FILE),
    "key_file": connection_option("--client-key", "key_file", help=_KEY, **_FILE),
    "verify_x509_strict": connection_option("--no-x509-strict", "verify_x509_strict", help=_NOT_STRICT, **_FLAG),
    "verify_ssl": connection_option("--insecure", "verify_ssl", help=_UNCHECKED, **_FLAG),
    "proxy": connection_option("--proxy", metavar="URL", callback=_without_password, help=_PROXY),
}


def _connection(profile: str, demo: bool = False, originals: Path | None = None, **settings: Any) -> Connection:
    if originals is not None and not demo:
        raise click.UsageError("--originals requires --demo")
    return Connection({name: value for name, value in settings.items() if value is not None}, profile, demo, originals)


def profile_option(meaning: str) -> Option:
    """Make the option ``--profile``.

    :param meaning: what is done with the login.
    :return: the decorator that adds it.
    """
    return connection_option("--profile", metavar="NAME", default=DEFAULT_PROFILE, show_default=True, help=meaning)


_SERVER = {**_SETTINGS, "profile": profile_option("Which login to use.")}
_DEMO = connection_option("--demo", is_flag=True, help="Ask an embedded server with a sample library instead.")
_ORIGINALS = connection_option("--originals", type=FOLDER, help="With --demo: pictures to serve, instead of samples.")
#: Add the options that say which server is asked, how and as whom; the command takes them as ``connection``.
server_options = packed("connection", _SERVER, _connection)
#: The same, and the option to ask an embedded server.
connection_options = packed("connection", {**_SERVER, "demo": _DEMO}, _connection)
#: The same, and the option that says which pictures that serves.
originals_options = packed("connection", {**_SERVER, "demo": _DEMO, "originals": _ORIGINALS}, _connection)


@contextmanager
def connected(connection: Connection) -> Iterator[ApiClient]:
    """Open a client for the server that the options, the environment or the profile name.

    :param connection: what the options say.
    :return: a context manager; the client is closed at its end.
    :raises click.UsageError: no server is named anywhere.
    """
    if connection.demo:
        from photoprism_client.testing import PhotoPrismServer

        with PhotoPrismServer(make_library(connection.originals), mode="password") as server:
            configuration = Configuration(host=server.url, username="admin", password="photoprism")  # noqa: S106  # its default
            with ApiClient(configuration) as api_client:
                yield api_client
        return
    with opened(configuration_of(connection)) as api_client:
        yield api_client


@contextmanager
def opened(configuration: Configuration) -> Iterator[ApiClient]:
    """Open a client; if certificates are not checked, say so first.

    :param configuration: its settings.
    :return: a context manager; the client is closed at its end.
    """
    with warnings.catch_warnings():
        if not configuration.verify_ssl:
            click.echo(_INSECURE, err=True)
            warnings.filterwarnings("ignore", message="Unverified HTTPS request")  # urllib3's, at each request
        with ApiClient(configuration) as api_client:
            yield api_client


def is_named(connection: Connection) -> bool:
    """Tell whether options, environment or profile name a server.

    :param connection: what the options say.
    :return: whether they do.
    """
    return names_server(connection.settings, connection.profile)


def configuration_of(connection: Connection) -> Configuration:
    """Make the configuration that options, environment and profile amount to.

    :param connection: what the options say.
    :return: the configuration.
    :raises click.UsageError: no server is named anywhere.
    """
    try:
        return configuration_from(connection.settings, connection.profile)
    except NoServerError:
        raise click.UsageError(_NO_SERVER) from None
