"""`overrides`: the reviewed corrections beside a source, listed and added to."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from scrgraph.cli.options import CorpusOption, JsonOption, make_settings, readable
from scrgraph.cli.output import Printer, print_json
from scrgraph.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from scrgraph.source.corpus import SourceFile

app = typer.Typer(help="List or add reviewed corrections (overrides.toml beside a source).", no_args_is_help=True)
Kind = Literal["link", "theme", "number"]
Action = Literal["accept", "reject", "replace"]
_COLUMNS = ("document", "line", "kind", "action", "about", "at", "was", "to", "by", "on", "why")


@app.command("list")
def list_overrides(as_json: JsonOption = False, corpus: CorpusOption = None) -> None:
    """List the corrections of every document; `scrgraph audit` says which of them no longer apply."""
    from scrgraph.reading.overrides_file import source_overrides  # see main: heavy
    from scrgraph.source.corpus import find_sources

    folder = make_settings(corpus=corpus).corpus
    rows = [
        {"document": source.id} | {name: getattr(override, name) for name in _COLUMNS[1:]}
        for source in find_sources(folder)
        for override in source_overrides(source, folder)
    ]
    if as_json:
        print_json(rows)
    else:
        Printer().table(_COLUMNS, ([row[name] for name in _COLUMNS] for row in rows))


@app.command()
def add(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of the document.")],
    kind: Annotated[Kind, typer.Option("--kind", help="What was read wrongly, or rightly.")],
    action: Annotated[Action, typer.Option("--action", help="What to do with it.")],
    about: Annotated[
        str,
        typer.Option("--about", metavar="TEXT", help="Words of the citation, theme, or id of the observation."),
    ],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why.")],
    at: Annotated[
        str | None, typer.Option("--at", metavar="PLACE", help="Start of the citation, or id of the theme's passage.")
    ] = None,
    was: Annotated[str | None, typer.Option("--was", metavar="VALUE", help="Apply only while it is read so.")] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="VALUE", help="Key of the reference, theme, or number to set.")
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="When (2026-01-31).  [today]")] = None,
    corpus: CorpusOption = None,
) -> None:
    """Add a correction to the file beside a document; the next build applies it."""
    from scrgraph.reading.overrides_file import add_override, overrides_path  # see main: heavy

    if kind == "theme" and at is None:
        raise InputError(
            "a theme is corrected in one passage: give its id as --at (`scrgraph search --json` shows ids)"
        )
    if action == "replace" and to is None:
        raise InputError("a replacement needs what to set: give --to")
    if action == "reject" and to is not None:
        raise InputError("a rejection sets nothing: leave --to out, or give --action replace")
    folder = make_settings(corpus=corpus).corpus
    path = overrides_path(_source(folder, readable(document, "document")), folder)
    if path is None:
        raise InputError(f"'{document}' is a bare file; give it a folder of its own: corpus/{document}/")
    added = add_override(
        path,
        [
            ("kind", kind),
            ("action", action),
            ("about", readable(about, "text")),
            ("at", _number(at, "--at", whole=True) if kind == "link" else at),
            ("was", _number(was, "--was") if kind == "number" else was),
            ("to", _number(to, "--to") if kind == "number" else to),
            ("by", readable(by, "name")),
            ("on", _day(on)),
            ("why", readable(why, "reason")),
        ],
    )
    Printer().line(f"Added at line {added.line} of {path}; run `scrgraph build` to apply it.")


def _source(corpus: Path, document: str) -> "SourceFile":
    from scrgraph.source.corpus import find_sources  # see main: heavy

    sources = find_sources(corpus)
    for source in sources:
        if source.id == document:
            return source
    raise NotFoundError(f"no document '{document}'; there are: {', '.join(source.id for source in sources[:10])}")


def _number(text: str | None, option: str, *, whole: bool = False) -> int | float | None:
    if text is None:
        return None
    try:
        return int(text) if whole else float(text)
    except ValueError as error:
        raise InputError(f"{option} is '{text[:40]}'; give a number") from error


def _day(text: str | None) -> date:
    try:
        return date.today() if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--on is '{(text or '')[:40]}'; give a date such as 2026-01-31") from error
