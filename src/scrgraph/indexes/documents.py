"""The immutable text of every document, and its tree, kept with the index: `<id>.txt` and `<id>.json`."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from scrgraph.errors import IndexUnusableError
from scrgraph.source.document import Document


def write_document(folder: Path, document: Document) -> None:
    """Write the text, unchanged, as UTF-8 and the whole tree as JSON."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{document.id}.txt").write_bytes(document.text.encode())
    (folder / f"{document.id}.json").write_bytes(TypeAdapter(Document).dump_json(document))


def read_text(folder: Path, identifier: str) -> str:
    """Return the immutable text of a document.

    Raises:
        IndexUnusableError: missing or broken.
    """
    try:
        return (folder / f"{identifier}.txt").read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise _broken(identifier) from error


def read_document(folder: Path, identifier: str) -> Document:
    """Return a document as it was read at the build.

    Raises:
        IndexUnusableError: missing or broken.
    """
    try:
        return TypeAdapter(Document).validate_json((folder / f"{identifier}.json").read_bytes())
    except (OSError, ValidationError) as error:
        raise _broken(identifier) from error


def _broken(identifier: str) -> IndexUnusableError:
    return IndexUnusableError(f"The document {identifier} of the index cannot be read; run `scrgraph build`.")
