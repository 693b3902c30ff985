"""Accept headers (RFC 9110, 12.5.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import NotAcceptableError
from scrgraph.http.negotiation import negotiate
from scrgraph.sparql.accept import MediaRange, choose, parse

OFFERED = ("application/json", "text/csv", "text/html")


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/*", "text/csv"),
        ("TEXT/HTML; charset=utf-8", "text/html"),
        ("text/csv;q=0.1, text/html;q=0.9", "text/html"),
        ("*/*, text/html", "text/html"),
        ("text/html;q=0.5, */*;q=0.8", "application/json"),
        ("*/*;q=0.5, application/json;q=0", "text/csv"),
        ("text/*;q=0.9, text/csv;q=0.1, application/json;q=0.5", "text/html"),
        ("image/png", None),
        ("text/html;q=0", None),
        ("nonsense", None),
        ("text/html;q=2, text/csv", "text/csv"),
    ],
)
def test_the_best_offer_is_chosen(header: str | None, chosen: str | None) -> None:
    assert choose(header, OFFERED) == chosen


def test_ranges_keep_order_and_weights() -> None:
    assert parse("text/html, */*;q=0.5") == (MediaRange("text", "html", 1.0), MediaRange("*", "*", 0.5))


def test_a_range_names_a_type_more_or_less_exactly() -> None:
    found = [entry.precision("text/csv") for entry in parse("text/csv, text/*, */*, text/html, image/*")]
    assert found == [2, 1, 0, None, None]


def test_nothing_acceptable_lists_what_there_is() -> None:
    with pytest.raises(NotAcceptableError) as caught:
        negotiate("image/png", OFFERED)
    assert caught.value.available == OFFERED
    assert caught.value.http_status == 406


@given(st.text(alphabet="textcsvhtml/*;,q=01. -", max_size=80))
def test_any_header_gives_an_offer_or_none(header: str) -> None:
    assert choose(header, OFFERED) in (*OFFERED, None)
