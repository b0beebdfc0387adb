"""What a generated `ApiClient` offers besides sending requests: values to JSON and back, headers, authentication."""

from collections.abc import Mapping, Sequence
from typing import Any

from photoprism_client._call.request import apply_auth
from photoprism_client.configuration import Configuration


class GeneratedSurface:
    """Methods that user code knows from a generated client."""

    PRIMITIVE_TYPES = (float, bool, bytes, str, int)

    configuration: Configuration

    def sanitize_for_serialization(self, obj: Any) -> Any:
        """Turn a value into what JSON can hold: see :func:`photoprism_client._call.serialization.sanitize`.

        :param obj: the value.
        :return: plain values.
        """
        from photoprism_client._call.serialization import sanitize

        return sanitize(obj)

    def deserialize(self, response_text: str, response_type: str, content_type: str | None) -> Any:
        """Turn an answer's text into a value: see :func:`photoprism_client._call.serialization.deserialize`.

        :param response_text: the body.
        :param response_type: name of the type.
        :param content_type: the answer's ``Content-Type``, or None.
        :return: the value.
        :raises ApiException: the text does not hold such a value.
        """
        from photoprism_client._call.serialization import deserialize

        return deserialize(response_text, response_type, content_type)

    def select_header_accept(self, accepts: Sequence[str]) -> str | None:
        """Choose the ``Accept`` header among media types: JSON where it is offered, else the first.

        :param accepts: media types.
        :return: one of them, or None where there are none.
        """
        return next((kind for kind in accepts if "json" in kind.lower()), accepts[0] if accepts else None)

    def select_header_content_type(self, content_types: Sequence[str]) -> str | None:
        """Choose the ``Content-Type`` header among media types: JSON where it is offered, else the first.

        :param content_types: media types.
        :return: one of them, or None where there are none.
        """
        return self.select_header_accept(content_types)

    def update_params_for_auth(
        self,
        headers: dict[str, str],
        queries: list[tuple[str, str]],
        auth_settings: Sequence[str],
        resource_path: str,
        method: str,
        body: object,
        request_auth: Mapping[str, Any] | None = None,
    ) -> None:
        """Add authentication to headers or query.

        :param headers: changed where a setting belongs there.
        :param queries: changed where a setting belongs there.
        :param auth_settings: names in :meth:`Configuration.auth_settings`.
        :param resource_path: not used by the schemes of this API.
        :param method: likewise.
        :param body: likewise.
        :param request_auth: one setting to use instead of these.
        """
        configured: Mapping[str, Any] = self.configuration.auth_settings()
        settings = [configured.get(name) for name in auth_settings] if request_auth is None else [request_auth]
        for setting in settings:
            apply_auth(setting, headers, queries)
