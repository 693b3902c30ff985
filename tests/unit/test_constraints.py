"""What a question pins down, and whether passages meet it."""

from pathlib import Path

import pytest

from scrgraph.answering.constraints import constraints, spelled_out, unmet
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.iri import Iris
from scrgraph.reading.authority import load_authority
from scrgraph.reading.linker import Link, Linker
from scrgraph.retrieval.things import thing_records
from scrgraph.settings import Settings

TEXTS = ["In 2015 there were 40 wells in Norland, and 50 in 2019.", "The 2014-17 study of wells."] + ["wells"] * 60


@pytest.fixture(scope="module")
def lexical(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    folder: Path = tmp_path_factory.mktemp("lexical")
    return LexicalIndex.build([(text, "") for text in TEXTS], folder / "index")


def missing(question: str, lexical: LexicalIndex, texts: list[str], links: tuple[Link, ...] = ()) -> list[str]:
    pinned = constraints(question, links, lexical)
    tied = {(0, "review/2014-2017")}
    return [one.text for one in unmet(pinned, [0], texts, lambda row, thing: (row, thing) in tied, lexical)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how many wells in 2015", []),
        ("how many wells in 2017", ["2017"]),
        ("In 2017, how many wells?", ["2017"]),
        ("what do the wells tell us", []),
        ("how many wells in Norland", []),
        ("how many wells did Daniel Pelka dig", ["Daniel", "Pelka"]),
        ("Wells then", []),
        ("the 1990s", []),
        ("how many wells", []),
        ("wells around 2017", []),
        ("wells in early 2017", []),
        ("what did Peter Norland dig", []),
        ("Norland Pelka", ["Pelka"]),
        ("wells on 31 March 2015", []),
    ],
)
def test_years_and_names_must_be_met(question: str, expected: list[str], lexical: LexicalIndex) -> None:
    assert missing(question, lexical, TEXTS[:1]) == expected


@pytest.mark.parametrize(
    ("question", "decisive"),
    [
        ("wells in scotland", ["scotland"]),
        ("wells in the US", ["US"]),
        ("what do the wells tell us", []),
        ("the Welsh Government on wells", []),
        ("welsh wells", ["welsh"]),
        ("wells in New Zealand and France", ["New Zealand", "France"]),
    ],
)
def test_a_land_is_decisive_and_met_by_its_words(question: str, decisive: list[str], lexical: LexicalIndex) -> None:
    authority = load_authority(Settings().ontology)
    links = Linker(thing_records(Iris(), (), authority), any_case=True).link(question)
    pinned = constraints(question, links, lexical)
    assert [one.text for one in pinned if one.place] == decisive
    assert all(one.decisive for one in pinned if one.place)
    assert [
        one.text for one in unmet(pinned, [0], ["Scottish US Zealand"], lambda *_: False, lexical) if one.place
    ] == [one for one in decisive if one != "US"]


def test_a_period_is_no_year_and_is_met_in_any_spelling(lexical: LexicalIndex) -> None:
    assert missing("wells in 2017", lexical, TEXTS[1:2]) == ["2017"]
    assert missing("wells in 2014-2017", lexical, TEXTS[1:2]) == []


def test_a_named_review_is_met_by_a_tie(lexical: LexicalIndex) -> None:
    question = "the 2014-17 review"
    link = Link(4, 11, "review/2014-2017", "x")
    assert missing(question, lexical, TEXTS[:1], (link,)) == []
    assert missing(question, lexical, TEXTS[:1], (link._replace(local="review/2001-2003"),)) == ["2014-17"]


def test_a_name_that_no_document_holds_is_decisive(lexical: LexicalIndex) -> None:
    pinned = constraints("what did Parker find in Norland", (), lexical)
    assert [(one.text, one.decisive) for one in pinned] == [("Parker", True), ("Norland", False)]


@pytest.mark.parametrize(
    ("acronym", "text", "same"),
    [
        ("CIN", "the plans of children in need", True),
        ("CIN", "Child-In-Need plans", True),
        ("CIN", "children need it", False),
        ("cin", "children in need", False),
        ("AB", "a bee", False),
        ("X.Y", "xs yield", False),
    ],
)
def test_an_acronym_is_met_by_its_words(acronym: str, text: str, same: bool) -> None:
    assert spelled_out(acronym, text) is same


def test_an_acronym_that_no_document_holds_may_be_spelled_out(lexical: LexicalIndex) -> None:
    assert missing("wells on a WIN plan", lexical, ["wells in Norland"]) == []
    assert missing("wells on a WAX plan", lexical, ["wells in Norland"]) == ["WAX"]
