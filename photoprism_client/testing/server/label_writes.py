"""The routes that put labels on pictures and take them off, and that rename and delete labels."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from photoprism_client.testing.library.catalogue import by_uid, by_uids
from photoprism_client.testing.library.items import NO_LONGER, Label, LabelMark, Photo, plain_slug
from photoprism_client.testing.library.library import Library
from photoprism_client.testing.library.photo_changes import follow_labels, forget_words
from photoprism_client.testing.library.spelling import titled
from photoprism_client.testing.server.access import Refused, not_found
from photoprism_client.testing.server.answers import refuse, reply, reply_to_like
from photoprism_client.testing.server.bodies import WHOLE, Form, read_fields
from photoprism_client.testing.server.group_rows import label_entity
from photoprism_client.testing.server.photo_writes import photo_answer, photo_of
from photoprism_client.testing.server.selections import read_selection
from photoprism_client.testing.server.server_state import state_of, writer_for

_FORM: Form = {"Name": str, "Priority": WHOLE, "Uncertainty": WHOLE}
_MARK_FORM: Form = {"Uncertainty": WHOLE, "LabelSrc": str, "Label": {"Name": str}}
_BY_HAND = {"manual", "title", "subject", "keyword"}
_LONGEST_NAME = 160


def _not_found(message: str = "Record not found") -> Refused:
    return Refused(HTTPStatus.NOT_FOUND, error=message)


def _found_or_made(library: Library, name: str, priority: int) -> Label:
    """Return the label of that name, a deleted one too, which comes back, or a new one."""
    title = titled(name[:_LONGEST_NAME]) or "Unknown"
    wanted = plain_slug(title)
    known = sorted((*library.labels, *library.deleted_labels), key=lambda label: label.number)
    found = next((label for label in known if wanted in {label.slug, label.custom_slug or label.slug}), None)
    if found is None:
        found = library.add_label(title)
        library.update(found, slug=wanted, priority=priority, thumb="")
    if found in library.deleted_labels:
        library.restore_label(found)
    return found


async def add_to_photo(request: Request) -> Response:
    """Answer POST /photos/{uid}/label: an uncertainty only gets smaller."""
    writer_for(request, "photos")
    state, photo = photo_of(request)
    fields = await read_fields(request, _FORM)
    uncertainty = int(str(fields.get("Uncertainty", 0)))
    label = _found_or_made(state.library, str(fields.get("Name", "")), int(str(fields.get("Priority", 0))))
    if photo.uid not in label.photo_uids:
        label.photo_uids.append(photo.uid)
        label.marks[photo.uid] = LabelMark("manual", uncertainty)
    elif uncertainty < label.mark_of(photo.uid).uncertainty:
        label.marks[photo.uid] = LabelMark("manual", uncertainty)
    return _followed(request, photo)


def _followed(request: Request, photo: Photo) -> Response:
    library = state_of(request).library
    follow_labels(library, photo)
    library.update(photo, updated_at=library.tick())
    return photo_answer(request, photo)


def _label_on(request: Request, photo: Photo) -> Label:
    """Return the label that the path names by its number.

    :raises Refused: the picture does not carry it
    """
    text = request.path_params["number"]
    try:
        number = int(text)
    except ValueError:
        raise _not_found(f'Strconv.Atoi: parsing "{text}": invalid syntax') from None
    labels = state_of(request).library.labels
    found = next((label for label in labels if label.number == number and photo.uid in label.photo_uids), None)
    if found is None:
        raise _not_found()
    return found


async def change_on_photo(request: Request) -> Response:
    """Answer PUT /photos/{uid}/label/{number}: any field, even the name of the label itself."""
    writer_for(request, "photos")
    _, photo = photo_of(request)
    label = _label_on(request, photo)
    fields, mark = await read_fields(request, _MARK_FORM), label.mark_of(photo.uid)
    source, uncertainty = fields.get("LabelSrc", mark.source), fields.get("Uncertainty", mark.uncertainty)
    label.marks[photo.uid] = LabelMark(str(source), int(str(uncertainty)))
    renamed = fields.get("Label")
    if isinstance(renamed, dict) and "Name" in renamed:
        label.name = renamed["Name"]
    return _followed(request, photo)


async def take_off_photo(request: Request) -> Response:
    """Answer DELETE /photos/{uid}/label/{number}: one that the server found stays, as certainly wrong."""
    writer_for(request, "photos")
    _, photo = photo_of(request)
    label = _label_on(request, photo)
    mark = label.mark_of(photo.uid)
    if mark.source in _BY_HAND:
        label.photo_uids.remove(photo.uid)
        label.marks.pop(photo.uid, None)
    else:
        label.marks[photo.uid] = LabelMark(mark.source, NO_LONGER)
    forget_words(photo, label.name)
    return _followed(request, photo)


async def rename(request: Request) -> Response:
    """Answer PUT /labels/{uid}: only the name counts, and two labels may share one."""
    writer_for(request, "labels")
    library = state_of(request).library
    label = by_uid(library.labels, request.path_params["uid"])
    if label is None:
        raise not_found("Label")
    name = titled(str((await read_fields(request, _FORM)).get("Name", ""))[:_LONGEST_NAME])
    if name:
        library.update(label, name=name, custom_slug=plain_slug(name), updated_at=library.tick())
    return reply(request, label_entity(library, label))


async def like(request: Request) -> Response:
    """Answer POST and DELETE /labels/{uid}/like."""
    writer_for(request, "labels")
    library = state_of(request).library
    label = by_uid(library.labels, request.path_params["uid"])
    if label is None:
        raise _not_found()
    library.update(label, favorite=request.method == "POST")
    return reply_to_like(request)


async def delete_many(request: Request) -> Response:
    """Answer POST /batch/labels/delete: unknown UIDs are passed over."""
    writer_for(request, "labels")
    library, selection = state_of(request).library, await read_selection(request)
    if not selection.uids("labels"):
        return refuse(request, HTTPStatus.BAD_REQUEST, "No labels selected")
    for label in by_uids(library.labels, selection.uids("labels")):
        library.delete_label(label)
    return reply(request, {"code": 200, "message": "Labels deleted"})


ROUTES = (
    ("POST", "/photos/{uid}/label", add_to_photo),
    ("PUT", "/photos/{uid}/label/{number}", change_on_photo),
    ("DELETE", "/photos/{uid}/label/{number}", take_off_photo),
    ("PUT", "/labels/{uid}", rename),
    ("POST", "/labels/{uid}/like", like),
    ("DELETE", "/labels/{uid}/like", like),
    ("POST", "/batch/labels/delete", delete_many),
)
