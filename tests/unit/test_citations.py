"""Finding citations in folded text and leading them back to the source."""

from itertools import pairwise

import pytest
from citation_documents import REFERENCES, make_document
from hypothesis import example, given
from hypothesis import strategies as st
from series_words import REVIEWS as SERIES

from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import Citation, PeriodicReview
from scrgraph.reading.references import parse_references
from scrgraph.source.document import Block, BlockKind, Document, Metadata, Section
from scrgraph.source.text import Span


def find(text: str, kind: BlockKind = BlockKind.PARAGRAPH, reviews: tuple[PeriodicReview, ...] = ()) -> list[Citation]:
    document = make_document(text, kind=kind)
    return list(find_citations(document, parse_references(document), reviews, SERIES))


def texts(text: str) -> list[str]:
    return [citation.text for citation in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("So it was (Wood 2016).", ["Wood 2016"]),
        ("So it was (Wood, 2016).", ["Wood, 2016"]),
        ("So (see Brandon et al 2020: Appendix B, pp 248-9).", ["Brandon et al 2020: Appendix B, pp 248-9"]),
        ("So (Brandon et al., 2020, p. 12).", ["Brandon et al., 2020, p. 12"]),
        ("(Munro 2010, 2011a, 2011b)", ["Munro 2010", "2011a", "2011b"]),
        ("(Munro 2011a, b)", ["Munro 2011a", "b"]),
        ("(Munro 2010: 5, 2011a; Wood 2016)", ["Munro 2010: 5", "2011a", "Wood 2016"]),
        ("(Wood 2016 and Munro 2010 for overviews)", ["Wood 2016", "Munro 2010"]),
        (
            "(round 1, Brandon et al 2020; round 2, Bernard and Harris 2018)",
            ["Brandon et al 2020", "Bernard and Harris 2018"],
        ),
        ("(e.g. van Breugel and O'Donnell 2011)", ["van Breugel and O'Donnell 2011"]),
        ("(NSPCC/SCIE 2016)", ["NSPCC/SCIE 2016"]),
        ("(for 2019 and 2020: CSPRP 2020a, respectively)", ["CSPRP 2020a"]),
        ("(EMBOSS, Bernard and Harris 2018)", ["Bernard and Harris 2018"]),
        ("[Wood 2016]", ["Wood 2016"]),
        ("(as shown (Wood 2016) and Munro 2010)", ["Wood 2016", "Munro 2010"]),
        ("Laming (2003: 205) argued", ["Laming (2003: 205)"]),
        ("Bernard and Harris (2018) studied", ["Bernard and Harris (2018)"]),
        ("as Munro (2010, 2011a) said", ["Munro (2010", "2011a"]),
        (
            "the Child Safeguarding Practice Review Panel (2020) wrote",
            ["Child Safeguarding Practice Review Panel (2020)"],
        ),
        ("the Wood review of local boards (2016) noted", ["Wood review of local boards (2016)"]),
        ("as Wood 2016 says", ["Wood 2016"]),
        ("(Zuber et al 2011)", ["Zuber et al 2011"]),
        ("(Jay, 2014)", ["Jay, 2014"]),
        ("(Munro, E., 2010)", ["Munro, E., 2010"]),
        ("Munro's (2010) review", ["Munro's (2010)"]),
        ("the Munro Review (2011b)", ["Munro Review (2011b)"]),
        ("(Brandon and others 2020)", ["Brandon and others 2020"]),
        ("Brandon and her colleagues (2020) saw", ["Brandon and her colleagues (2020)"]),
        ("(Brandon _et al._ 2020)", ["Brandon _et al._ 2020"]),
        ("(A. Wood 2016)", ["A. Wood 2016"]),
        ("as in Appendix A. Wood (2016) says", ["Wood (2016)"]),
        ("(HM Government [HMG], 2013)", ["HM Government [HMG], 2013"]),
        ("(Munro 2011a-b)", ["Munro 2011a", "b"]),
        ("(Munro 2011a, b and c)", ["Munro 2011a", "b", "c"]),
        ("(Munro 2011 a, b)", ["Munro 2011 a", "b"]),
        ("(Brandon, Sidebotham, 2020)", ["Brandon, Sidebotham, 2020"]),
        ("(Wood 2016/Munro 2010)", ["Wood 2016", "Munro 2010"]),
        ("Lord Laming's inquiry", ["Laming's inquiry"]),
    ],
)
def test_citations_are_found_with_their_extent(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "in the period (1998-2001) and (2 yrs) of it",
        "in May 2014 and (in May 2014)",
        "(BASW website, April 2022)",
        "the Children Act (1989) and (the Children Act 2004)",
        "about 2016 children (of 2020 in all)",
        "on page (2016) there is £2020, 2018% and 1990s",
        "(Table 2016) [2010]",
        "see http://example.org/Wood/2016/x",
        "",
    ],
)
def test_what_is_no_citation_is_left_alone(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("(Wood 2016: 55)", "55"),
        ("(Wood 2016:102)", "102"),
        ("(Wood 2016: 241-2)", "241-2"),
        ("(Wood 2016: 63–70; Munro 2010)", "63–70"),
        ("(Wood 2016: Table 3.1)", "Table 3.1"),
        ("(Wood 2016: Appendix B, pp 248-9)", "Appendix B, pp 248-9"),
        ("(Wood 2016, p. 12)", "p. 12"),
        ("(Wood 2016 p205)", "p205"),
        ("(Wood 2016, detailed breakdown 2018-19 tables)", "detailed breakdown 2018-19 tables"),
        ("(Wood 2016: xiv)", "xiv"),
        ("(Wood 2016: 4, 7 and 9)", "4, 7 and 9"),
        ("(Wood 2016: 12ff)", "12ff"),
        ("(Wood 2016: paras 1.18-1.20)", "paras 1.18-1.20"),
        ("(Wood 2016, §4.2)", "§4.2"),
        ("(Wood 2016, 12-14)", "12-14"),
        ("(Wood 2016, at 12)", "at 12"),
        ("(Wood 2016, pp. xii–xv; Munro 2010)", "pp. xii–xv"),
        ("(Wood 2016, Fig. 2a)", "Fig. 2a"),
        ("(Wood 2016, esp. pages 12 to 14)", "esp. pages 12 to 14"),
        ("(Wood 2016, passim)", "passim"),
        ("(Wood 2016, 12 reviews)", None),
        ("(Wood 2016, which we doubt)", None),
        ("(Wood 2016)", None),
    ],
)
def test_locators_are_kept_as_printed(text: str, locator: str | None) -> None:
    assert find(text)[0].locator == locator


