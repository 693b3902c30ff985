"""Dated events of the prose: what happened in a year, in the words of the text, and what is none."""

from pathlib import Path

from number_documents import write

from scrgraph.reading.citations import find_citations
from scrgraph.reading.events import find_events
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references

HARBOUR = """The harbours of the coast

1. History

{words}

2. Close

The end.

References

Moss, A. (2003) *Harbours*, London: Quay Press.
"""


def events(folder: Path, words: str) -> list[tuple[int, str | None, str]]:
    document = write(folder, HARBOUR.format(words=words))
    references = parse_references(document)
    linked = link_citations(find_citations(document, references, ()), references, ())
    found = find_events(document, linked)
    assert all(document.read(event.spans) == event.text for event in found)
    return [(event.year, event.about, event.text) for event in found]


def test_clauses_that_say_what_happened_when(tmp_path: Path) -> None:
    words = (
        "The lighthouse was built in 1871, and the keepers left in May 1984. The port authority was abolished in "
        "2010-11; its duties passed to the county. The 2015 strategy required a new pier."
    )
    assert events(tmp_path, words) == [
        (1871, None, "The lighthouse was built in 1871"),
        (1984, None, "the keepers left in May 1984"),
        (2010, None, "The port authority was abolished in 2010-11"),
        (2015, None, "The 2015 strategy required a new pier"),
    ]


def test_what_a_pronoun_stands_for_is_named(tmp_path: Path) -> None:
    words = (
        "The harbour board (HB) was small. It was replaced in 1998 and 2004. The coast has a register of wrecks. "
        "This was started in 2013, with few entries. Rules for pilots were published in 2000, and revised in 2009."
    )
    assert events(tmp_path, words) == [
        (1998, "The harbour board (HB)", "It was replaced in 1998 and 2004"),
        (2004, "The harbour board (HB)", "It was replaced in 1998 and 2004"),
        (2013, "The coast has a register of wrecks.", "This was started in 2013, with few entries"),
        (2000, None, "Rules for pilots were published in 2000"),
        (2009, "Rules for pilots", "revised in 2009"),
    ]


def test_years_that_date_no_event(tmp_path: Path) -> None:
    words = (
        "The pier was built early (Moss 2003). Moss (2003) found that piers changed. In 2010 it had 40% more boats, "
        "and ships changed in 14 per cent of ports in 2012. The study of the 2001-03 cohort changed little. Storms "
        "were common in the 1990s. Boats are kept in 2019. A state-owned ferry is there in 2007."
    )
    assert events(tmp_path, words) == []


def test_a_list_of_dates_is_no_event_and_takes_no_long_time(tmp_path: Path) -> None:
    assert events(tmp_path, "The pier was built in 1999 and " * 1000) == []
