"""docs/transfer.md has all that users of transfers may need."""

import dataclasses
import inspect

import pytest

from photoprism_client import ImageSources, transfer
from test.support.doc_blocks import ROOT

pytestmark = pytest.mark.once

PAGE = (ROOT / "docs" / "transfer.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", transfer.__all__)
def test_every_name_is_on_the_page(name: str) -> None:
    """What the package exports is named there."""
    assert f"`{name}`" in PAGE or f"`{name}(" in PAGE


@pytest.mark.parametrize("kind", [transfer.DownloadResult, transfer.Summary, transfer.Limits])
def test_every_field_is_on_the_page(kind: type) -> None:
    """Fields of results and limits are explained there."""
    assert [field.name for field in dataclasses.fields(kind) if f"`{field.name}`" not in PAGE] == []


def test_every_option_and_maker_is_on_the_page() -> None:
    """Parameters of `download_all` and methods that make sources are listed there."""
    names = [*inspect.signature(transfer.download_all).parameters]
    makers = [name for name, _ in inspect.getmembers(ImageSources, inspect.isfunction) if not name.startswith("_")]
    assert [name for name in names if f"| `{name}` |" not in PAGE] == []
    assert [name for name in makers if f"`{name}(" not in PAGE and f"`{name}`" not in PAGE] == []
