"""The logging settings of a configuration: level, file and format. Secrets are masked in everything that is logged."""

import copy
import logging
from typing import Self

from photoprism_client._settings.validation import flag
from photoprism_client.redaction import RedactingFilter, redact_logger

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
    """Loggers, handlers and format, under the names that a generated client gives them; a part of a configuration."""

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
        """Path of a file for the log, with secrets masked; None for none."""
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
        """Format of a line in that file, as for :class:`logging.Formatter`."""
        return self._format

    @logger_format.setter
    def logger_format(self, value: str) -> None:
        self.logger_formatter = logging.Formatter(value)
        self._format = value
        if self.logger_file_handler is not None:
            self.logger_file_handler.setFormatter(self.logger_formatter)

    def __copy__(self) -> Self:
        result = type(self).__new__(type(self))
        result.__dict__.update(self.__dict__)
        return result

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        # Copies share the loggers and the handler: a second handler for the same file would write each line twice.
        for shared in (self.logger_stream_handler, self.logger_file_handler, self.logger_formatter):
            memo[id(shared)] = shared
        result = memo[id(self)] = type(self).__new__(type(self))
        result.__dict__.update(copy.deepcopy(self.__dict__, memo))
        return result

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if not name.startswith("logger")}

    def __setstate__(self, state: dict[str, object]) -> None:
        # Open the file again in another process; the levels of its loggers stay as that process has set them.
        LoggingSettings.__init__(self)
        self.__dict__.update(state)
        self.logger_format, self.logger_file = self._format, self._file
