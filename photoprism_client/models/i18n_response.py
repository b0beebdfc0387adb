"""The body of the server's error answers."""

from pydantic import StrictInt, StrictStr

from photoprism_client.models.base import Model


class I18nResponse(Model):
    """An error as the server words it; each field may be missing, and unknown ones are kept.

    Source: definition ``i18n.Response`` of the API description.
    """

    code: StrictInt | None = None
    details: StrictStr | None = None
    error: StrictStr | None = None
    message: StrictStr | None = None
