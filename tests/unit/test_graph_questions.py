"""Questions that the graph alone answers: the form is found in everyday words, and the query shown yields the same."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scrgraph import wire
from scrgraph.answering.asked import Asked, Asking, counting
from scrgraph.answering.by_edition import QUERY
from scrgraph.answering.forms import FORMS
from scrgraph.answering.found import facts, found
from scrgraph.answering.lettered import lettered_works
from scrgraph.answering.listed_works import listed_works
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
        ("what is Miller 2001 brought in to say", {"Miller 2001": "work/miller-2001"}, "citing-places"),
        ("what does Miller 2001 say", {"Miller 2001": "work/miller-2001"}, "citing-places"),
        ("who led the 2001-03 review", {"2001-03": "review/2001-2003"}, "review-authors"),
        ("who did the study of the 2001-03 cases", {"2001-03": "review/2001-2003"}, "review-authors"),
        ("Who carried out the 2001-03 analysis?", {"2001-03": "review/2001-2003"}, "review-authors"),
        ("when did wells first come up in the reviews", {"wells": "theme/wells"}, "theme-first-and-last"),
        ("list the reviews miller led", {}, "reviews-by-a-person"),
        ("which work does the report lean on most", {}, "most-cited"),
        ("how long is the reference list", {}, "references"),
        ("who is the most frequent author in the reference list", {}, "works-grouped"),
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


def test_a_year_that_several_works_share_fills_the_slot_with_each() -> None:
    works = {
        "Miller 2001a": "https://a.example/1",
        "Miller et al 2001b": "https://a.example/2",
        "Pool 2001": "https://a",
    }
    found_works = list(lettered_works("where is miller (2001) cited, and Pool 2001?", works))
    assert found_works == [
        (tuple(works)[:2], ("https://a.example/1", "https://a.example/2"), "where is   cited, and Pool 2001?")
    ]
    one = Asking(read_queries(QUERIES), Iris(), words, dict, tuple, lambda: works).find(
        "where is Miller 2001 cited", ()
    )
    assert one is not None
    assert (one.subject, one.form.query) == ("Miller 2001a and Miller et al 2001b", "citing-places")
    assert "{ <https://a.example/1> <https://a.example/2> }" in one.rows


def test_a_policy_that_is_a_listed_work_is_asked_for_as_that_work() -> None:
    issued = {"policy/well-act": ("https://a.example/1", "https://a.example/2")}
    queries = read_queries(QUERIES)
    known = Asking(queries, Iris(), words, dict, tuple, dict, lambda: issued)
    one = known.find("what is quoted from the Well Act", [Link(24, 32, "policy/well-act", "Well Act")])
    assert one is not None
    assert (one.form.query, one.subject) == ("citing-places", "Well Act")
    assert "{ <https://a.example/1> <https://a.example/2> }" in one.rows
    assert known.find("what is quoted from the Dry Act", [Link(24, 31, "policy/dry-act", "Dry Act")]) is None
    assert known.find("is the quoted Well Act good", [Link(14, 22, "policy/well-act", "Well Act")]) is None


def test_a_page_of_a_work_asks_for_what_cites_it(asking: Asking) -> None:
    links = {"Miller 2001": "work/miller-2001"}
    one = asked(asking, "passages that come from page 10 of Miller 2001", links)
    assert one is not None
    assert (one.form.query, one.page) == ("citing-places", 10)
    assert asked(asking, "how many pages has Miller 2001", links) is None


def test_a_thing_named_twice_is_one_subject(asking: Asking) -> None:
    links = [Link(10, 15, "review/2001-2003", "a"), Link(23, 30, "review/2001-2003", "a")]
    one = asking.find("who wrote first review 2001-03?", [*links])
    assert one is not None
    assert one.form.query == "review-authors"


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
    ("where is munro 2011 cited", "citation"),
    ("What is quoted from the Wood review and from which pages?", "citation"),
    ("what does Sidebotham et al. (2016) say", "citation"),
    ("What do Rose and Barnes say?", "citation"),
    ("Who wrote the 2014-17 review?", "graph"),
    ("who wrote the overview of the 2007-2009 cases?", "graph"),
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
    ("How many publications from 2009 are in the reference list?", "graph"),
    ("how many journal articles since 2015 does the report cite", "graph"),
    ("how many works did Routledge publish in the reference list?", "graph"),
    ("what is the oldest work in the bibliography?", "graph"),
    ("which are the most recent sources in the list", "graph"),
    ("which publisher appears most often in the reference list?", "graph"),
    ("which year has the most listed publications?", "graph"),
    ("who wrote most of the listed works?", "graph"),
    ("what kinds of works are in the reference list", "graph"),
    ("which overview has the smallest team of authors?", "graph"),
    ("who is an author of the most reviews?", "graph"),
    ("How many authors did the third review have?", "graph"),
    ("how many of the listed works have Belderson among their authors", "graph"),
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
@pytest.mark.parametrize(
    ("question", "fits"),
    [
        ("How many listed works are from 2016?", lambda work: year(work) == 2016),
        ("how many sources of before 2000 are cited", lambda work: year(work) < 2000),
        ("number of references published after 2018", lambda work: year(work) > 2018),
        ("how many works from 2010 to 2012 are listed", lambda work: 2010 <= year(work) <= 2012),
        ("How many books are in the list?", lambda work: work.type == "book"),
        ("How many cited journal articles are there?", lambda work: work.type == "article"),
        ("How many listed works did Ofsted publish?", lambda work: work.publisher == "Ofsted"),
        ("How many listed works have Bywaters as first author?", lambda work: work.authors[0].family == "Bywaters"),
        ("How many works by Bywaters are listed?", lambda work: any(one.family == "Bywaters" for one in work.authors)),
        ("How many books before 2000 are listed?", lambda work: work.type == "book" and year(work) < 2000),
    ],
)
def test_listed_works_are_counted_as_the_list_says(
    library: "Library", question: str, fits: Callable[[wire.ReferenceView], bool]
) -> None:
    works = {(work.iri, work.key): work for work in library.references()}
    first = library.ask(question).facts[0]
    assert (first.value, first.unit) == (float(sum(map(fits, works.values()))), "count")
    assert len(first.derived_from) == first.value


def year(work: wire.ReferenceView) -> int:
    return int((work.year or "0")[:4])


@pytest.mark.index
def test_groups_are_counted_largest_first(library: "Library") -> None:
    by_year = Counter(year(work) for work in {work.iri: work for work in library.references()}.values())
    facts = library.ask("which year has the most listed publications?").facts
    best = max(by_year.values())
    assert (by_year[int(facts[0].label)], facts[0].value) == (best, float(best))
    assert [fact.value for fact in facts] == sorted((fact.value for fact in facts), reverse=True)
    people = library.ask("who is an author of the most reviews?").facts
    assert people[0].label == "Marian Brandon"


def test_what_is_said_of_works_is_taken_apart() -> None:
    [(said, values, rest)] = listed_works("How many books published by Deep Press before 2000 are listed?", publishers)
    assert values == {"publisher": "Deep Press", "kind": "book", "until": "1999"}
    assert said == "published by Deep Press, books, before 2000"
    assert "2000" not in rest
    assert "Press" not in rest
    for question in ("What did the 2016 publication say?", "Which works are listed?", "How many works on wells?"):
        assert list(listed_works(question, publishers)) == []


def publishers() -> list[str]:
    return ["Press", "Deep Press"]


@pytest.mark.index
def test_places_at_a_page_are_those_of_locators_that_hold_it(library: "Library") -> None:
    answer = library.ask("what rests on page 242 of Sidebotham et al 2016?")
    assert {c.locator for s in answer.statements for c in s.citations if c.locator} == {"241-2"}
