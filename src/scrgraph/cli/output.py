"""Printing: JSON as UTF-8 whatever the locale, tables for a terminal, tab-separated lines for a pipe."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass

from pydantic import BaseModel
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_READING_WIDTH = 100


def clean(text: str) -> str:
    """Return a text without the characters that could steer a terminal."""
    return _UNPRINTABLE.sub("", text)


def print_json(value: object) -> None:
    """Print one JSON document: a wire model, a record, a sequence of them, or plain values."""
    document = json.dumps(plain(value), ensure_ascii=False, indent=2, allow_nan=False)
    write_bytes(f"{document}\n".encode())


def print_json_lines(rows: Iterable[dict[str, object]]) -> None:
    """Print one compact JSON document a line."""
    for row in rows:
        write_bytes(f"{json.dumps(row, ensure_ascii=False, allow_nan=False)}\n".encode())


def write_bytes(data: bytes) -> None:
    """Write bytes to stdout, after what was printed before."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def plain(value: object) -> object:
    """Return wire models, records and sequences of them as what JSON can say."""
    if isinstance(value, BaseModel):
        return json.loads(value.model_dump_json())  # which makes null of a measure that is not a number
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value


class Printer:
    """Prints for people: styled and wrapped on a terminal, plain and unwrapped in a pipe."""

    def __init__(self) -> None:
        self._console = Console(markup=False, highlight=False, emoji=False)
        self._wide = not self._console.is_terminal

    def line(self, *parts: str | tuple[str, str], indent: int = 0) -> None:
        """Print one paragraph of parts; a part is a text, or a text with its style."""
        text = Text()
        for part in parts:
            words, style = (part, "") if isinstance(part, str) else part
            text.append(clean(words), style)
        if self._wide:
            self._console.print(Text(" " * indent) + text, soft_wrap=True)
        else:
            width = min(self._console.width, _READING_WIDTH)
            self._console.print(Padding(text, (0, 0, 0, indent), expand=False), width=width)

    def gap(self) -> None:
        """Print an empty line."""
        self._console.print()

    def table(self, headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Print rows under headers; in a pipe as tab-separated lines."""
        cells = [[clean("" if cell is None else str(cell)) for cell in row] for row in rows]
        if self._wide:
            for row in [list(headers), *cells]:
                print("\t".join(" ".join(cell.split()) for cell in row))
            return
        table = Table(*headers, box=None, header_style="bold", pad_edge=False)
        for row in cells:
            table.add_row(*map(Text, row))
        self._console.print(table)
