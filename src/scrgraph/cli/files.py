"""`citations` and `references`: citation linking on any text file, no index needed."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scrgraph.cli.options import make_settings
from scrgraph.cli.output import Printer, print_json_lines

if TYPE_CHECKING:
    from scrgraph.source.document import Document

Row = dict[str, object]
FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Reports: text, PDF, HTML or DOCX.")]
JsonLinesOption = Annotated[bool, typer.Option("--jsonl", help="Print one JSON document a line.")]


def citations(paths: FilesArgument, json_lines: JsonLinesOption = False) -> None:
    """Link the in-text citations of any files to their references."""
    rows = (row for document in _documents(paths) for row in _citation_rows(document, make_settings().ontology))
    if json_lines:
        print_json_lines(rows)
        return
    columns = ("doc", "start", "end", "text", "style", "locator", "status", "targets", "rule")
    Printer().table(columns, ([_cell(row[name]) for name in columns] for row in rows))


def references(paths: FilesArgument, json_lines: JsonLinesOption = False) -> None:
    """Parse the reference lists of the files."""
    rows = (row for document in _documents(paths) for row in _reference_rows(document))
    if json_lines:
        print_json_lines(rows)
        return
    columns = ("doc", "index", "key", "title", "type")
    Printer().table(columns, ([_cell(row[name]) for name in columns] for row in rows))


def _documents(paths: list[Path]) -> "Iterator[Document]":
    from scrgraph.source.corpus import read_file  # see main: heavy

    limit = make_settings().max_source_bytes
    return (read_file(path, max_bytes=limit) for path in paths)


def _citation_rows(document: "Document", ontology: Path) -> Iterator[Row]:
    from scrgraph.reading.audit_list import audit_list  # see main: heavy
    from scrgraph.reading.bibliography import to_json_line
    from scrgraph.reading.citations import find_citations
    from scrgraph.reading.linking import link_citations
    from scrgraph.reading.references import parse_references
    from scrgraph.reading.reviews import find_reviews, words_for
    from scrgraph.reading.series import load_series

    kinds = load_series(ontology)
    entries = parse_references(document)
    reviews = find_reviews(document, entries, kinds)
    found = find_citations(document, entries, reviews, words_for(document, reviews, kinds))
    linked = link_citations(found, entries, reviews)
    for one in linked:
        yield to_json_line(document, one)
    for finding in audit_list(document, entries, linked):
        typer.echo(f"{document.id}: {finding.message}", err=True)


def _reference_rows(document: "Document") -> Iterator[Row]:
    from scrgraph.reading.bibliography import reference_line  # see main: heavy
    from scrgraph.reading.references import parse_references

    for reference in parse_references(document):
        yield reference_line(document, reference)


def _cell(value: object) -> object:
    return ",".join(map(str, value)) if isinstance(value, list) else value
