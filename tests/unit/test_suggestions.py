"""Suggestions: whole names before words inside, the more spoken of first, in any case, without accents."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph import wire
from scrgraph.retrieval.suggestions import Entry, Suggester

if TYPE_CHECKING:
    from scrgraph.library import Library


def entry(label: str, *other: str, kind: str = "theme", weight: int = 1) -> Entry:
    view = wire.SuggestionView(label=label, kind=kind, iri=f"https://x.example/{label}")
    return Entry(view, (label, *other), weight)


SUGGESTER = Suggester(
    [
        entry("Child poverty", "poor families", weight=3),
        entry("Poverty", "deprivation", weight=9),
        entry("Policing", weight=1),
        entry("Victoria Climbié Inquiry", kind="policy"),
        entry("Brandon et al 2010", "Building on the learning", kind="work", weight=40),
    ]
)


@pytest.mark.parametrize(
    ("typed", "labels"),
    [
        ("po", ["Poverty", "Policing", "Child poverty"]),
        ("POVERTY", ["Poverty", "Child poverty"]),
        ("climbie", ["Victoria Climbié Inquiry"]),
        ("brandon  et", ["Brandon et al 2010"]),
        ("learning", ["Brandon et al 2010"]),
        ("depriv", ["Poverty"]),
        ("overty", []),
        ("p", []),
        ("  ", []),
    ],
)
def test_names_that_begin_so(typed: str, labels: list[str]) -> None:
    assert [view.label for view in SUGGESTER.suggest(typed, 8)] == labels


@given(st.text(max_size=40), st.integers(1, 4))
def test_any_text_gives_at_most_the_limit_and_never_fails(typed: str, limit: int) -> None:
    assert len(SUGGESTER.suggest(typed, limit)) <= limit


@pytest.mark.index
def test_the_real_report_suggests_themes_works_headings_and_policies(library: "Library") -> None:
    kinds = {typed: {view.kind for view in library.suggest(typed)} for typed in ("fath", "brandon", "chil", "munro")}
    assert "theme" in kinds["fath"]
    assert kinds["brandon"] == {"work"}
    assert {"work", "policy"} <= kinds["munro"]
