"""What changed over the editions of a guidance: the questions, and answers on a report made up for them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from build_samples import Quiet, WordEncoder, make_settings

from scrgraph import wire
from scrgraph.answering.by_edition import QUERY
from scrgraph.answering.editions import EVER, Edition, EditionsAsked, editions_asked
from scrgraph.build import build
from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.library import Library
from scrgraph.reading.linker import Link
from scrgraph.source.text import Span, fold_text
from scrgraph.sparql.named import read_queries

WELLS, PUMPS = "policy/safe-wells", "policy/pump-code"
EDITIONS = (
    Edition(f"{WELLS}-2001", WELLS, "Safe Wells 2001", 2001, named=True),
    Edition(f"{WELLS}-2005", WELLS, "Safe Wells 2005", 2005, named=True),
    Edition(f"{PUMPS}-2003", PUMPS, "Pump Code 2003", 2003, named=False),
)


def asked(question: str) -> EditionsAsked | None:
    named = (
        ("Safe Wells 2005", f"{WELLS}-2005"),
        ("Safe Wells", WELLS),
        ("Pump Code", PUMPS),
        ("Wells Act", "policy/a"),
    )
    name, local = next(((name, local) for name, local in named if name in question), ("", ""))
    at = question.find(name)
    return editions_asked(question, [Link(at, at + len(name), local, name)] if name else [], lambda: EDITIONS)


@pytest.mark.parametrize(
    ("question", "series", "topic", "years"),
    [
        ("What did each edition of Safe Wells say about water tests?", WELLS, "water tests", EVER),
        ("How did the requirement to test water change between 2001 and 2005?", WELLS, "test water", (2001, 2005)),
        ("How have the rules on telling mum and dad changed since 2001?", WELLS, "telling mum and dad", (2001, 3000)),
        ("how did the editions of the Pump Code differ on valves", PUMPS, "valves", EVER),
        ("How did Safe Wells's guidance on lids develop until 2005?", WELLS, "lids", (1000, 2005)),
        ("How did the 2001 and 2005 versions differ on a child's cups", WELLS, "child's cups", (2001, 2005)),
    ],
)
def test_guidance_topic_and_years_are_read(question: str, series: str, topic: str, years: tuple[int, int]) -> None:
    assert asked(question) == EditionsAsked((series,), topic, *years)


@pytest.mark.parametrize(
    "question",
    [
        "What does Safe Wells say about lids?",  # no change
        "What changed for lids in Safe Wells 2005?",  # one edition
        "How has Safe Wells changed over time?",  # no topic
        "How did the number of wells change between 2001 and 2005?",  # no rules
        "How did the rules on lids change between 2003 and 2004?",  # editions that no document names
        "How did the rules on lids change between 1980 and 1990?",  # no editions
        "How did the rules on lids change?",  # any guidance at all
        "How did the Wells Act change what people drink?",  # a policy without editions
    ],
)
def test_what_leaves_open_what_is_meant_is_no_question_of_editions(question: str) -> None:
    assert asked(question) is None


REPORT = """Wells of the valley

1 Introduction

People of the valley drink from wells, and this report looks at how the wells were kept over twenty years. It is about \
water and about the people who look after it, and it says what was asked of them.

2 Water tests

The 2001 edition of Safe Wells required owners to test the water once a year. Tests were made in most places. By 2005 \
the owners were expected to test the water every month, and the tests had to be seen by all. In 2005 the summer \
was dry. The 2009 edition of Safe Wells left the tests to the owners. Some owners stopped the tests (Board 2005).

3 Lids

Lids were first asked for in the 2003 edition of Safe Wells, which said nothing of ropes. People made lids of wood.

4 Ropes

Ropes wear out and are replaced when they do. Nobody wrote rules for ropes in any year.

References

Board, P. (2005) Summers of the valley. London: Example Press.
"""
POLICY = """
policy:safe-wells a scr:StatutoryGuidance ; skos:prefLabel "Safe Wells"@en ;
    dcterms:hasVersion {versions} ; skos:inScheme <https://w3id.org/scrgraph/id/scheme/policies> .
"""
EDITION = """
policy:safe-wells-{year} a scr:StatutoryGuidance ; skos:prefLabel "Safe Wells {year}"@en ;
    dcterms:date "{year}"^^xsd:gYear ; scr:year {year} ; dcterms:isVersionOf policy:safe-wells ;
    skos:inScheme <https://w3id.org/scrgraph/id/scheme/policies> .
