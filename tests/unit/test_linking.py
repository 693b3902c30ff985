"""Linking: resolved, repaired by a named rule, ambiguous, unresolved; never a guess."""

import pytest
from citation_documents import make_document
from series_words import REVIEWS as SERIES

from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import LinkedCitation, PeriodicReview, ResolvedCitation, UnresolvedCitation
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.reading.review_periods import parse_range, review_periods

OTHERS = (
    "Faruque, S.M., Islam, M.J. and Ahmad, Q.S. (2005) 'Self-limiting nature of epidemics', *PNAS*, 102: 6119-24.",
    "Faruque, S.M., Naser, I.B. and Islam, M.J. (2005) 'Seasonal epidemics', *PNAS*, 102: 1702-7.",
    "Shahriyari, L., Komarova, N.L. and Pant, A.B. (2013) 'Cell divisions', *PLOS ONE*, 8: 76195.",
    "Fredrick, K. (2003) 'Catalysis', *Science*, 300: 1159-1162.",
    "De Simone, A., Gustavsson, M. and Shi, L. (2013) 'Structures', *JACS*, 1: 1-2.",
    "De Simone, A., Montalvao, R.W. and Dobson, C.M. (2013) 'Dynamics', *JACS*, 2: 1-2.",
    "Lee, K.A. and Lee, W.J. (2014) 'Drosophila', *J*, 1: 1-2.",
    "Lee, K.A. and Kim, B. (2014) 'Flies', *J*, 2: 1-2.",
    "NAO (National Audit Office) (2018) *Sustainability*, London: NAO.",
    "NAO (2019) *Pressures*, London: NAO.",
    "Smith, A. (2015) *One*, London: X.",
    "Smith, J.K. (2015) *Two*, London: X.",
    "Smith, J. and Jones, K. (2017) *Three*, London: X.",
    "García Márquez, G. (2012) *Four*, London: X.",
    "World Health Organization (2020) *Five*, Geneva: X.",
    "Kim, A., Kim, B. and Kim, C. (n.d.) *Six*, London: X.",
)


def link(
    text: str, references: tuple[str, ...] | None = None, reviews: tuple[PeriodicReview, ...] = ()
) -> list[LinkedCitation]:
    document = make_document(text, references=references) if references else make_document(text)
    entries = parse_references(document)
    return list(link_citations(find_citations(document, entries, reviews, SERIES), entries, reviews))


def only(text: str, references: tuple[str, ...] | None = None) -> tuple[str, tuple[int, ...], str | None]:
    (linked,) = link(text, references)
    if isinstance(linked, ResolvedCitation):
        return linked.status, (linked.target,), linked.rule
    return linked.status, linked.candidates, linked.rule


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("(Brandon et al 2020)", 1),
        ("(Brandon, Sidebotham and Wate 2020)", 1),
        ("Sidebotham et al. (2016: 5)", 2),
        ("(Bernard & Harris, 2018)", 3),
        ("(Munro 2011b)", 6),
        ("(NSPCC/SCIE 2016)", 8),
        ("(CSPRP 2020)", 10),
        ("(Child Safeguarding Practice Review Panel 2020)", 10),
        ("(DH et al 1999)", 11),
        ("(van Breugel and O'Donnell 2011)", 13),
        ("Lord Laming (2003: 205)", 14),
        ("the Wood review (2016)", 7),
        ("Working Together 2013 said", 12),
        ("the Wood review said", 7),
        ("the Climbié report", 14),
        ("the Climbié inquiry", 14),
        ("the 1999 guidance", 11),
        ("the 2014-17 review", 1),
    ],
)
def test_what_is_printed_right_is_resolved(text: str, target: int) -> None:
    assert only(text) == ("resolved", (target,), None)


