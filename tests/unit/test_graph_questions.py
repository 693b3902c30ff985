"""Questions that the graph alone answers: the form is found in everyday words, and the query shown yields the same."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scrgraph import wire
from scrgraph.answering.asked import Asked, Asking, counting
from scrgraph.answering.by_edition import QUERY
from scrgraph.answering.forms import FORMS
from scrgraph.answering.found import facts, found
from scrgraph.iri import Iris
from scrgraph.reading.linker import Link
from scrgraph.sparql.named import read_queries

if TYPE_CHECKING:
    from scrgraph.library import Library

QUERIES = Path(__file__).parents[2] / "ontology/queries/answers"
STOPS = {"the", "a", "of", "is", "in", "to", "on", "by", "and", "what", "s", "with"}

pytestmark = pytest.mark.xdist_group("index")


def words(text: str) -> list[str]:
    return [word for word in text.lower().replace("?", " ").replace("'s", " ").split() if word not in STOPS]


@pytest.fixture(scope="module")
def asking() -> Asking:
    return Asking(read_queries(QUERIES), Iris(), words, lambda: {"miller": "Miller", "pump board": "Pump Board"})


def asked(asking: Asking, question: str, links: dict[str, str] | None = None) -> Asked | None:
    found_links = [
        Link(question.index(name), question.index(name) + len(name), local, name)
        for name, local in (links or {}).items()
    ]
    return asking.find(question, found_links)


def test_every_form_has_its_query_and_every_query_its_form() -> None:
    names = {query.name for query in read_queries(QUERIES)}
    assert {form.query for form in FORMS} | {QUERY} == names


def test_slots_and_fixed_values_are_parameters_of_the_query() -> None:
    queries = {query.name: {p.name for p in query.parameters} for query in read_queries(QUERIES)}
    for form in FORMS:
        assert {form.slot, *(name for name, _ in form.fixed)} - {""} <= queries[form.query]


@pytest.mark.parametrize(
    ("question", "links", "query"),
    [
        ("who cites Miller 2001", {"Miller 2001": "work/miller-2001"}, "citing-places"),
        ("what is Miller 2001 cited for", {"Miller 2001": "work/miller-2001"}, "citing-places"),
        ("who wrote the 2001-03 review", {"2001-03 review": "review/2001-2003"}, "review-authors"),
        ("which studies are cited on wells", {"wells": "theme/wells"}, "sources-on-a-theme"),
        ("which reviews did Miller write", {}, "reviews-by-a-person"),
        ("list the works of Miller", {}, "works-of-an-author"),
        ("how many periodic reviews are there", {}, "reviews"),
        ("how many tables are there", {}, "tables"),
    ],
)
def test_a_form_is_found(asking: Asking, question: str, links: dict[str, str], query: str) -> None:
    one = asked(asking, question, links)
    assert one is not None
    assert one.form.query == query


@pytest.mark.parametrize(
    "question",
    [
        "how many reviews did the inspectors rate inadequate",
        "how many periodic reviews were there in Norland",
        "how many tables were set",
        "who wrote",
        "which policies failed",
        "",
    ],
)
def test_a_word_left_over_means_another_question(asking: Asking, question: str) -> None:
    assert asked(asking, question) is None


def test_a_page_and_a_title_fill_parameters(asking: Asking) -> None:
    page = asked(asking, "statements resting on page 12 of Miller 2001, cited", {"Miller 2001": "work/miller-2001"})
    assert page is not None
    assert "{ 12 }" in page.sparql
    assert "<https://w3id.org/scrgraph/id/work/miller-2001>" in page.sparql
    about = asked(asking, "list Miller reports on deep wells with year")
    assert about is not None
    assert '"deep wells"' in about.sparql


def test_a_count_is_asked_of_the_same_query(asking: Asking) -> None:
    one = asked(asking, "how many tables are there")
    assert one is not None
    assert "COUNT(DISTINCT ?thing)" in one.sparql
    assert one.sparql == counting(one.rows)


def test_rows_of_one_thing_are_one_with_all_their_places(asking: Asking) -> None:
    one = asked(asking, "how many tables are there")
    assert one is not None
    base = "https://w3id.org/scrgraph/id"
    row = {"thing": f"{base}/table/d/1", "label": "Wells", "document": f"{base}/document/d"}
    rows = [row | {"start": "3", "end": "5"}, row | {"start": "8", "end": "9"}, {**row, "thing": f"{base}/table/d/2"}]
    things = found(rows, Iris(), lambda name: {"d": "... Wells"}[name])
    assert [thing.spans for thing in things] == [((3, 5), (8, 9)), ((4, 9),)]
    count, *listed = facts(one, things)
    assert (count.value, count.spans, len(listed)) == (2.0, ((3, 5), (8, 9), (4, 9)), 2)


def test_what_stands_nowhere_in_the_text_is_left_out() -> None:
    row = {"thing": "x", "label": "Pumps", "document": "https://w3id.org/scrgraph/id/document/d"}
    assert found([row], Iris(), lambda name: "Wells") == []


LISTED: list[tuple[str, str]] = [
    ("Who cites Munro 2010?", "citation"),
    ("what is Wood 2016 cited for", "citation"),
    ("how many times is Sidebotham et al 2016 cited?", "citation"),
    ("which sources support what the report says about neglect", "citation"),
    ("what research is cited on poverty", "citation"),
    ("first and last mention of suicide in the reviews", "citation"),
    ("Who wrote the 2014-17 review?", "graph"),
    ("authors of the third review", "graph"),
    ("Who wrote Ridge 2009?", "graph"),
    ("who are the authors of this report", "graph"),
    ("How many periodic reviews are there?", "graph"),
    ("list the periodic reviews and the years they cover", "graph"),
    ("How many entries are in the reference list?", "graph"),
    ("how many sections does the report have", "graph"),
    ("how many parts are there", "graph"),
    ("How many tables?", "graph"),
    ("Which works are cited most often?", "graph"),
    ("which references are never cited", "graph"),
    ("what is cited together with Reder and Duncan 1999", "graph"),
    ("List Munro's reports in order with their years", "graph"),
    ("which periodic reviews did Sidebotham write", "graph"),
    ("which review has the largest team of authors", "graph"),
    ("How many people wrote the periodic reviews?", "graph"),
    ("which reviews are quoted in block quotations, and how often", "graph"),
    ("What is the 2014-17 review called and when was it published?", "graph"),
    ("which sections discuss domestic abuse", "graph"),
    ("where does the report talk about fathers?", "graph"),
    ("Which policies does the report mention?", "graph"),
    ("What acts of Parliament are mentioned?", "graph"),
    ("which organisations are named", "graph"),
    ("does the report contradict itself?", "graph"),
]


@pytest.mark.index
@pytest.mark.parametrize(("question", "kind"), LISTED)
def test_everyday_phrasings_are_answered_by_the_query_shown(library: "Library", question: str, kind: str) -> None:
    answer = library.ask(question)
    assert (answer.answered, answer.kind) == (True, kind)
    assert answer.sparql
    rows = json.loads(library.sparql(answer.sparql, format="json").body)["results"]["bindings"]
    assert rows
    shown = shown_iris(answer)
    if "count" in rows[0]:
        assert answer.facts[0].value == float(rows[0]["count"]["value"])
    else:
        assert shown <= {row["thing"]["value"] for row in rows}


def shown_iris(answer: wire.AnswerView) -> set[str]:
    derived = {iri for fact in answer.facts for iri in fact.derived_from}
    return derived | {fact.iri for fact in answer.facts if not fact.derived_from}


@pytest.mark.index
@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("How many periodic reviews are there?", 9.0),
        ("how many parts are there", 6.0),
        ("How many tables?", 4.0),
        ("How many entries are in the reference list?", 95.0),
        ("authors of the third review", "Marian Brandon, Pippa Belderson, Catherine Warren, David Howe, Ruth Gardner"),
    ],
)
def test_what_the_graph_says_is_right(library: "Library", question: str, value: float | str) -> None:
    first = library.ask(question).facts[0].value
    assert str(first).startswith(str(value))


@pytest.mark.index
def test_places_at_a_page_are_those_of_locators_that_hold_it(library: "Library") -> None:
    answer = library.ask("what rests on page 242 of Sidebotham et al 2016?")
    assert {c.locator for s in answer.statements for c in s.citations if c.locator} == {"241-2"}
