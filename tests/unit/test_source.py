"""The document tree of plain texts: made-up reports first, then the real one."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import BlockKind, Document, Metadata
from scrgraph.source.plain_text import read_plain_text

SMALL = """Bridges of the North

A. Builder and C. Mason

Summary

This report looks at twelve bridges that failed between 1990 and 2005 and asks what was learned from each of them since.

Contents

Part 1: Introduction\t3
1.1 The bridges\t4
References\t9
Appendix A: All bridges\t10

Part 1: Introduction

Bridges fail for many reasons, and the reports on them agree on few. A sentence is cut by a page of the

printed report, and goes on here (Mason 1999: 4).

The bridges

Long spans were the most common (Builder and

Mason 2001: 12). The inquiry put it like this:

Wind was known to be a danger; nobody had been asked to measure it (Builder 1998: 7).

There were two kinds:

- stone bridges
- iron bridges

Table 1: Bridges by kind

\t1990 n=10\t2000 n=12
Stone\t4 (40%)\t6 ¹ (50%)
Iron\t6\t6 ¹

Sources: county surveys.

The chair of the inquiry into the wind was the then-minister

¹ Two were rebuilt.

Anna Smith, who had built one herself in the hills of the north country.

References

Builder, A. (1998) *Wind*, London: Press. Online:

<https://example.org/wind>

Mason, C. (1999) *Stone*, London: Press.

Appendix A: All bridges

\tName\tYear
1\tHigh Bridge\t1990

\tName\tYear
2\tLow Bridge\t1991

© County Council 2006

