"""Who led the periodic reviews, and what the prose says of their size."""

from pathlib import Path

import pytest
from number_documents import write
from series_words import KINDS

from scrgraph.reading.authority import Authority, load_authority
from scrgraph.reading.entities import find_mentions
from scrgraph.reading.findings import Observation
from scrgraph.reading.review_counts import add_prose_counts
from scrgraph.reading.review_leads import find_review_leads
from scrgraph.reading.reviews import find_reviews, words_for
from scrgraph.settings import Settings
from scrgraph.source.document import Document
from scrgraph.source.text import Span

TEXT = """Damp in homes

1. The waves

{words}

Annex A: Waves of the survey

No\tWave\tYears of fieldwork\tHouseholds
1\tDamp: wave one\t2001-2003\t700
2\tDamp: wave two\t2004-2006\t800
3\tDamp: wave three\t2007-2009\t900 (sample)
"""
UEA, BRISTOL, OXFORD = "organisation/uea", "organisation/bristol", "organisation/oxford"


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(Settings().ontology)


def document(folder: Path, words: str) -> Document:
    return write(folder, TEXT.format(words=words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "The first wave was carried out by the University of Bristol.",
            [("review/2001-2003", BRISTOL, "lead")],
        ),
        (
            "The second and later waves were led by teams at the University of Bristol (with staff of the University "
            "of Oxford for the 2004-06 wave, and the University of East Anglia for the 2007-09 wave).",
            [
                ("review/2004-2006", BRISTOL, "lead"),
                ("review/2007-2009", BRISTOL, "lead"),
                ("review/2004-2006", OXFORD, "partner"),
                ("review/2007-2009", UEA, "partner"),
            ],
        ),
        ("The University of Oxford led the 2001-03 wave.", [("review/2001-2003", OXFORD, "lead")]),
        ("All of the waves were conducted by UEA.", [(f"review/{y}-{y + 2}", UEA, "lead") for y in (2001, 2004, 2007)]),
        ("The University of Oxford led the way. The 2001-03 wave was small.", []),
        ("The 2001-03 wave was read at the University of Oxford.", []),
        ("The 2019-21 wave was led by the University of Oxford.", []),
    ],
)
def test_bodies_lead_or_take_part(
    tmp_path: Path, authority: Authority, words: str, expected: list[tuple[str, str, str]]
) -> None:
    source = document(tmp_path, words)
    reviews = find_reviews(source, (), KINDS)
    series = words_for(source, reviews, KINDS)
    found = find_review_leads(source, reviews, find_mentions(source, authority), series)
    assert [(one.review, one.organisation, one.role) for one in found] == expected
    assert all(one.text in words and one.name in one.text for one in found)


def observation(source: Document, words: str, value: float, period: str | None, population: str | None) -> Observation:
    start = source.text.index(words)
    rest = ((), None, (Span(start, start + len(words)),), words)
    return Observation("d", "observation/d/x", "m", value, None, None, "count", population, period, None, *rest)


@pytest.mark.parametrize(
    ("value", "period", "population", "expected"),
    [
        (900.0, "2007-09", "households", "900 households"),
        (900.0, "2004-06", "households", None),
        (450.0, "2007-09", "households", None),
        (900.0, "2007-09", "bridges", None),
        (900.0, None, "households", None),
    ],
)
def test_the_prose_restates_a_size(
    tmp_path: Path, value: float, period: str | None, population: str | None, expected: str | None
) -> None:
    words = "In 2007-09 half of the 900 households (450 households) were damp."
    source = document(tmp_path, words)
    reviews = find_reviews(source, (), KINDS)
    series = words_for(source, reviews, KINDS)
    counted = add_prose_counts(source, reviews, [observation(source, words, value, period, population)], series)
    added = [count for one, old in zip(counted, reviews, strict=True) for count in one.counts[len(old.counts) :]]
    assert [(count.value, count.text) for count in added] == ([(900, expected)] if expected else [])
    assert all(source.text[count.span.start : count.span.end] == count.text for count in added)
