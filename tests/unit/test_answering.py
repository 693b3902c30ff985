"""Answers on the real report: verbatim, verified, silent where there is nothing."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph import wire
from scrgraph.answering.confidence import Features, confidence
from scrgraph.answering.verification import verify, verify_fact
from scrgraph.errors import QueryError, VerificationError
from scrgraph.source.corpus import read_file
from scrgraph.source.document import Document
from scrgraph.source.text import Span, fold_text

if TYPE_CHECKING:
    from scrgraph.library import Library

pytestmark = pytest.mark.xdist_group("index")


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path: Path = tmp_path_factory.mktemp("text") / "wells.txt"
    path.write_text("Wells *run*\n\ndry.")
    return read_file(path)


def a_statement(text: str, spans: tuple[tuple[int, int], ...]) -> wire.StatementView:
    section = wire.SectionRef(number="1", title="Wells")
    return wire.StatementView(text=text, document="wells", spans=spans, passage="p", section=section)


def test_a_verbatim_statement_passes(document: Document) -> None:
    statement = a_statement("Wells run dry.", ((0, 11), (13, 17)))
    assert verify(statement, document) == statement


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Wells run dry!", ((0, 11), (13, 17))),
        ("Wells run", ((0, 8),)),
        ("Wells run", ()),
        ("x", ((0, 99),)),
        ("x", ((5, 5),)),
        ("x", ((-3, 2),)),
    ],
)
def test_a_statement_that_differs_never_leaves(
    document: Document, text: str, spans: tuple[tuple[int, int], ...]
) -> None:
    with pytest.raises(VerificationError, match="scrgraph build"):
        verify(a_statement(text, spans), document)


def test_a_fact_has_its_place_in_the_text(document: Document) -> None:
    fact = wire.FactView(iri="x", label="x", value=1, unit="count", dimensions={}, document="wells", spans=((0, 99),))
    with pytest.raises(VerificationError):
        verify_fact(fact, document)


@given(st.tuples(*[st.floats(0, 1)] * 9))
def test_confidence_is_a_probability_that_grows_with_evidence(values: tuple[float, ...]) -> None:
    measured = Features(*values)
    assert 0 < confidence(measured) < 1
    most, least = Features(1, 1, 1, 0, 0, 0, 1, 1, 1), Features(0, 0, 0, 1, 1, 1, 0, 0, 0)
    assert confidence(most) >= confidence(measured) >= confidence(least)


QUESTIONS = [
    "what do the reviews say about working with fathers",
    "how many children were looked after on 31 March 2010",
    "who is quoted on professional curiosity",
    "poverty in the families",
    "Who cites Munro 2010?",
    "asdf qwer zxcv",
]


@pytest.mark.index
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_statement_is_the_text_at_its_spans(library: "Library", question: str) -> None:
    answer = library.ask(question)
    assert answer.statements or not answer.answered
    for one in answer.statements:
        text = library.document_text(one.document)
        assert fold_text(text, [Span(*span) for span in one.spans]) == one.text
        passage = library.passage(one.passage)
        assert passage.section == one.section
    assert (answer.reason is None) == answer.answered


@pytest.mark.index
def test_a_number_is_read_off_its_table(library: "Library") -> None:
    answer = library.ask("How many children were looked after on 31 March 2010?")
    assert answer.answered
    assert answer.facts[0].value == 64470
    text = library.document_text(answer.facts[0].document)
    assert any("64,470" in text[start:end] for start, end in answer.facts[0].spans)


@pytest.mark.index
def test_a_share_that_a_sentence_holds_shows_the_numbers_that_it_rests_on(library: "Library") -> None:
    answer = library.ask("What share of the LCSPRs initiated by December 2021 had been completed?")
    assert answer.facts[0].value == pytest.approx(100 * 117 / 372, abs=0.1)
    rows = library.sparql(answer.sparql or "", format="csv").body.decode()
    assert {int(part) for part in re.split(r"[^0-9]+", rows) if part} >= {117, 372}


@pytest.mark.index
def test_a_year_that_the_table_lacks_is_not_answered(library: "Library") -> None:
    answer = library.ask("How many children were looked after on 31 March 2012?")
    assert not answer.answered
    assert "2012" in (answer.reason or "")
    assert not answer.facts


@pytest.mark.index
def test_what_a_work_is_cited_for_comes_from_the_graph(library: "Library") -> None:
    answer = library.ask("Which statements rest on page 12 of Munro 2010?")
    assert answer.kind == "citation"
    assert [c.locator for s in answer.statements for c in s.citations if c.key == "Munro 2010"] == ["12"]
    rows = library.sparql(answer.sparql or "", format="csv").body.decode().strip().splitlines()
    assert len(rows) == 2


@pytest.mark.index
def test_a_work_that_is_listed_and_never_cited_says_so(library: "Library") -> None:
    answer = library.ask("Who cites Cook 2017?")
    assert not answer.answered
    assert "Cook 2017" in (answer.reason or "")


@pytest.mark.index
def test_the_subgraph_joins_what_it_names(library: "Library") -> None:
    graph = library.ask("what do the reviews say about working with fathers").graph
    named = {node.iri for node in graph.nodes}
    assert graph.edges
    assert all(edge.source in named and edge.target in named for edge in graph.edges)


@pytest.mark.index
@pytest.mark.parametrize(
    ("question", "message"),
    [("", "empty"), (" \n ", "empty"), ("x" * 100_000, "2,000"), ("a\x00b", "control")],
)
def test_a_bad_question_says_what_is_wrong(library: "Library", question: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        library.ask(question)
    with pytest.raises(QueryError, match=message):
        library.search(question)


@pytest.mark.index
def test_filters_hold(library: "Library") -> None:
    hits = library.search("children", k=50, section="3.2").hits
    assert hits
    assert all(hit.passage.section.number.startswith("3.2") for hit in hits)
    assert library.search("children", k=5, theme="theme/poverty").hits
    assert library.search("children", k=5, review="review/2014-2017").hits


@pytest.mark.index
def test_a_table_is_of_the_land_that_the_report_is_about(library: "Library") -> None:
    here = library.ask("How many children were looked after in England on 31 March 2015?")
    assert (here.answered, here.facts[0].value) == (True, 69540)
    assert not library.ask("How many children were looked after in Scotland on 31 March 2015?").answered


@pytest.mark.index
def test_years_of_a_change_need_not_be_one_period(library: "Library") -> None:
    assert library.ask("How did the guidance on involving families change from 1999 to 2013?").answered


@pytest.mark.index
@pytest.mark.parametrize(
    ("question", "inputs"),
    [
        ("How many children were looked after on 31 March 2010?", {"64,470"}),
        ("How many more children were looked after on 31 March 2019 than in 1998?", {"53,300", "78,140"}),
        ("In which cohorts did serious harm reach its highest share?", {"34%", "35%", "44%", "33%", "43%"}),
    ],
)
def test_a_number_shows_the_query_for_what_it_rests_on(library: "Library", question: str, inputs: set[str]) -> None:
    answer = library.ask(question)
    rows = json.loads(library.sparql(answer.sparql or "", format="json").body)["results"]["bindings"]
    assert {row["statedAs"]["value"] for row in rows} == inputs
    text = library.document_text(answer.facts[0].document)
    for row in rows:
        assert text[int(row["start"]["value"]) : int(row["end"]["value"])] == row["statedAs"]["value"]


@pytest.mark.index
def test_a_number_that_is_not_sure_shows_no_query(library: "Library") -> None:
    assert library.ask("How many children were looked after on 31 March 2012?").sparql is None
    assert library.ask("poverty in the families").sparql is None
