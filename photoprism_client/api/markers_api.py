"""`MarkersApi`: faces and other marked parts of pictures."""

from typing import TYPE_CHECKING

from photoprism_client.api._generated.markers import MarkersOperations

if TYPE_CHECKING:
    from photoprism_client.models.entity_marker import EntityMarker
    from photoprism_client.models.entity_subject import EntitySubject
    from photoprism_client.models.search_subject import SearchSubject
    from photoprism_client.writing.items import Item


class MarkersApi(MarkersOperations):
    """Faces and other marked parts of pictures.

    :param api_client: the client to use; default :meth:`ApiClient.get_default`.
    """

    def name(self, marker: "Item", person: "str | SearchSubject | EntitySubject") -> "EntityMarker":
        r"""Say who is on a picture. The server creates the person if there is none of this name.

        A face that belongs to somebody else is cleared first, or the server would rename that person on all pictures.
        A person who has no face left then is deleted. Capitals of names do not count.

        :param marker: UID of the face, or a model that has it.
        :param person: the name, at most 160 bytes in UTF-8 without ``_"$%\*`;<>{}``; or a model of the person.
        :return: the marker as it is now.
        :raises ApiTypeError: an argument has the wrong type.
        :raises ApiValueError: an argument has a value that is not allowed.
        :raises NotAppliedError: the face does not have the name: ``done`` is the marker, if that is known.
        :raises ApiException: a call failed before anything was changed.

        Source: PUT /api/v1/markers/{marker_uid}, DELETE /api/v1/markers/{marker_uid}/subject
        """
        from photoprism_client.writing.people import name_marker

        return name_marker(self, marker, person)

    def clear(self, marker: "Item") -> "EntityMarker":
        """Take the name off a face. A person who has no face left is deleted.

        :param marker: UID of the face, or a model that has it.
        :return: the marker as it is now.
        :raises ApiTypeError: *marker* is neither a ``str`` nor such a model.
        :raises ApiValueError: *marker* is not the UID of a marker.
        :raises NotAppliedError: the face still has a name: ``done`` is the marker.
        :raises ApiException: the call failed; the classes are in docs/errors.md.

        Source: DELETE /api/v1/markers/{marker_uid}/subject
        """
        from photoprism_client.writing.people import clear_marker

        return clear_marker(self, marker)
