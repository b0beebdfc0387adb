"""What the generator writes, and whether the files are up to date."""

from pathlib import Path

from codegen import write_exports, write_model_pages, write_models, write_operations, write_pages
from codegen.registry import APIS

ROOT = Path(__file__).parents[1]

_MODELS, _API, _DOCS = "photoprism_client/models", "photoprism_client/api", "docs"
#: Files with this in their first lines are the generator's.
_MARK = "written by codegen, do not edit."
_HEAD_LINES = 3


def outputs() -> dict[str, str]:
    """Return all that the generator writes.

    :return: texts by path, from the root of the project on.
    """
    texts = {f"{_MODELS}/{name}.py": text for name, text in write_models.modules().items()}
    texts |= {f"{_API}/_generated/{api.module}.py": write_operations.module(api) for api in APIS.values()}
    texts[f"{_API}/_generated/__init__.py"] = f'"""Base classes of the APIs: {_MARK}"""\n'
    texts[f"{_MODELS}/__init__.py"] = write_exports.models()
    texts[f"{_API}/__init__.py"] = write_exports.apis()
    texts |= {f"{_DOCS}/models/{name}": text for name, text in write_model_pages.pages().items()}
    return texts | {f"{_DOCS}/{api.name}.md": write_pages.page(api) for api in APIS.values()}


def stale(root: Path = ROOT) -> list[str]:
    """Return the files that are not what the generator writes: changed, missing, or left over.

    :param root: of the project.
    :return: paths from there, in order.
    """
    texts = outputs()
    changed = [path for path, text in texts.items() if not _has(root / path, text)]
    return sorted([*changed, *(path for path in _marked(root) if path not in texts)])


def write(root: Path = ROOT) -> list[str]:
    """Write the files that are not up to date, and remove those that are left over.

    :param root: of the project.
    :return: their paths from there, in order.
    """
    texts, paths = outputs(), stale(root)
    for path in paths:
        if path in texts:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(texts[path], encoding="utf-8")
        else:
            (root / path).unlink()
    return paths


def _has(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def _marked(root: Path) -> list[str]:
    """Return the files that say of themselves that they are generated."""
    files = [path for folder in (_MODELS, _API) for path in (root / folder).rglob("*.py")]
    files += (root / _DOCS).rglob("*.md")
    heads = {path: path.read_text(encoding="utf-8").lower().split("\n")[:_HEAD_LINES] for path in files}
    marked = [path for path, head in heads.items() if any(_MARK in line for line in head)]
    return [path.relative_to(root).as_posix() for path in marked]
