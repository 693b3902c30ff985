"""The overrides file beside a source (`corpus/<id>/overrides.toml`): read, and added to."""

import json
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from scrgraph.errors import LimitError, SourceError
from scrgraph.reading.override import Override
from scrgraph.source.corpus import SourceFile

NAME = "overrides.toml"
MOST_BYTES = 4_000_000
_HEAD = re.compile(r"^[ \t]*\[\[[ \t]*override[ \t]*\]\]", re.MULTILINE)


class _Entry(BaseModel):
    """One `[[override]]`."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    kind: Literal["link", "theme", "number"]
    action: Literal["accept", "reject", "replace"]
    about: str = Field(min_length=1)
    at: int | str | None = None
    was: str | int | float | None = None
    to: str | int | float | None = None
    by: str = Field(min_length=1)
    on: date
    why: str = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> "_Entry":
        if self.action == "replace" and self.to is None:
            raise ValueError("a replacement needs `to`")
        if self.action == "reject" and self.to is not None:
            raise ValueError("a rejection has no `to`")
        if self.kind == "theme" and not isinstance(self.at, str):
            raise ValueError("a theme needs the id of its passage as `at`")
        if self.kind == "link" and isinstance(self.at, str):
            raise ValueError("`at` of a link is the place where the citation starts, a number")
        if self.kind == "number" and isinstance(self.to, str):
            raise ValueError("`to` of a number is a number")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    override: tuple[_Entry, ...] = Field(default=(), strict=False)


def overrides_path(source: SourceFile, corpus: Path) -> Path | None:
    """Return where the overrides of a source are: beside it, None for a bare file in the corpus folder itself."""
    folder = source.path.parent
    return None if folder.resolve() == corpus.resolve() else folder / NAME


def source_overrides(source: SourceFile, corpus: Path) -> tuple[Override, ...]:
    """Return the overrides of a source of a corpus (see `read_overrides`)."""
    path = overrides_path(source, corpus)
    return () if path is None else read_overrides(path)


def read_overrides(path: Path) -> tuple[Override, ...]:
    """Return the overrides of a file in order; none where there is no file.

    Raises:
        SourceError: it is not valid; the message names the line.
        LimitError: it is larger than 4 MB.
    """
    if not path.is_file():
        return ()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise LimitError(f"'{path}' is larger than {MOST_BYTES:,} bytes; split the document", limit="MOST_BYTES")
        return parse_overrides(path.read_text(encoding="utf-8"), str(path))
    except UnicodeDecodeError as error:
        raise SourceError(f"'{path}' is not UTF-8 (byte {error.start}): save it as UTF-8") from error
    except OSError as error:
        raise SourceError(f"cannot read '{path}': {error.strerror}") from error


def parse_overrides(text: str, name: str) -> tuple[Override, ...]:
    """Return the overrides that a text states; `name` is what errors call it.

    Raises:
        SourceError: it is not valid; the message names the line.
    """
    lines = [text.count("\n", 0, match.start()) + 1 for match in _HEAD.finditer(text)]
    try:
        entries = _File.model_validate(tomllib.loads(text)).override
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"'{name}' is not valid TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        position = next((part for part in first["loc"] if isinstance(part, int)), None)
        line = lines[position] if position is not None and position < len(lines) else 1
        field = next((str(part) for part in reversed(first["loc"]) if isinstance(part, str)), "")
        what = f"{field}: {first['msg']}" if field not in {"", "override"} else first["msg"]
        raise SourceError(f"'{name}', the override at line {line}: {what}; correct it there") from error
    return tuple(
        _override(entry, lines[position] if position < len(lines) else 1) for position, entry in enumerate(entries)
    )


def _override(entry: _Entry, line: int) -> Override:
    return Override(
        kind=entry.kind,
        action=entry.action,
        about=entry.about,
        at=entry.at,
        was=_value(entry.was),
        to=_value(entry.to),
        by=entry.by,
        on=entry.on.isoformat(),
        why=entry.why,
        line=line,
    )


def _value(given: str | float | None) -> str | float | None:
    return given if given is None or isinstance(given, str) else float(given)


def add_override(path: Path, fields: Sequence[tuple[str, str | int | float | date | None]]) -> Override:
    """Append an override to a file (made if it is missing) and return it as read back.

    Raises:
        SourceError: the fields, or the file as it is, are not valid; nothing is written then.
    """
    read_overrides(path)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    stated = "".join(f"{name} = {_toml(value)}\n" for name, value in fields if value is not None)
    gap = "" if not before else "\n" if before.endswith("\n") else "\n\n"
    text = f"{before}{gap}[[override]]\n{stated}"
    added = parse_overrides(text, str(path))[-1]
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8", newline="\n")
        new.replace(path)
    except OSError as error:
        raise SourceError(f"cannot write '{path}': {error.strerror}") from error
    return added


def _toml(value: str | float | date) -> str:
    """Return a value as TOML; a JSON string is a TOML basic string (TOML 1.0, but for U+007F)."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return value.isoformat() if isinstance(value, date) else repr(value)
