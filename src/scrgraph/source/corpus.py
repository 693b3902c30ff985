"""Files of a corpus folder to documents."""

import hashlib
import itertools
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from scrgraph.errors import LimitError, SourceError
from scrgraph.iri import slug
from scrgraph.source.document import BlockKind, Document, Metadata
from scrgraph.source.extraction import EXTRACTORS
from scrgraph.source.plain_text import read_plain_text

MAX_SOURCE_BYTES = 64_000_000
_TEXTS = {".txt": "text/plain", ".md": "text/markdown"}
_SUFFIXES = {**_TEXTS, **{suffix: media_type for suffix, (media_type, _) in EXTRACTORS.items()}}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the corpus with what `document.toml` says of it (None for a bare file)."""

    id: str
    path: Path
    metadata: Metadata | None


class _Card(BaseModel):
    """`document.toml`."""

    model_config = ConfigDict(extra="forbid")

    title: str
    file: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    language: str = "en"
    identifiers: tuple[str, ...] = ()
    licence: str | None = None
    attribution: str | None = None
    source: str | None = None
    sha256: str | None = None


def find_sources(folder: Path) -> list[SourceFile]:
    """Return the documents of a corpus folder: `<id>/document.toml` with its file, `<id>/<file>`, or bare files.

    Raises:
        SourceError: no such folder, nothing readable in it, two documents of one id, or a broken `document.toml`.
    """
    if not folder.is_dir():
        raise SourceError(f"no corpus at '{folder}': put reports there (corpus/<id>/report.txt) or pass --corpus")
    found = [s for path in sorted(folder.iterdir()) if not path.name.startswith(".") for s in _sources(path)]
    if not found:
        kinds = ", ".join(sorted(_SUFFIXES))
        raise SourceError(f"no report in '{folder}': add a file ({kinds}) or a folder with one")
    for one, other in itertools.pairwise(found):
        if one.id == other.id:
            raise SourceError(f"'{one.path}' and '{other.path}' would both be document '{one.id}': rename one")
    return found


def _sources(path: Path) -> list[SourceFile]:
    if path.is_file():
        return [SourceFile(slug(path.stem), path, None)] if path.suffix.lower() in _SUFFIXES else []
    card = _card(path / "document.toml")
    named = (
        [path / card.file] if card and card.file else sorted(p for p in path.iterdir() if p.suffix.lower() in _SUFFIXES)
    )
    if card is None and not named:
        return []
    if len(named) != 1 or not named[0].is_file():
        raise SourceError(f"'{path}' should hold one source file; name it as `file` in document.toml")
    metadata = Metadata(**card.model_dump(exclude={"file"})) if card else None
    return [SourceFile(slug(path.name), named[0], metadata)]


def _card(path: Path) -> _Card | None:
    if not path.is_file():
        return None
    try:
        return _Card.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"'{path}' is not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SourceError(f"'{path}': {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def read_source(source: SourceFile, *, max_bytes: int = MAX_SOURCE_BYTES) -> Document:
    """Read a source file of the corpus.

    Raises:
        SourceError: empty, binary, not UTF-8, of an unknown kind, or not the file whose checksum the card gives.
        LimitError: larger than `max_bytes`.
    """
    return _read(source.path, source.id, source.metadata, max_bytes)


def read_file(path: Path, *, max_bytes: int = MAX_SOURCE_BYTES) -> Document:
    """Read any text file as a document named by its file name without the ending (see `read_source`)."""
    return _read(path, path.stem, None, max_bytes)


def _read(path: Path, identifier: str, metadata: Metadata | None, max_bytes: int) -> Document:
    data = _bytes(path, max_bytes)
    digest = hashlib.sha256(data).hexdigest()
    if metadata and metadata.sha256 and metadata.sha256 != digest:
        raise SourceError(
            f"'{path}' has SHA-256 {digest[:12]}..., document.toml says {metadata.sha256[:12]}...: "
            "restore the file, or correct sha256 there if the change is meant"
        )
    text = _text(path, data)
    media_type = _SUFFIXES.get(path.suffix.lower(), "text/plain")
    document = read_plain_text(identifier, text, metadata or Metadata(title=identifier), media_type)
    known = replace(document.metadata, sha256=digest, title=document.metadata.title if metadata else _title(document))
    return replace(document, metadata=known)


def _bytes(path: Path, max_bytes: int) -> bytes:
    try:
        if path.stat().st_size > max_bytes:
            raise LimitError(
                f"'{path}' is larger than {max_bytes:,} bytes (SCRGRAPH_MAX_SOURCE_BYTES)", limit="max_source_bytes"
            )
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"cannot read '{path}': {error.strerror}") from error


def _text(path: Path, data: bytes) -> str:
    """Return the text of a file: decoded as it stands, or extracted from HTML, DOCX or PDF."""
    known = EXTRACTORS.get(path.suffix.lower())
    if known is None:
        return _decode(path, data)
    try:
        text = known[1](data)
    except SourceError as error:
        raise SourceError(f"'{path}': {error}") from error
    except LimitError as error:
        raise LimitError(f"'{path}': {error}", limit=error.limit) from error
    if not text.strip():
        raise SourceError(f"'{path}' holds no text: give a report with text in it")
    return text


def _decode(path: Path, data: bytes) -> str:
    if not data.strip():
        raise SourceError(f"'{path}' is empty: put the report's text there")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data[:8192]:
            raise SourceError(f"'{path}' is a binary file: give the report as UTF-8 text") from error
        raise SourceError(
            f"'{path}' is not UTF-8 (byte {error.start}): convert it first, e.g. iconv -f LATIN1 -t UTF-8"
        ) from error
    if control := _CONTROL.search(text):
        raise SourceError(f"'{path}' is a binary file (control character at {control.start()}): give UTF-8 text")
    return text


def _title(document: Document) -> str:
    titles = [document.read(block.spans) for block in document.blocks_of(BlockKind.TITLE)]
    return next((title for title in titles if len(title.split()) >= 3), titles[0] if titles else document.id)