"""
YEARS = (2001, 2003, 2005, 2007, 2009, 2015)


@pytest.fixture(scope="module")
def valley(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library on a report about another field's guidance, with its editions as authority data."""
    settings = make_settings(tmp_path_factory.mktemp("valley"))
    (settings.corpus / "small/report.txt").write_text(REPORT, encoding="utf-8")
    policies = settings.ontology / "policies.ttl"
    versions = ", ".join(f"policy:safe-wells-{year}" for year in YEARS)
    written = policies.read_text() + POLICY.format(versions=versions) + "".join(EDITION.format(year=y) for y in YEARS)
    policies.write_text(written, encoding="utf-8")
    answers = settings.ontology / "queries/answers"
    answers.mkdir(parents=True)
    source = Path(__file__).parents[2] / f"ontology/queries/answers/{QUERY}.rq"
    (answers / f"{QUERY}.rq").write_text(source.read_text(), encoding="utf-8")
    build(settings, Quiet(), WordEncoder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OnnxEncoder, "open", lambda folder: KnowingEncoder())
        library = Library.open(settings)
    yield library
    library.close()


class KnowingEncoder(WordEncoder):
    """An encoder that knows every word."""

    def knows(self, word: str) -> bool:
        """Say yes."""
        return True


def shown(answer: wire.AnswerView) -> list[tuple[str, str, str]]:
    """Each edition as it is called, its year and its sentence."""
    return [(fact.label, str(fact.value), fold_text(REPORT, [Span(*s) for s in fact.spans])) for fact in answer.facts]


def test_one_sentence_for_each_edition_in_order_of_time(valley: Library) -> None:
    answer = valley.ask("What did each edition of Safe Wells say about water tests?")
    assert shown(answer) == [
        ("Safe Wells 2001", "2001", "The 2001 edition of Safe Wells required owners to test the water once a year."),
        (
            "the year of Safe Wells 2005",
            "2005",
            "By 2005 the owners were expected to test the water every month, and the tests had to be seen by all.",
        ),
        ("Safe Wells 2009", "2009", "The 2009 edition of Safe Wells left the tests to the owners."),
    ]
    assert [statement.text for statement in answer.statements] == [text for _, _, text in shown(answer)]
    assert (answer.answered, answer.kind, answer.reason) == (True, "graph", None)


def test_what_was_not_found_is_said_and_only_of_editions_between_those_named(valley: Library) -> None:
    answer = valley.ask("What did each edition of Safe Wells say about water tests?")
    assert answer.notes == ("Nothing was found about “water tests” for: Safe Wells 2003, Safe Wells 2007.",)


def test_years_asked_leave_the_other_editions_out(valley: Library) -> None:
    answer = valley.ask("How did the requirement to test water change between 2001 and 2006?")
    assert [value for _, value, _ in shown(answer)] == ["2001", "2005"]
    assert answer.notes == ("Nothing was found about “test water” for: Safe Wells 2003.",)


def test_the_query_shown_yields_every_edition_and_passage_shown(valley: Library) -> None:
    answer = valley.ask("What did each edition of Safe Wells say about water tests?")
    assert answer.sparql
    rows = json.loads(valley.sparql(answer.sparql, format="json").body)["results"]["bindings"]
    pairs = {(row["thing"]["value"], row["value"]["value"]) for row in rows}
    assert {(fact.iri, fact.value) for fact in answer.facts} <= pairs
    passages = {row["passage"]["value"].rpartition("/")[2] for row in rows}
    assert {statement.passage for statement in answer.statements} <= passages


@pytest.mark.parametrize(
    "question",
    [
        "What did each edition of Safe Wells say about ropes?",
        "What did each edition of Safe Wells say about elephants?",
        "What did each edition of Safe Wells say about lids?",
    ],
)
def test_fewer_than_two_editions_are_no_change_and_are_left_to_the_text(valley: Library, question: str) -> None:
    assert not valley.ask(question).sparql


@pytest.mark.index
@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("What did each edition of Working Together say about family involvement?", ["1999", "2006", "2013"]),
        ("How has the guidance on practitioner involvement in reviews changed since 1999?", ["1999", "2013"]),
        ("How did the aims of case reviews change from the 1988 to the 1999 guidance?", ["1988", "1999"]),
    ],
)
def test_the_real_report(library: Library, report_text: str, question: str, years: list[str]) -> None:
    answer = library.ask(question)
    assert [fact.value for fact in answer.facts] == years
    for statement in answer.statements:
        assert statement.text == fold_text(report_text, [Span(*pair) for pair in statement.spans])


def test_what_a_search_in_a_query_looks_for_is_a_parameter() -> None:
    folder = Path(__file__).parents[2] / "ontology/queries/answers"
    [query] = [one for one in read_queries(folder) if one.name == QUERY]
    assert {one.name for one in query.parameters} == {"words", "series", "since", "until"}
    assert 'scr:query "a \\"b\\" c" ;' in query.filled({"words": 'a "b" c'})