ISBN: 1-23
"""


@pytest.fixture(scope="module")
def small() -> Document:
    return read_plain_text("bridges", SMALL, Metadata(title="Bridges"))


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.read(block.spans) for block in document.blocks_of(kind)]


def assert_nothing_lost(document: Document) -> None:
    owners = Counter(i for block in document.blocks for span in block.spans for i in range(span.start, span.end))
    lost = [i for i, character in enumerate(document.text) if not character.isspace() and owners[i] != 1]
    assert not lost, document.text[lost[0] : lost[0] + 60]


def test_sections_follow_the_contents(small: Document) -> None:
    found = [(s.number, s.title, s.level, s.page) for s in small.sections]
    assert found == [
        ("front", "Front matter", 1, None),
        ("1", "Introduction", 1, 3),
        ("1.1", "The bridges", 2, 4),
        ("references", "References", 1, 9),
        ("appendix-a", "All bridges", 1, 10),
    ]
    assert [s.printed for s in small.sections][2] == "The bridges"
    assert [s.number for s in small.path(2)] == ["1", "1.1"]


def test_rejoins_paragraphs_cut_by_pages(small: Document) -> None:
    paragraphs = texts(small, BlockKind.PARAGRAPH)
    assert any("page of the printed report" in text for text in paragraphs)
    assert any("(Builder and Mason 2001: 12)" in text for text in paragraphs)
    assert any("then-minister Anna Smith" in text for text in paragraphs)


def test_finds_quotation_list_and_their_lead_ins(small: Document) -> None:
    quotation = small.blocks_of(BlockKind.QUOTATION)
    assert texts(small, BlockKind.QUOTATION) == [
        "Wind was known to be a danger; nobody had been asked to measure it (Builder 1998: 7)."
    ]
    assert quotation[0].lead_in is not None
    assert small.read(small.blocks[quotation[0].lead_in].spans).endswith("like this:")
    items = small.blocks_of(BlockKind.LIST_ITEM)
    assert texts(small, BlockKind.LIST_ITEM) == ["- stone bridges", "- iron bridges"]
    assert {small.read(small.blocks[item.lead_in or 0].spans) for item in items} == {"There were two kinds:"}


def test_reads_tables_with_notes_and_footnotes(small: Document) -> None:
    table = small.tables[0]
    assert table.label == "1"
    assert [cell.text for cell in table.header] == ["", "1990 n=10", "2000 n=12"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Stone", "4 (40%)", "6 ¹ (50%)"],
        ["Iron", "6", "6 ¹"],
    ]
    assert [small.read(small.blocks[i].spans) for i in table.notes] == ["Sources: county surveys."]
    assert [small.read(small.blocks[i].spans) for i in table.footnotes] == ["¹ Two were rebuilt."]
    assert all(small.text[slice(*c.span)] == c.text for row in table.rows for c in row)


def test_rejoins_a_table_and_drops_its_repeated_header(small: Document) -> None:
    table = small.tables[1]
    assert table.label == "appendix-a"
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["1", "High Bridge", "1990"],
        ["2", "Low Bridge", "1991"],
    ]


def test_joins_a_reference_with_its_link(small: Document) -> None:
    assert texts(small, BlockKind.REFERENCE)[0].endswith("Online: <https://example.org/wind>")
    assert len(texts(small, BlockKind.REFERENCE)) == 2


def test_keeps_front_and_imprint_apart(small: Document) -> None:
    assert texts(small, BlockKind.TITLE) == ["Bridges of the North", "A. Builder and C. Mason"]
    assert texts(small, BlockKind.IMPRINT) == ["© County Council 2006", "ISBN: 1-23"]
    assert_nothing_lost(small)


def test_reads_a_text_without_contents() -> None:
    text = "My title\n\nAbstract\n\n" + "word " * 30 + ".\n\n1 Introduction\n\nSome prose here.\n\n2 Methods\n\nMore.\n"
    document = read_plain_text("plain", text, Metadata(title="x"))
    assert [s.number for s in document.sections] == ["front", "abstract", "1", "2"]
    assert document.warnings == ("no reference list was found (a heading such as 'References' with entries under it)",)


def test_warns_of_a_contents_entry_without_heading() -> None:
    text = "Contents\n\n1 First part\t2\n2 Second part\t3\n\n1 First part\n\nProse.\n"
    document = read_plain_text("x", text, Metadata(title="x"))
    assert "the contents list '2 Second part', but the body has no such heading" in document.warnings
    assert [entry.section for entry in document.contents] == [1, None]


LINES = st.sampled_from(
    ["Part 1: One", "1.1 Two", "References", "Contents", "1.1 Two\t4", "a\tb", "- item", "Table 1: T", "¹ note", "© X",
     "Some prose that goes on", "it ends.", "(Smith 2001: 4).", "Smith, J. (2001) *T*.", "", "", "**", "#"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=25))
def test_nothing_is_lost_whatever_the_text(lines: list[str]) -> None:
    document = read_plain_text("any", "\n".join(lines), Metadata(title="x"))
    assert_nothing_lost(document)
    assert all(a.start < b.start for a, b in zip(document.blocks, document.blocks[1:], strict=False))


@pytest.fixture(scope="module")
def report() -> Document:
    folder = Path(__file__).parents[2] / "corpus"
    return read_source(next(s for s in find_sources(folder) if s.id == "scr-1998-2019"))


def test_the_real_report_loses_nothing(report: Document) -> None:
    assert_nothing_lost(report)
    assert report.warnings == ()


def test_the_real_report_has_its_parts(report: Document) -> None:
    kinds = Counter(block.kind for block in report.blocks)
    assert kinds[BlockKind.QUOTATION] == 19
    assert kinds[BlockKind.REFERENCE] == 95
    assert [table.label for table in report.tables] == ["1", "2", "3", "appendix-a"]
    assert len(report.tables[3].rows) == 9
    assert len(report.contents) == 42
    assert all(entry.section is not None for entry in report.contents)
    assert len(report.sections) == 43


def test_the_heading_that_lost_its_number_is_found(report: Document) -> None:
    lost = [s for s in report.sections if s.printed and s.number[0].isdigit() and s.number not in s.printed]
    assert [(s.number, s.printed, s.page) for s in lost] == [("1.1", "The history of SCRs", 6)]


def test_a_quotation_cut_by_a_page_is_whole(report: Document) -> None:
    cut = [block for block in report.blocks_of(BlockKind.QUOTATION) if len(block.spans) > 1]
    assert [report.read(block.spans)[-34:] for block in cut] == ["events (Rose and Barnes 2008: 35)."]


def test_the_footnote_belongs_to_its_cell(report: Document) -> None:
    marked = [cell for row in report.tables[2].rows for cell in row if cell.footnote is not None]
    assert [cell.text for cell in marked] == ["388,200 ¹"]
    assert report.read(report.blocks[marked[0].footnote or 0].spans).startswith("¹ From children in need")