def test_styles_and_groups() -> None:
    found = find("Munro (2010, 2011a) and (Wood 2016; Laming 2003), or (Wood 2016)")
    assert [c.style for c in found] == ["narrative", "continuation", "parenthetical", "parenthetical", "parenthetical"]
    assert [c.group for c in found] == [1, 1, 2, 2, 3]
    assert [c.authors for c in found[:2]] == ["Munro", "Munro"]


def test_a_citation_may_cross_a_page_break_inside_its_block() -> None:
    first, second = "It was said (Bernard and", "Harris 2018: 259) before."
    text = f"{first}\n\n{second}\n\n{REFERENCES[2]}"
    gap = len(first) + 2
    blocks = (
        Block(0, BlockKind.PARAGRAPH, (Span(0, len(first)), Span(gap, gap + len(second))), 0),
        Block(1, BlockKind.REFERENCE, (Span(gap + len(second) + 2, len(text)),), 0),
    )
    document = Document("made", Metadata("M"), text, (Section(0, "1", "I", 1, None, None),), blocks)
    (found,) = find_citations(document, parse_references(document))
    assert found.text == "Bernard and Harris 2018: 259"
    assert text[found.span.start : found.span.end] == "Bernard and\n\nHarris 2018: 259"


@pytest.mark.parametrize("kind", [BlockKind.QUOTATION, BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.FOOTNOTE])
def test_every_kind_of_body_block_is_read(kind: BlockKind) -> None:
    assert [c.text for c in find("so it is (Wood 2016: 5)", kind)] == ["Wood 2016: 5"]


