"""Words of a report as HTML: nothing is lost, nothing gets through, and layers nest."""

import re
from html import unescape

import pytest
from http_fakes import TEXT, span
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import QueryError
from scrgraph.http.ui import links, places, words
from scrgraph.http.ui.marking import Mark, emphasis, folded_range, folded_ranges, mark_up
from scrgraph.source.text import Span, fold


def test_layers_nest_and_an_inner_mark_is_cut_where_the_outer_begins() -> None:
    outer = [Mark(4, 7, "a", (("href", "/x"),))]
    inner = [Mark(2, 9, "mark", (("id", "at"), ("class", "at")))]
    assert mark_up("0123456789", [outer, inner]) == (
        '01<mark id="at" class="at">23</mark><a href="/x"><mark class="at">456</mark></a><mark class="at">78</mark>9'
    )


def test_words_and_attributes_are_escaped() -> None:
    made = mark_up('<b> & "x"', [[Mark(0, 3, "a", (("href", '"><script>'),))]])
    assert made == '<a href="&#34;&gt;&lt;script&gt;">&lt;b&gt;</a> &amp; &#34;x&#34;'


def test_a_mark_that_overlaps_the_one_before_it_is_dropped() -> None:
    assert mark_up("abcdef", [[Mark(0, 3, "i"), Mark(2, 5, "i"), Mark(5, 6, "i")]]) == "<i>abc</i>de<i>f</i>"


RANGES = st.lists(st.tuples(st.integers(-2, 30), st.integers(-2, 30)), max_size=5)


@given(st.text(max_size=25), st.lists(RANGES, max_size=3))
def test_every_character_comes_out_once_and_every_tag_is_closed(text: str, layers: list[list[tuple[int, int]]]) -> None:
    made = mark_up(text, [[Mark(a, b, "em") for a, b in layer] for layer in layers])
    tags = re.findall(r"</?em>", made)
    depth = 0
    for tag in tags:
        depth += 1 if tag == "<em>" else -1
        assert depth >= 0
    assert depth == 0
    assert unescape(re.sub(r"</?em>", "", made)) == text


def test_a_source_span_is_found_in_the_folded_text() -> None:
    folded = fold(TEXT, [span("and *nobody* asked")])
    assert folded_range(folded, *span("*nobody*")) == (4, 10)
    assert folded_ranges(folded, [span("References"), span("asked <")]) == [(11, 16)]


def test_emphasis_is_single_stars_and_italics_but_not_bold() -> None:
    text = "a *b* **c** <i>d</i> * e <i>f"
    assert [text[start:end] for start, end in emphasis(text, 0, len(text))] == ["*b*", "<i>d</i>"]


def test_the_questions_words_are_found_by_their_stem() -> None:
    wanted = words.stems("What does the report say about fathers' involvement?")
    text = "A father involving himself; the fatherland says nothing of FATHERS."
    found = [text[start:end] for start, end in words.matches(text, wanted)]
    assert found == ["father", "involving", "FATHERS"]


def test_common_words_are_never_highlighted() -> None:
    assert words.stems("What does it say about the") == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ()), (" ", ()), ("3-9", (Span(3, 9),)), ("20-30, 3-9", (Span(3, 9), Span(20, 30)))],
)
def test_places_are_spans_in_order(text: str, expected: tuple[Span, ...]) -> None:
    assert places.parse(text) == expected


@pytest.mark.parametrize("text", ["3", "a-b", "9-3", "3-3", "-1-4", "1-2;3-4", "1-2,", "<script>", "1-2," * 80, "٣-٩"])
def test_a_place_that_is_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QueryError, match="at=120-140"):
        places.parse(text)


def test_addresses_survive_slashes_and_questions() -> None:
    assert links.work("NSPCC/SCIE 2016") == "/works/NSPCC%2FSCIE%202016"
    assert links.place("a/b", [(3, 9), (12, 20)]) == "/read/a%2Fb?at=3-9,12-20#at"
    assert links.place("small", []) == "/read/small"
    assert links.search(q="a & b?", theme=None, section="") == "/?q=a+%26+b%3F"
    assert links.search() == "/"
    assert links.section("small", "3.2 #") == "/read/small#s-3.2%20%23"


@pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", " JAVASCRIPT:x", "data:text/html,x", "//x.example"])
def test_a_browser_follows_only_web_addresses_of_a_report(url: str | None) -> None:
    assert links.outside(url) is None


def test_web_addresses_and_dois_are_links() -> None:
    assert links.outside(" https://example.org/a ") == "https://example.org/a"
    assert links.doi("10.1000/a<b>") == "https://doi.org/10.1000/a%3Cb%3E"
    assert links.doi(None) is None
