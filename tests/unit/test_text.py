from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scrgraph.source.text import Span, fold, fold_text


def test_folds_white_space_and_drops_marks() -> None:
    text = "In *Working\n  Together* (<i>1999</i>)\tand"
    folded = fold(text, [Span(0, len(text))])
    assert folded.text == "In Working Together (1999) and"
    start = folded.text.index("Together")
    assert text[slice(*folded.span(start, start + 8))] == "Together"


def test_joins_spans_with_one_space() -> None:
    text = "a fair reflection\n\n1\n\nof all practice"
    spans = (Span(0, 17), Span(22, 37))
    folded = fold(text, spans)
    assert folded.text == "a fair reflection of all practice"
    at = folded.text.index("reflection")
    assert folded.spans(at, at + 13, spans) == (Span(7, 17), Span(22, 24))


def test_position_finds_a_source_offset() -> None:
    text = "*x* yz"
    folded = fold(text, [Span(0, 6)])
    assert [folded.position(offset) for offset in (0, 1, 4, 5)] == [0, 0, 2, 3]


@given(st.text(alphabet="ab *\n\t<i>/", max_size=60))
def test_folded_text_keeps_every_letter_in_its_place(text: str) -> None:
    folded = fold(text, [Span(0, len(text))])
    offsets = [folded.offset(index) for index in range(len(folded.text))]
    assert all(a < b for a, b in pairwise(offsets))
    assert all(c == " " or text[o] == c for c, o in zip(folded.text, offsets, strict=True))
    assert [folded.position(offset) for offset in offsets] == list(range(len(offsets)))
    assert "  " not in folded.text
    assert folded.text == folded.text.strip()
    assert "*" not in folded.text


@given(st.text(alphabet="ab c*\n", min_size=1, max_size=40), st.data())
def test_reading_the_spans_of_a_range_gives_the_range(text: str, data: st.DataObject) -> None:
    whole = (Span(0, len(text)),)
    folded = fold(text, whole)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    assert fold_text(text, folded.spans(start, end, whole)).strip() == folded.text[start:end].strip()
