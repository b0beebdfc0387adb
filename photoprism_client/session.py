"""`Session`: which tokens a call carries."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from photoprism_client.configuration import Configuration

#: What stands for a token on a server in public mode.
PUBLIC_TOKEN = "public"  # noqa: S105  # a word, not a secret


class Session:
    """The tokens of one client.

    :param configuration: read at each call, so that a token set later counts.
    """

    def __init__(self, configuration: "Configuration") -> None:
        self._configuration = configuration

    def token(self, kind: Literal["preview", "download"]) -> str:
        """Return the token for a picture or a download whose call named none.

        :param kind: ``preview`` for thumbnails and covers, ``download`` for files and zips.
        :return: the configured token, or the word ``public``.
        """
        configured = self._configuration.preview_token if kind == "preview" else self._configuration.download_token
        return configured or PUBLIC_TOKEN

    def headers(self) -> dict[str, str]:
        """Return the headers that say who asks.

        :return: the access token's header, or nothing.
        """
        token = self._configuration.access_token
        return {"X-Auth-Token": token} if token else {}

    def secrets(self) -> tuple[str, ...]:
        """Return every secret in use, to be masked in what comes from outside.

        :return: literal secrets.
        """
        held = self._configuration
        known = (held.password, held.access_token, held.preview_token, held.download_token, *held.api_key.values())
        return tuple(secret for secret in known if secret)
