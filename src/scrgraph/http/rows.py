"""The rows of a named query: filtered, sorted, a page at a time, as JSON or CSV."""

import csv
import json
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from scrgraph.errors import InputError

Value = str | int | float | bool | None
Row = Mapping[str, Value]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(f"{_XSD}{name}" for name in ("integer", "int", "long", "nonNegativeInteger", "positiveInteger"))
_BROKEN = frozenset(f"{_XSD}{name}" for name in ("decimal", "double", "float"))
_FILTER = re.compile(r"(\w+)(!=|<=|>=|=|<|>|~)(.*)", re.DOTALL)
_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The result of a SELECT query: its columns in order and its rows, numbers as numbers."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def kept(self, filters: Sequence[str]) -> "Rows":
        """Return the rows that pass every filter: `column` `=`, `!=`, `<`, `<=`, `>`, `>=` or `~` (holds) `value`.

        Numbers compare as numbers where both sides are, everything else as text; `~` ignores case.

        Raises:
            InputError: a filter that is none, or of no column.
        """
        tests = [self._test(one) for one in filters]
        return Rows(self.columns, tuple(row for row in self.rows if all(test(row) for test in tests)))

    def ordered(self, sort: str) -> "Rows":
        """Return the rows by some columns, `-` before a name for descending; without any, in the query's order.

        Raises:
            InputError: no such column.
        """
        rows = list(self.rows)
        for part in reversed(sort.split(",") if sort else ()):
            name = self._column(part.removeprefix("-"))
            rows.sort(key=lambda row: _sortable(row[name]), reverse=part.startswith("-"))
        return Rows(self.columns, tuple(rows))

    def page(self, number: int, size: int) -> "Rows":
        """Return one page, from 1."""
        return Rows(self.columns, self.rows[(number - 1) * size : number * size])

    def as_csv(self) -> str:
        """Return RFC 4180 with a header line."""
        buffer = StringIO(newline="")
        writer = csv.DictWriter(buffer, self.columns, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return buffer.getvalue()

    def _test(self, text: str) -> Callable[[Row], bool]:
        found = _FILTER.fullmatch(text)
        if found is None:
            raise InputError(f"The filter {text[:50]!r} is none: write column=value, column>value or column~words.")
        name, sign, wanted = self._column(found[1]), found[2], found[3]
        if sign == "~":
            return lambda row: wanted.casefold() in str(row[name] or "").casefold()
        return lambda row: row[name] is not None and _COMPARED[sign](*_alike(row[name], wanted))

    def _column(self, name: str) -> str:
        if name not in self.columns:
            raise InputError(f"There is no column {name[:50]!r}; there are: {', '.join(self.columns)}.")
        return name


def read_rows(body: bytes) -> Rows:
    """Return the rows of SPARQL 1.1 results in JSON."""
    found = json.loads(body)
    columns = tuple(found["head"]["vars"])
    return Rows(
        columns,
        tuple({name: _value(binding.get(name)) for name in columns} for binding in found["results"]["bindings"]),
    )


def _value(term: Mapping[str, Any] | None) -> Value:
    if term is None or "value" not in term:
        return None
    text, datatype = str(term["value"]), term.get("datatype")
    try:
        if datatype in _WHOLE:
            return int(text)
        if datatype in _BROKEN:
            return _finite(float(text), text)
    except ValueError:
        return text
    return text == "true" if datatype == f"{_XSD}boolean" else text


def _finite(number: float, text: str) -> Value:
    """Return a number that JSON has, or its words."""
    return number if abs(number) < float("inf") else text


def _alike(value: Value, wanted: str) -> tuple[Any, Any]:
    if isinstance(value, bool):
        return str(value).lower(), wanted.lower()
    if isinstance(value, int | float):
        try:
            return value, float(wanted)
        except ValueError:
            return str(value), wanted
    return str(value), wanted


def _sortable(value: Value) -> tuple[int, float, str]:
    """Nothing first, then numbers, then words."""
    if value is None:
        return 0, 0.0, ""
    if isinstance(value, int | float):
        return 1, float(value), ""
    return 2, 0.0, value
