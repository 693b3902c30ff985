"""`sparql`, `export` and `validate`."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

import typer

from scrgraph.cli.opening import opened
from scrgraph.cli.options import IndexOption, JsonOption, make_settings, read_text, readable
from scrgraph.cli.output import Printer, print_json, write_bytes
from scrgraph.cli.writing import refuse_terminal, write_whole
from scrgraph.errors import InputError
from scrgraph.indexes import layout

Results = Literal["table", "json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld"]
Export = Literal["nquads", "turtle", "jsonld", "graphml", "gexf", "bibtex", "ris", "csl-json", "csvw"]


def sparql(
    query: Annotated[str | None, typer.Argument(metavar="QUERY", help="A SPARQL query.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="F.rq", help="File with the query.")] = None,
    form: Annotated[Results, typer.Option("--format", help="How to print the result.")] = "table",
    index: IndexOption = None,
) -> None:
    """Query the graph."""
    text = _query_text(query, file)
    with opened(index) as library:
        result = library.sparql(text, format=None if form == "table" else form)
    if form == "table" and result.media_type.startswith("application/sparql-results+json"):
        _print_bindings(json.loads(result.body))
    else:
        write_bytes(result.body)


def export(
    form: Annotated[Export, typer.Option("--format", help="What to write.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="File to write.")] = None,
    index: IndexOption = None,
) -> None:
    """Write the graph, the bibliography or the statistics."""
    from scrgraph.graph.export import export as run_export  # loads the graph engines
    from scrgraph.graph.store import open_store
    from scrgraph.indexes.opening import open_index

    if output is None:
        refuse_terminal(binary=form == "csvw")
    folder, _ = open_index(make_settings(index=index))
    with opened(index) as library:
        references, statistics = library.references(), library.statistics()
        store = open_store(folder / layout.STORE)

        def write(file: BinaryIO) -> None:
            run_export(form, store=store, references=references, statistics=statistics, out=file)

        if output is None:
            write(sys.stdout.buffer)
        else:
            write_whole(output, write)


def validate(as_json: JsonOption = False, index: IndexOption = None) -> None:
    """Check the graph against its SHACL shapes (exit code 1: it fails)."""
    from scrgraph.graph.validation import validate as run_validation  # loads the graph engines
    from scrgraph.indexes.opening import open_index

    settings = make_settings(index=index)
    folder, _ = open_index(settings)
    report = run_validation(folder / layout.GRAPH, settings.ontology)
    if as_json:
        print_json(report)
    else:
        Printer().line(report.text.strip())
    if not report.conforms:
        raise typer.Exit(1)


def _query_text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise InputError("give either a query or --file F.rq")
    if file is not None:
        return read_text(file, "query file", limit=make_settings().max_query_bytes)
    return readable(query or "", "query")


def _print_bindings(document: dict[str, Any]) -> None:
    """Print a SPARQL 1.1 Query Results JSON document (W3C, 2013) as a table, a boolean as one word."""
    printer = Printer()
    if "boolean" in document:
        printer.line("true" if document["boolean"] else "false")
        return
    names: list[str] = document["head"]["vars"]
    rows = [[row.get(name, {}).get("value") for name in names] for row in document["results"]["bindings"]]
    printer.table(names, rows)
