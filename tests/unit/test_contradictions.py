"""An answer that rests on a number which the report contradicts shows both sides."""

from typing import TYPE_CHECKING

import pytest

from scrgraph import wire
from scrgraph.answering.contradictions import bearing, notes, other_sides
from scrgraph.iri import Iris

if TYPE_CHECKING:
    from scrgraph.library import Library

pytestmark = pytest.mark.xdist_group("index")

WELLS = "The number of wells differs: 40 in Table 1, 42 in the text."


def anchor(start: int, end: int, text: str) -> wire.AnchorView:
    return wire.AnchorView(document="d", start=start, end=end, text=text)


def finding(severity: str, *anchors: wire.AnchorView) -> wire.AuditView:
    return wire.AuditView.model_validate(
        {"kind": "numeric-contradiction", "severity": severity, "message": WELLS, "rule": "wells", "repair": None}
        | {"anchors": [one.model_dump() for one in anchors]}
    )


def fact(*spans: wire.Pair, document: str = "d") -> wire.FactView:
    return wire.FactView(iri="x", label="wells", value=40, unit="count", dimensions={}, document=document, spans=spans)


def statement(*spans: wire.Pair) -> wire.StatementView:
    section = wire.SectionRef(number="1", title="Wells")
    return wire.StatementView(text="Wells.", document="d", spans=spans, passage="p", section=section)


def words(text: str) -> bool:
    return "wells" in text


CELL, PROSE = anchor(10, 12, "40"), anchor(50, 70, "there were 42 wells.")


@pytest.mark.parametrize(
    ("severity", "shown", "bears"),
    [
        ("major", fact((10, 12)), True),
        ("major", fact((52, 70)), True),
        ("minor", fact((10, 12)), True),
        ("minor", fact((52, 70)), False),
        ("major", fact((13, 15)), False),
        ("major", fact((0, 40)), False),
        ("major", fact((10, 12), document="other"), False),
    ],
)
def test_a_fact_rests_on_a_contradiction(severity: str, shown: wire.FactView, bears: bool) -> None:
    assert bool(bearing([finding(severity, CELL, PROSE)], [shown], [], words)) is bears


def test_a_statement_rests_on_a_major_one_alone() -> None:
    assert bearing([finding("major", CELL, PROSE)], [], [statement((40, 80))], words)
    assert not bearing([finding("minor", CELL, PROSE)], [], [statement((0, 80))], words)
    assert not bearing([finding("major", CELL, PROSE)], [], [statement((55, 80))], words)
    assert not bearing([finding("major", CELL, PROSE)], [], [statement((40, 80))], lambda text: False)


def test_the_side_that_is_not_shown_is_added() -> None:
    against = [finding("major", CELL, PROSE)]
    (other,) = other_sides(against, [fact((10, 12))], Iris())
    assert (other.value, other.spans) == ("there were 42 wells.", ((50, 70),))
    assert other_sides(against, [fact((10, 12)), statement((45, 75))], Iris()) == []
    assert notes(against) == (f"The report contradicts itself here. {WELLS}",)


@pytest.mark.index
@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("how many SCRs were in the 2003-05 review?", ["189", "161"]),
        ("suicides of the final review, 2017-19: what share of all deaths?", ["30%", "56%"]),
    ],
)
def test_both_sides_are_shown(library: "Library", question: str, sides: list[str]) -> None:
    answer = library.ask(question)
    assert any("contradicts itself" in note for note in answer.notes)
    told = " ".join([*(s.text for s in answer.statements), *(f"{f.value} {f.label}" for f in answer.facts)])
    for side in sides:
        assert side in told


@pytest.mark.index
def test_what_is_not_contradicted_has_no_note(library: "Library") -> None:
    assert library.ask("How many children were looked after on 31 March 2010?").notes == ()
