"""`ModelList`: what a search found."""

from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

from photoprism_client.models.shown import briefly

if TYPE_CHECKING:
    from photoprism_client.models.cards import PictureFetcher

M = TypeVar("M")


class ModelList(list[M]):
    """A list of models that shows itself: a line each where it is printed, pictures in a notebook.

    In all else it is a ``list``. A slice of it is a ``ModelList``, too; ``ModelList(models)`` shows any other models.
    """

    def __repr__(self) -> str:
        return briefly(self)

    @overload
    def __getitem__(self, index: SupportsIndex, /) -> M: ...
    @overload
    def __getitem__(self, index: slice, /) -> "ModelList[M]": ...
    def __getitem__(self, index: Any, /) -> Any:
        found = super().__getitem__(index)
        return ModelList(found) if isinstance(index, slice) else found

    def _repr_html_(self) -> str | None:
        from photoprism_client.models.cards import sheet_of

        return sheet_of(self)

    def _set_fetcher(self, fetcher: "PictureFetcher") -> None:
        """Set what fetches the picture of each model."""
        for model in self:
            model._set_fetcher(fetcher)  # type: ignore[attr-defined]  # answers hold nothing but models
