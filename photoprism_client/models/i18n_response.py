"""The body of the server's error answers."""

from typing import Self

from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr


class I18nResponse(BaseModel):
    """An error as the server words it; each field may be missing, and unknown ones are kept.

    Source: definition ``i18n.Response`` of the API description.
    """

    model_config = ConfigDict(extra="allow")

    code: StrictInt | None = None
    details: StrictStr | None = None
    error: StrictStr | None = None
    message: StrictStr | None = None

    def to_dict(self) -> dict[str, object]:
        """Return the fields that are set.

        :return: names to values.
        """
        return self.model_dump(by_alias=True, exclude_none=True)

    def to_json(self) -> str:
        """Return the fields that are set as JSON.

        :return: the text.
        """
        return self.model_dump_json(by_alias=True, exclude_none=True)

    def to_str(self) -> str:
        """Return the fields as text for a person.

        :return: the ``repr`` of a dict.
        """
        return repr(self.model_dump(by_alias=True))

    @classmethod
    def from_dict(cls, obj: dict[str, object] | None) -> Self | None:
        """Make one of a dict.

        :param obj: names to values, or None.
        :return: the object, or None for None.
        """
        return None if obj is None else cls.model_validate(obj)

    @classmethod
    def from_json(cls, json_str: str) -> Self | None:
        """Make one of JSON.

        :param json_str: the text.
        :return: the object.
        """
        return cls.model_validate_json(json_str)
