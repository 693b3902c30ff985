"""The bibliography of the real report, read by readers of others: bibtexparser, rispy, citeproc-py."""

import json
import warnings
from io import BytesIO
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from scrgraph import wire
from scrgraph.cataloguing.report import Report
from scrgraph.cataloguing.works import reference_views
from scrgraph.graph.export_bibliography import write_bibtex, write_csl_json, write_ris
from scrgraph.iri import Iris
from scrgraph.reading.findings import Reading
from scrgraph.reading.references import parse_references
from scrgraph.source.corpus import read_file


@pytest.fixture(scope="module")
def references(root: Path) -> list[wire.ReferenceView]:
    document = read_file(root / "corpus/scr-1998-2019/report.txt", max_bytes=10_000_000)
    reading = Reading(document.id, references=parse_references(document))
    return list(reference_views(Report(Iris(), document, (), reading)))


def test_bibtex_is_read_whole(references: list[wire.ReferenceView]) -> None:
    out = BytesIO()
    write_bibtex(references, out)
    library = parse_string(out.getvalue().decode())
    assert library.failed_blocks == []
    assert len(library.entries) == len(references) == 95
    read = {entry.key: entry for entry in library.entries}
    assert len(read) == 95
    laming = read["laming-2003"].fields_dict
    assert (laming["author"].value, laming["year"].value) == ("Laming, Lord H.", "2003")
    for reference, entry in zip(references, library.entries, strict=True):
        assert len(entry.fields_dict["author"].value.split(" and ")) >= len(reference.authors)


def test_ris_is_read_whole(references: list[wire.ReferenceView]) -> None:
    out = BytesIO()
    write_ris(references, out)
    records = rispy.loads(out.getvalue().decode())
    assert [record["id"] for record in records] == [reference.key for reference in references]
    assert [record["title"] for record in records] == [reference.title for reference in references]
    assert [len(record["authors"]) for record in records] == [len(reference.authors) for reference in references]
    assert [record.get("year") for record in records] == [(one.year or "")[:4] for one in references]
    bernard = next(record for record in records if record["id"] == "Bernard and Harris 2018")
    assert (bernard["type_of_reference"], bernard["volume"], bernard["number"]) == ("JOUR", "24", "2")
    assert (bernard["start_page"], bernard["end_page"]) == ("256", "263")


def test_csl_json_makes_a_bibliography(references: list[wire.ReferenceView]) -> None:
    out = BytesIO()
    write_csl_json(references, out)
    items = json.loads(out.getvalue())
    with warnings.catch_warnings():
        # citeproc-py warns of every field that it does not know; a field of ours that it rejects is an error here.
        warnings.simplefilter("error")
        source = CiteProcJSON(items)
    style = CitationStylesStyle("harvard-cite-them-right")
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    printed = [str(entry) for entry in bibliography.bibliography()]
    assert len(printed) == 95
    (hill,) = [entry for entry in printed if entry.startswith("Hill")]
    assert "1990" in hill
    assert "The manifest and latent lessons of child abuse inquiries" in hill


# What the CSL data standard (version 1.0.2) documents of the fields and types that are written.
CSL_TYPES = {"article-journal", "book", "chapter", "report", "speech", "webpage", "legislation", "document"}
CSL_TEXT = {
    "DOI",
    "URL",
    "container-title",
    "edition",
    "id",
    "issue",
    "note",
    "number",
    "page",
    "publisher",
    "publisher-place",
    "title",
    "volume",
}


def test_csl_json_keeps_to_the_standard(references: list[wire.ReferenceView]) -> None:
    out = BytesIO()
    write_csl_json(references, out)
    items = json.loads(out.getvalue())
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item.pop("type") in CSL_TYPES
        for name in item.pop("author"):
            assert set(name) in ({"literal"}, {"family", "given"}, {"family"})
            assert all(isinstance(part, str) and part for part in name.values())
        issued = item.pop("issued", {})
        assert set(issued) <= {"date-parts", "literal"}
        for date in issued.get("date-parts", []):
            assert 1 <= len(date) <= 3
            assert all(isinstance(part, int) for part in date)
        assert set(item) <= CSL_TEXT
        assert all(isinstance(value, str) and value for value in item.values())
