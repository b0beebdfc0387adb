"""The logging settings of a configuration: level, file and format. Secrets are masked in everything that is logged."""

import logging
from typing import TYPE_CHECKING, Generic, Self, TypeVar, cast

from photoprism_client._settings.validation import flag
from photoprism_client.redaction import RedactingFilter, redact_logger

if TYPE_CHECKING:
    from photoprism_client.configuration import Configuration

T = TypeVar("T")

_DEFAULT_FORMAT = "%(asctime)s %(levelname)s %(message)s"
_LOGGER_NAMES = {"package_logger": "photoprism_client", "urllib3_logger": "urllib3"}
# A filter does not apply to child loggers; these are the ones that urllib3 logs URLs with.
_LOGGERS_WITH_URLS = (
    "photoprism_client",
    "urllib3.connection",
    "urllib3.connectionpool",
    "urllib3.poolmanager",
    "urllib3.response",
    "urllib3.util.retry",
)


class LoggingSettings:
    """Loggers, handlers and format, under the names that a generated client gives them."""

    def __init__(self) -> None:
        self.logger = {key: logging.getLogger(name) for key, name in _LOGGER_NAMES.items()}
        for name in _LOGGERS_WITH_URLS:
            redact_logger(name)
        self.logger_stream_handler: logging.Handler | None = None
        self.logger_file_handler: logging.FileHandler | None = None
        self._debug = False
        self._file: str | None = None
        self.logger_format = _DEFAULT_FORMAT

    @property
    def debug(self) -> bool:
        """Whether requests are logged at DEBUG, with secrets masked. ``http.client`` never prints anything."""
        return self._debug

    @debug.setter
    def debug(self, value: bool) -> None:
        self._debug = flag("debug", value)
        for logger in self.logger.values():
            logger.setLevel(logging.DEBUG if value else logging.WARNING)

    @property
    def logger_file(self) -> str | None:
        """Path of a file for the log, or None."""
        return self._file

    @logger_file.setter
    def logger_file(self, value: str | None) -> None:
        if self.logger_file_handler is not None:
            for logger in self.logger.values():
                logger.removeHandler(self.logger_file_handler)
            self.logger_file_handler.close()
            self.logger_file_handler = None
        self._file = value
        if value:
            self.logger_file_handler = logging.FileHandler(value, encoding="utf-8", delay=True)
            self.logger_file_handler.setFormatter(self.logger_formatter)
            self.logger_file_handler.addFilter(RedactingFilter())
            for logger in self.logger.values():
                logger.addHandler(self.logger_file_handler)

    @property
    def logger_format(self) -> str:
        """Format of a line in the file, as for :class:`logging.Formatter`."""
        return self._format

    @logger_format.setter
    def logger_format(self, value: str) -> None:
        self.logger_formatter = logging.Formatter(value)
        self._format = value
        if self.logger_file_handler is not None:
            self.logger_file_handler.setFormatter(self.logger_formatter)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        # Copies share the loggers and the handler: a second handler for the same file would write each line twice.
        result = type(self).__new__(type(self))
        result.__dict__.update(self.__dict__, logger=dict(self.logger))
        return result

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (self._debug, self._format, self._file)


class LoggingSetting(Generic[T]):
    """An attribute of a configuration that reads and sets the one of the same name in its :class:`LoggingSettings`."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, configuration: "Configuration | None", owner: type) -> T:
        return cast(T, self if configuration is None else getattr(configuration._logging, self._name))

    def __set__(self, configuration: "Configuration", value: T) -> None:
        setattr(configuration._logging, self._name, value)


def _restore(debug: bool, line_format: str, file: str | None) -> LoggingSettings:
    """Open the file again in another process; the levels of its loggers stay as that process has set them."""
    result = LoggingSettings()
    result._debug, result.logger_format, result.logger_file = debug, line_format, file
    return result