@pytest.mark.parametrize("kind", [BlockKind.HEADING, BlockKind.CONTENTS, BlockKind.IMPRINT])
def test_headings_contents_and_imprint_cite_nothing(kind: BlockKind) -> None:
    assert find("so it is (Wood 2016: 5)", kind) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Munro review called", [("Munro review", "Munro review", None)]),
        ("Working Together 2013 announced", [("Working Together 2013", "Working Together", "2013")]),
        (
            "The 1999 edition of *Working Together* said; the 2006 edition",
            [
                ("1999 edition of Working Together", "Working Together", "1999"),
                ("2006 edition", "Working Together", "2006"),
            ],
        ),
        ("the 1999 *Working Together* guidance", [("1999 Working Together guidance", "Working Together", "1999")]),
        ("the 1999 guidance had", [("1999 guidance", "guidance", "1999")]),
        ("the Cleveland inquiry report", [("Cleveland inquiry report", "Cleveland inquiry report", None)]),
        ("a public inquiry, the 2007 edition and an annual review", []),
    ],
)
def test_works_are_found_by_name(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(c.text, c.authors, c.year) for c in find(text) if c.style == "by-name"] == expected


REVIEWS = tuple(
    PeriodicReview("made", f"review/{start}-{end}", number, "", (), start, end, 3.0, None, key, (), ())
    for number, (start, end, key) in enumerate(
        [(2008, 2011, None), (2011, 2014, "Sidebotham et al 2016"), (2014, 2017, "Brandon et al 2020")], start=1
    )
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 2014-17 review found", ["2014-17 review"]),
        ("The 2014–2017 triennial overview report found", ["2014–2017 triennial overview report"]),
        ("the 2011-14 and 2014-17 reviews", ["2011-14", "2014-17 reviews"]),
        ("the overview of the 2011-14 SCRs", ["overview of the 2011-14 SCRs"]),
        ("the second review and our most recent review", ["second review", "most recent review"]),
        ("the first of the periodic reviews", ["first of the periodic reviews"]),
        ("the final report, a final overview, the seventh review, the 2001-03 review", []),
        ("in the 2014-17 cohort", []),
    ],
)
def test_periodic_reviews_are_found_by_years_and_number(text: str, expected: list[str]) -> None:
    assert [c.text for c in find(text, reviews=REVIEWS) if c.style == "by-period"] == expected


def test_without_known_reviews_periods_come_from_titles() -> None:
    assert [c.text for c in find("the 2014-17 review and the third review")] == ["2014-17 review"]


PIECES = st.sampled_from(
    [
        "(",
        ")",
        "[",
        "Wood",
        "2016",
        "2011a",
        ", b",
        "et al",
        "and",
        "; ",
        ": 5",
        ",",
        "Munro review",
        " ",
        "2014-17",
        "é",
    ]
)


@example("2016 Wood report .")
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_spans_lie_in_their_block_in_order_and_apart(text: str) -> None:
    document = make_document(text)
    found = find_citations(document, parse_references(document))
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start
    for citation in found:
        assert 0 <= citation.span.start < citation.span.end <= len(text)
        assert document.read((citation.span,)) == citation.text


@pytest.mark.parametrize(
    "piece", ["(", "()", "2010 ", "(2010) ", "A", "Ab ", "et al ", "2011a, b, ", "2010-11 and ", "of "]
)
def test_hostile_text_gives_nothing_and_comes_back(piece: str) -> None:
    assert find(piece * (40_000 // len(piece))) == []
