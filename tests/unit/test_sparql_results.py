"""Formats by name and by Accept header."""

import pytest

from scrgraph.errors import NotAcceptableError
from scrgraph.sparql.results import GRAPHS, SOLUTIONS, Format, pick


@pytest.mark.parametrize("entry", SOLUTIONS)
def test_every_table_format_by_name_and_type(entry: Format) -> None:
    name, media_type = entry.name, entry.media_type
    assert pick("SELECT", accept=None, name=name) == (entry, media_type)
    assert pick("ASK", accept=media_type, name=None) == (entry, media_type)


@pytest.mark.parametrize("entry", GRAPHS)
def test_every_graph_format_by_name_and_type(entry: Format) -> None:
    name, media_type = entry.name, entry.media_type
    assert pick("CONSTRUCT", accept="text/csv", name=name.upper()) == (entry, media_type)
    assert pick("DESCRIBE", accept=media_type, name=None) == (entry, media_type)


def test_an_alias_labels_the_result_as_it_was_asked() -> None:
    assert pick("SELECT", accept="application/json", name=None) == (SOLUTIONS[0], "application/json")


def test_a_browser_gets_the_default() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert pick("SELECT", accept=browser, name=None) == (SOLUTIONS[0], SOLUTIONS[0].media_type)
    assert pick("CONSTRUCT", accept=browser, name=None) == (GRAPHS[0], "text/turtle")


@pytest.mark.parametrize(("form", "wanted"), [("SELECT", "turtle"), ("CONSTRUCT", "csv")])
def test_a_format_that_the_form_cannot_give_is_not_acceptable(form: str, wanted: str) -> None:
    with pytest.raises(NotAcceptableError, match=wanted) as caught:
        pick(form, accept=None, name=wanted)  # type: ignore[arg-type]
    assert caught.value.available


def test_a_page_alone_is_not_offered() -> None:
    with pytest.raises(NotAcceptableError):
        pick("SELECT", accept="text/html", name=None)
