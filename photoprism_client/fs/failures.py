"""Errors of calls as `OSError`s that name a path, as programs that work with any file system expect them."""

import errno
import os
from http import HTTPStatus
from typing import NoReturn

from photoprism_client._call.missing_originals import OriginalsMissingError
from photoprism_client._error_facts import is_elsewhere, media_type_of_error
from photoprism_client.exceptions import (
    ApiException,
    ForbiddenException,
    LookupFailedError,
    NotFoundException,
    OpenApiException,
    PlaceholderException,
    UnauthorizedException,
)

_READ_ONLY = (
    "photoprism:// is read-only: use PhotosApi, AlbumsApi or the upload of photoprism_client to change a library"
)


def os_error(error: OpenApiException, path: str) -> OSError:
    """Make the error of a file system for a failed call.

    :param error: what the call raised; becomes the cause.
    :param path: the path that was to be read.
    :return: ``FileNotFoundError`` where the server says that it has no such file or picture, ``PermissionError`` where
        it wants other credentials, else an ``OSError`` with ``EIO``. It can be pickled, and holds no secret.
    """
    made = OSError(_number(error), _text(error), path)  # of the class that belongs to the number
    made.__cause__ = error
    return made


class Named:
    """A block in which errors of calls are raised as errors of a file system: see :func:`os_error`.

    :param path: the path that is read in it.
    """

    __slots__ = ("_path",)

    def __init__(self, path: str) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, ApiException | LookupFailedError):
            raise os_error(error, self._path) from error


def is_directory(path: str) -> IsADirectoryError:
    """Make the error for a folder that was to be read as a file.

    :param path: the path.
    :return: the error to raise.
    """
    return IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)


def unreadable(path: str, reason: str) -> OSError:
    """Make the error for bytes that cannot be trusted.

    :param path: the path.
    :param reason: what is wrong.
    :return: the error to raise.
    """
    return OSError(errno.EIO, reason, path)


def refuse_to_write(path: object) -> NoReturn:
    """Refuse a change.

    :param path: what was to be changed, if that is known.
    :raises OSError: always, with ``EROFS``.
    """
    if isinstance(path, str | os.PathLike):
        raise OSError(errno.EROFS, _READ_ONLY, os.fspath(path))
    raise OSError(errno.EROFS, _READ_ONLY)


def _number(error: OpenApiException) -> int:
    if isinstance(error, UnauthorizedException | ForbiddenException):
        return errno.EACCES
    if isinstance(error, OriginalsMissingError):
        return errno.EIO  # the others were not asked for
    if isinstance(error, PlaceholderException | LookupFailedError) or _is_answer_of_server(error):
        return errno.ENOENT
    return errno.EIO


def _is_answer_of_server(error: OpenApiException) -> bool:
    """Tell a 404 of PhotoPrism from that of something else at this address, which shows nothing about a path."""
    if not isinstance(error, NotFoundException) or is_elsewhere(error):
        return False
    return media_type_of_error(error).startswith(("application/json", "image/svg"))


def _text(error: OpenApiException) -> str:
    if not isinstance(error, ApiException):
        return str(error)
    is_refusal = (error.status or 0) >= HTTPStatus.BAD_REQUEST  # 200 would only say that something came
    reason = f"{error.reason or type(error).__name__}{f' ({error.status})' if is_refusal else ''}"
    return reason if error.message is None else f"{reason}: {error.message.removesuffix('.')}"  # the path comes next
