from pathlib import Path

import pytest

from scrgraph.passages import MAX_WORDS, Passage, make_passages, units
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import Document, Metadata
from scrgraph.source.plain_text import read_plain_text

LONG = " ".join(f"Sentence number {n} says one more thing about wells." for n in range(1, 31))
TEXT = f"""Title of it

1 Wells

{LONG}

Short one.

The inquiry said:

Nobody counts wells until they run dry, and then it is too late to count them (Digger 2001: 7).

2 Numbers

Table 1: Wells

\t1990\t2000
Deep\t4\t6
"""


@pytest.fixture(scope="module")
def document() -> Document:
    return read_plain_text("wells", TEXT, Metadata(title="Wells"))


@pytest.fixture(scope="module")
def passages(document: Document) -> tuple[Passage, ...]:
    return make_passages(document)


def test_text_is_the_text_at_its_spans(document: Document, passages: tuple[Passage, ...]) -> None:
    assert passages
    assert all(document.read(passage.spans) == passage.text for passage in passages)


def test_a_long_paragraph_is_shared_out_evenly(passages: tuple[Passage, ...]) -> None:
    parts = [p for p in passages if "Sentence number" in p.text]
    sizes = [len(p.text.split()) for p in parts]
    assert len(parts) == -(-sum(sizes) // MAX_WORDS)
    assert max(sizes) - min(sizes) <= 20
    assert all(p.text.endswith("wells.") for p in parts[:-1])
    assert parts[-1].text.endswith("wells. Short one.")


def test_a_quotation_stays_with_its_lead_in(passages: tuple[Passage, ...]) -> None:
    quotation = next(p for p in passages if p.kind == "quotation")
    assert quotation.text.startswith("The inquiry said: Nobody counts wells")


def test_a_lead_in_and_its_quotation_are_two_units(document: Document, passages: tuple[Passage, ...]) -> None:
    quotation = next(p for p in passages if p.kind == "quotation")
    assert [quotation.text[start:end] for start, end in units(document, quotation)] == [
        "The inquiry said:",
        "Nobody counts wells until they run dry, and then it is too late to count them (Digger 2001: 7).",
    ]


def test_the_rows_of_a_table_are_its_units(document: Document, passages: tuple[Passage, ...]) -> None:
    table = next(p for p in passages if p.kind == "table")
    assert [table.text[start:end] for start, end in units(document, table)] == [
        "Table 1: Wells",
        "1990 2000",
        "Deep 4 6",
    ]


def test_a_table_is_one_passage_with_its_caption(passages: tuple[Passage, ...]) -> None:
    tables = [p.text for p in passages if p.kind == "table"]
    assert tables == ["Table 1: Wells 1990 2000 Deep 4 6"]


def test_ids_come_from_content(document: Document, passages: tuple[Passage, ...]) -> None:
    longer = read_plain_text("wells", TEXT.replace("Short one.", "Short one.\n\nA new one here."), Metadata(title="W"))
    again = {p.id for p in make_passages(longer)}
    assert len({p.id for p in passages}) == len(passages)
    assert {p.id for p in passages if "Short" not in p.text} <= again


def test_passages_of_the_real_report(root: Path) -> None:
    document = read_source(next(s for s in find_sources(root / "corpus") if s.id == "scr-1998-2019"))
    found = make_passages(document)
    assert all(document.read(p.spans) == p.text for p in found)
    assert len({p.id for p in found}) == len(found)
    prose = [len(p.text.split()) for p in found if p.kind != "reference"]
    assert max(prose) <= 180
    assert sorted(prose)[len(prose) // 10] >= 40
    for passage in found:
        sections = {document.blocks[block].section for block in passage.blocks}
        assert sections == {passage.section} or passage.kind == "table"
