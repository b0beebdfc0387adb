"""What a configuration says of logging: level, file, format; all that is logged has its secrets masked."""

import logging

from photoprism_client._settings.validation import flag
from photoprism_client.redaction import RedactingFilter, redact_logger

_LOGGER_NAMES = {"package_logger": "photoprism_client", "urllib3_logger": "urllib3"}
# A filter does not reach child loggers; these are the ones that urllib3 logs URLs with.
_LOGGERS_WITH_URLS = (
    "photoprism_client",
    "urllib3.connection",
    "urllib3.connectionpool",
    "urllib3.poolmanager",
    "urllib3.response",
    "urllib3.util.retry",
)


class LoggingSettings:
    """The logging settings of a configuration, under the names that a generated client has."""

    logger: dict[str, logging.Logger]
    logger_file_handler: logging.FileHandler | None
    logger_formatter: logging.Formatter
    _logger_file: str | None
    _logger_format: str

    @property
    def debug(self) -> bool:
        """Whether requests are logged at DEBUG, with secrets masked. ``http.client`` is never made to print."""
        return self._debug

    @debug.setter
    def debug(self, value: bool) -> None:
        self._debug = flag("debug", value)
        for logger in self.logger.values():
            logger.setLevel(logging.DEBUG if value else logging.WARNING)

    @property
    def logger_file(self) -> str | None:
        """Path of a file that our log goes to, with secrets masked; None for none."""
        return self._logger_file

    @logger_file.setter
    def logger_file(self, value: str | None) -> None:
        if self.logger_file_handler is not None:
            for logger in self.logger.values():
                logger.removeHandler(self.logger_file_handler)
            self.logger_file_handler.close()
            self.logger_file_handler = None
        self._logger_file = value
        if value:
            self.logger_file_handler = logging.FileHandler(value, encoding="utf-8", delay=True)
            self.logger_file_handler.setFormatter(self.logger_formatter)
            self.logger_file_handler.addFilter(RedactingFilter())
            for logger in self.logger.values():
                logger.addHandler(self.logger_file_handler)

    @property
    def logger_format(self) -> str:
        """Format of a line in ``logger_file``, as for :class:`logging.Formatter`."""
        return self._logger_format

    @logger_format.setter
    def logger_format(self, value: str) -> None:
        self.logger_formatter = logging.Formatter(value)
        self._logger_format = value
        if self.logger_file_handler is not None:
            self.logger_file_handler.setFormatter(self.logger_formatter)

    def _start_logging(self, debug: bool | None) -> None:
        self.logger_file_handler = self._logger_file = None
        self.logger_stream_handler: logging.Handler | None = None
        self.logger_format = "%(asctime)s %(levelname)s %(message)s"
        self._debug = False
        self._attach_loggers()
        if debug is not None:
            self.debug = debug

    def _attach_loggers(self) -> None:
        self.logger = {key: logging.getLogger(name) for key, name in _LOGGER_NAMES.items()}
        for name in _LOGGERS_WITH_URLS:
            redact_logger(name)
        self.logger_file_handler = None
        self.logger_file = self._logger_file
