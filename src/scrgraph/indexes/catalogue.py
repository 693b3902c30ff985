"""Records ready to leave: wire models as JSON in one SQLite file, by kind and id, in order."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Self, TypeVar

from cachetools import LRUCache
from pydantic import BaseModel, ValidationError

from scrgraph.errors import BuildError, IndexUnusableError

Record = TypeVar("Record", bound=BaseModel)

_SCHEMA = """
CREATE TABLE record (
    kind TEXT NOT NULL, position INTEGER NOT NULL, folded TEXT NOT NULL, id TEXT NOT NULL, json BLOB NOT NULL,
    PRIMARY KEY (kind, position)
) WITHOUT ROWID;
CREATE UNIQUE INDEX record_id ON record (kind, folded);
"""
_MOST_POSITIONS = 500
_HELD = 2000
"""Records kept parsed, some 10 kB each: a search shows the same good passages again and again."""


def fold_id(identifier: str) -> str:
    """Return an id as it is looked up: lower case (full case folding), outer white space dropped."""
    return identifier.strip().casefold()


class Catalogue:
    """Read-only records of an index; safe to share between threads."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._path = path
        self._held: LRUCache[tuple[str, int], BaseModel] = LRUCache(_HELD)

    @classmethod
    def write(cls, path: Path, records: Iterable[tuple[str, str, BaseModel]]) -> dict[str, int]:
        """Write (kind, id, model) records and return how many there are of each kind.

        The position of a record is its number among its kind, from 0: for a passage, its row in the other
        indexes.

        Raises:
            BuildError: the file cannot be written, or two records share kind and id.
        """
        counts: dict[str, int] = {}
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA} BEGIN;")
                for kind, identifier, model in records:
                    position = counts.get(kind, 0)
                    row = (kind, position, fold_id(identifier), identifier, model.model_dump_json().encode())
                    connection.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?)", row)
                    counts[kind] = position + 1
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise BuildError(
                f"The catalogue {path} cannot be written ({error}); free space if there is none."
            ) from error
        return counts

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a catalogue that `write` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            connection.execute("SELECT kind, position, folded, id, json FROM record LIMIT 1").fetchall()
        except sqlite3.Error as error:
            raise _broken(path) from error
        return cls(connection, path)

    def get(self, kind: str, identifier: str, model: type[Record]) -> Record | None:
        """Return the record of an id in any case, or None."""
        found = self._query("kind = ? AND folded = ?", (kind, fold_id(identifier)), model)
        return found[0] if found else None

    def all(self, kind: str, model: type[Record]) -> list[Record]:
        """Return every record of a kind in order."""
        return self._query("kind = ?", (kind,), model)

    def row(self, kind: str, position: int, model: type[Record]) -> Record:
        """Return the record at a position.

        Raises:
            IndexUnusableError: there is none, so the indexes do not belong together.
        """
        return self.rows(kind, [position], model)[0]

    def rows(self, kind: str, positions: Sequence[int], model: type[Record]) -> list[Record]:
        """Return the records at some positions, in the order asked (see `row`); those seen lately are held."""
        with self._lock:
            found: dict[int, Record] = {
                at: held for at in positions if isinstance(held := self._held.get((kind, at)), model)
            }
        wanted = [at for at in positions if at not in found]
        for start in range(0, len(wanted), _MOST_POSITIONS):
            part = wanted[start : start + _MOST_POSITIONS]
            marks = ",".join("?" * len(part))
            where = f"kind = ? AND position IN ({marks})"
            read = {at: self._read(text, model) for at, text in self._select("position, json", where, (kind, *part))}
            found |= read
            with self._lock:
                self._held.update(((kind, at), record) for at, record in read.items())
        if missing := [at for at in positions if at not in found]:
            raise IndexUnusableError(f"The catalogue has no {kind} number {missing[0]}; run `scrgraph build`.")
        return [found[at] for at in positions]

    def position(self, kind: str, identifier: str) -> int | None:
        """Return the position of an id in any case, or None."""
        found = self._select("position", "kind = ? AND folded = ?", (kind, fold_id(identifier)))
        return int(found[0][0]) if found else None

    def ids(self, kind: str) -> list[str]:
        """Return the ids of a kind in order."""
        return [row[0] for row in self._select("id", "kind = ?", (kind,))]

    def prefix(self, kind: str, start: str) -> list[str]:
        """Return the ids of a kind that start so, in any case, in order."""
        folded = fold_id(start)
        where = "kind = ? AND substr(folded, 1, ?) = ?"
        return [row[0] for row in self._select("id", where, (kind, len(folded), folded))]

    def plain(self, kind: str) -> list[dict[str, Any]]:
        """Return every record of a kind in order as plain JSON, whatever model it was written as."""
        return [json.loads(row[0]) for row in self._select("json", "kind = ?", (kind,))]

    def field(self, kind: str, name: str) -> list[str]:
        """Return one top-level text field of every record of a kind, in order."""
        column = f"json_extract(CAST(json AS TEXT), '$.{name}')"
        return [str(row[0]) for row in self._select(column, "kind = ?", (kind,))]

    def count(self, kind: str) -> int:
        """Return the number of records of a kind."""
        return int(self._select("count(*)", "kind = ?", (kind,))[0][0])

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    def _query(self, where: str, values: tuple[object, ...], model: type[Record]) -> list[Record]:
        return [self._read(row[0], model) for row in self._select("json", where, values)]

    def _select(self, columns: str, where: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        statement = f"SELECT {columns} FROM record WHERE {where} ORDER BY position"  # noqa: S608 - no outside text
        with self._lock:
            try:
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise _broken(self._path) from error

    def _read(self, text: bytes, model: type[Record]) -> Record:
        try:
            return model.model_validate_json(text)
        except ValidationError as error:
            raise _broken(self._path) from error


def _broken(path: Path) -> IndexUnusableError:
    return IndexUnusableError(f"The catalogue {path} cannot be read; run `scrgraph build`.")