@pytest.mark.parametrize(
    ("text", "target", "rule"),
    [
        ("(Bernard and Harris 2019)", 3, "year-off-by-one"),
        ("(Brandon 2020)", 1, "missing-et-al"),
        ("(Bernard 2018)", 3, "missing-second-author"),
        ("(Wood et al 2016)", 7, "needless-et-al"),
        ("(Brandon at al 2020)", 1, "misspelt-et-al"),
        ("(Sidebotham et al 2020)", 1, "wrong-first-author"),
        ("(Sidbotham et al 2016)", 2, "misspelt-author"),
        ("(CSPRP 2020a)", 10, "suffix-not-in-list"),
    ],
)
def test_a_repair_names_its_rule(text: str, target: int, rule: str) -> None:
    assert only(text) == ("repaired", (target,), rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(De Simone et al 2013b)", ("repaired", (6,), "suffix-by-list-order")),
        ("(Fredrick and Noller 2003)", ("repaired", (4,), "second-author-not-listed")),
        ("(Shahryiari and Komarova 2013)", ("repaired", (3,), "misspelt-author")),
        ("(Faruque et al 2005)", ("ambiguous", (1, 2), None)),
        ("(Lee and Lee 2014)", ("resolved", (7,), None)),
        ("(National Audit Office 2019)", ("resolved", (10,), None)),
        ("(De Simone et al 2013)", ("ambiguous", (5, 6), None)),
        ("(Smith 2015)", ("ambiguous", (11, 12), None)),
        ("(J. Smith, 2015)", ("resolved", (12,), None)),
        ("(Smith, A.M., 2015)", ("resolved", (11,), None)),
        ("(Smith/Jones 2017)", ("resolved", (13,), None)),
        ("(García 2012)", ("repaired", (14,), "short-name")),
        ("(WHO 2020)", ("repaired", (15,), "short-name")),
        ("(Kim et al, no date)", ("resolved", (16,), None)),
    ],
)
def test_hard_forms(text: str, expected: tuple[str, tuple[int, ...], str | None]) -> None:
    assert only(text, OTHERS) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Munro 2011)", ("ambiguous", (5, 6), None)),
        ("the Munro review", ("ambiguous", (4, 5, 6), None)),
        ("(Munro 2011c)", ("ambiguous", (5, 6), None)),
        ("(Wood 2009)", ("unresolved", (), None)),
        ("(Zuber et al 2011)", ("unresolved", (), None)),
        ("the 2006 edition of Working Together", ("unresolved", (), None)),
        ("the Cleveland inquiry", ("unresolved", (), None)),
    ],
)
def test_what_is_not_certain_is_not_linked(text: str, expected: tuple[str, tuple[int, ...], None]) -> None:
    assert only(text) == expected


def test_one_listed_work_does_not_stand_for_several_cited_ones() -> None:
    linked = link("(CSPRP 2020a; CSPRP 2020b)")
    assert [(type(one), one.rule) for one in linked] == [
        (ResolvedCitation, "suffix-not-in-list"),
        (UnresolvedCitation, "entry-missing"),
    ]


def test_a_continuation_takes_the_authors_before_it() -> None:
    linked = link("(Munro 2010, 2011a, b)")
    assert [one.target for one in linked if isinstance(one, ResolvedCitation)] == [4, 5, 6]


def test_reviews_lead_to_their_entry_by_number() -> None:
    reviews = (
        PeriodicReview("made", "review/2011-2014", 1, "", (), 2011, 2014, 3, None, "sidebotham et al 2016", (), ()),
        PeriodicReview("made", "review/2017-2019", 2, "", (), 2017, 2019, 2, None, None, (), ()),
    )
    first, last = link("the first review and the final review", reviews=reviews)
    assert isinstance(first, ResolvedCitation)
    assert first.target == 2
    assert last.status == "unresolved"


def test_without_a_list_nothing_is_resolved() -> None:
    document = make_document("(Wood 2016) and (Brandon et al 2020: 5)", references=())
    linked = link_citations(find_citations(document, ()), ())
    assert [one.status for one in linked] == ["unresolved", "unresolved"]


def test_five_thousand_entries_are_told_apart() -> None:
    references = tuple(
        f"Author{chr(97 + n % 26)}{n}x, A. ({1900 + n % 100}) *Title {n}*, London: X." for n in range(5000)
    )
    document = make_document("(Authorh4999x 1999; Authora0x 1900)", references=references)
    entries = parse_references(document)
    linked = link_citations(find_citations(document, entries), entries)
    assert [one.target for one in linked if isinstance(one, ResolvedCitation)] == [5000, 1]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2014-17", (2014, 2017)),
        ("2003-5", (2003, 2005)),
        ("1998–2001", (1998, 2001)),
        ("1999-01", None),
        ("2014", None),
        ("2014-170", None),
    ],
)
def test_ranges_of_years(text: str, years: tuple[int, int] | None) -> None:
    assert parse_range(text) == years


def test_periods_are_read_from_titles_where_no_reviews_are_given() -> None:
    entries = parse_references(make_document())
    assert [(p.start, p.end, p.target) for p in review_periods(entries, ())] == [(2014, 2017, 1), (2011, 2014, 2)]
