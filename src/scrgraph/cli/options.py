"""Options that several commands share, and the settings they make."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import ValidationError

from scrgraph.errors import InputError
from scrgraph.settings import Settings

Mode = Literal["hybrid", "dense", "lexical", "graph"]

IndexOption = Annotated[
    Path | None,
    typer.Option("--index", metavar="DIR", help="Folder of the built index.  [SCRGRAPH_INDEX, else index]"),
]
CorpusOption = Annotated[
    Path | None,
    typer.Option("--corpus", metavar="DIR", help="Folder of source documents.  [SCRGRAPH_CORPUS, else corpus]"),
]
ModelOption = Annotated[
    str | None,
    typer.Option("--model", metavar="PATH_OR_NAME", help="sentence-transformers model.  [packaged all-MiniLM-L6-v2]"),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
ModeOption = Annotated[Mode, typer.Option("--mode", help="Which indexes to ask.")]
CountOption = Annotated[int, typer.Option("-k", metavar="N", help="How many to return, 1 to 100.")]


def make_settings(**given: object) -> Settings:
    """Return the settings of the environment, overridden by the options that were given (not None).

    Raises:
        InputError: a value that cannot be used; the line names the setting.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**chosen)  # type: ignore[arg-type]  # validated by pydantic
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise InputError(f"SCRGRAPH_{name.upper()} cannot be used: {first['msg']}; see README") from error


def readable(text: str, what: str) -> str:
    """Return an argument as it is, if it was valid UTF-8 on the command line.

    Raises:
        InputError: it holds bytes that are not.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InputError(f"the {what} is not valid UTF-8; type or paste it as UTF-8 text") from error
    return text


def read_text(path: Path, what: str, *, limit: int) -> str:
    """Return the text of a UTF-8 file of at most `limit` bytes.

    Raises:
        InputError: it cannot be read, is too long or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"the {what} {path} cannot be read: {error.strerror}") from error
    if len(data) > limit:
        raise InputError(f"the {what} {path} is longer than {limit} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"the {what} {path} is not UTF-8 text (byte {error.start})") from error
