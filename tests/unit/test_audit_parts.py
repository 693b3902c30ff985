"""The audit beyond the list: form of citations, entries, named works, periodic reviews, cross-references."""

from dataclasses import replace

import pytest
from citation_documents import REFERENCES, make_document
from series_words import REVIEWS as SERIES

from scrgraph.reading.audit_entries import audit_entries
from scrgraph.reading.citation_audit import audit_citations
from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import AuditFinding, PeriodicReview, Reference
from scrgraph.reading.linking import link_citations
from scrgraph.reading.quotations import quoted_sources
from scrgraph.reading.quotations_inline import inline_quotations
from scrgraph.reading.reference_lists import reference_lists
from scrgraph.reading.references import parse_references
from scrgraph.source.document import Block, BlockKind, Document, Section
from scrgraph.source.text import Span

MANY = "(Wood 2016; Munro 2010; Munro 2011a; Munro 2011b; Laming 2003)"


def audit(document: Document) -> tuple[AuditFinding, ...]:
    references = parse_references(document)
    linked = link_citations(find_citations(document, references, REVIEWS, SERIES), references, REVIEWS)
    quotations = quoted_sources(document, linked) + inline_quotations(document, linked)
    return audit_citations(document, references, linked, quotations)


def rules(*body: str, references: tuple[str, ...] = REFERENCES) -> list[tuple[str, list[str], str | None]]:
    """Return (rule, anchored texts, repair) of the findings, without the entries that are never cited."""
    return [
        (finding.rule, [anchor.text for anchor in finding.anchors], finding.repair)
        for finding in audit(make_document(*body, references=references))
        if finding.kind not in ("uncited-reference", "duplicate-reference")
    ]


def review(number: int, start: int, end: int, key: str) -> PeriodicReview:
    return PeriodicReview("made", f"review/{start}-{end}", number, "", (), start, end, 3.0, None, key, (), ())


REVIEWS = (review(1, 2011, 2014, "Sidebotham et al 2016"), review(2, 2014, 2017, "Brandon et al 2020"))


@pytest.mark.parametrize(
    ("text", "rule", "anchor", "repair"),
    [
        ("Boards vary (Wood 2016: 5. They do.", "missing-closing-bracket", "(Wood 2016: 5", "add ')'"),
        ("Boards vary, said Wood 2016: 5). They do.", "missing-opening-bracket", "Wood 2016: 5)", "add '('"),
    ],
)
def test_a_bracket_without_its_other_half(text: str, rule: str, anchor: str, repair: str) -> None:
    assert rules(text) == [(rule, [anchor], repair)]


@pytest.mark.parametrize(
    "text", ["a) Boards vary (Wood 2016).", "(They vary. So said others (Wood 2016).)", "It is 1) so (Wood 2016)."]
)
def test_brackets_that_pair_and_marks_of_a_list(text: str) -> None:
    assert rules(text) == []


def test_a_rare_form_is_queried_once_with_all_its_places() -> None:
    body = (MANY, MANY, "(Wood, 2016)", "(Laming, 2003: 4)")
    assert rules(*body) == [
        ("comma-before-year", ["Wood, 2016", "Laming, 2003: 4", "Wood 2016"], "leave out the comma")
    ]


@pytest.mark.parametrize("body", [("(Wood, 2016)", "(Munro 2010)"), (MANY, MANY), (MANY, MANY.replace(" 2", ", 2"))])
def test_no_house_style_is_assumed(body: tuple[str, ...]) -> None:
    assert rules(*body) == []


def test_a_missing_space_before_the_page() -> None:
    pages = " ".join(f"(Wood 2016: {page})" for page in range(1, 11))
    assert rules(pages, "(Wood 2016:50)") == [("space-before-page", ["Wood 2016:50", "Wood 2016: 1"], "add the space")]


def test_quotations_without_a_page_where_the_others_have_one() -> None:
    body = [f"It 'was a discredited model in area {page}' (Wood 2016: {page})." for page in range(1, 11)]
    title = "It was called 'The Munro Review of Child Protection' (Munro 2010)."
    assert rules(*body, title) == []
    assert rules(*body, "It 'was never used by any board' (Wood 2016).") == [
        ("quotation-without-page", ["was never used by any board", "Wood 2016"], "add the page")
    ]


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ("Ofsted (2019) *Annual report 2019-2020*. London: Ofsted.", "title-after-year"),
        ("Ofsted (2019) *Statistics of care 2018 to 2021*. London: Ofsted.", "title-after-year"),
        ("Ofsted (2019) *Suicide in children* Ofsted-Suicide-Report.pdf", "broken-address"),
        ("Ofsted (2019 *Letters*. London: Ofsted.", "unbalanced-brackets"),
        ("Smith, J. Letters.", "no-year"),
    ],
)
def test_faults_of_an_entry(entry: str, rule: str) -> None:
    assert rule in [found for found, _, _ in rules("x", references=(entry,))]


@pytest.mark.parametrize(
    "entry",
    [
        "Ofsted (2019) *Strategy 2019-2024*. London: Ofsted.",
        "Ofsted (2020) *Annual report 2019-20*. London: Ofsted.",
        "Ofsted (2008) *Evaluations of reviews 1 April 2007 to 31 March 2008*. London: Ofsted.",
        "Ofsted (2019) *Report*. Online: <https://example.org/report.pdf>",
    ],
)
def test_entries_without_fault(entry: str) -> None:
    assert rules("x", references=(entry,)) == []


def of_authors(*names: str) -> tuple[Reference, ...]:
    return parse_references(make_document(references=tuple(f"{name}, X. (2010) *T*. London: Y." for name in names)))


def orders(references: tuple[Reference, ...]) -> list[AuditFinding]:
    found = audit_entries(references, reference_lists(references, ()))
    return [finding for finding in found if finding.rule == "list-order"]


def test_an_entry_that_stands_too_late_in_an_ordered_list() -> None:
    before, after = [f"{letter}ast" for letter in "ABCDEFGHIJ"], [f"{letter}ast" for letter in "KLMNOPQRUVW"]
    (finding,) = orders(of_authors(*before, "Bell", *after[:8], "St Laurent", "Staple", *after[8:], "Zöe"))
    assert finding.message == "The list is in alphabetical order but for 'Bell 2010' after 'Jast 2010'."
    assert [anchor.text[:4] for anchor in finding.anchors] == ["Jast", "Bell"]


@pytest.mark.parametrize(
    "names",
    [
        [f"{letter}ast" for letter in "ABCDEFGHIJKLMNOPQR"],
        [f"{letter}ast" for letter in "ABCDEFGHIJKLMNOPQS"] + ["St Laurent", "Stapleton"],
        [f"{letter}ast" for letter in "ABCDEFGHIJKLMNOPQS"] + ["Staple", "St Laurent"],
        [f"{letter}ast" for letter in "ZABYCDXEFWGHVIJUKLT"],
        ["Zed", "Alb"],
    ],
)
def test_lists_in_order_by_some_custom_or_in_none(names: list[str]) -> None:
    assert orders(of_authors(*names)) == []


def test_entries_that_no_letter_tells_apart() -> None:
    entries = ("Ofsted (2019) *On boards*. London: Ofsted.", "Ofsted (2019) *On schools*. London: Ofsted.")
    ((rule, anchors, _),) = rules("x", references=entries)
    assert (rule, len(anchors)) == ("same-authors-same-year", 2)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("It said so (BASW website, April 2022).", "BASW website, April 2022"),
        (
            "The national review into the murders of two children was published in May 2022.",
            "review into the murders of two children was published in May 2022",
        ),
    ],
)
def test_works_named_with_a_date_but_not_listed(text: str, anchor: str) -> None:
    assert rules(text) == [("dated-not-listed", [anchor], "add the work to the reference list and cite it")]


@pytest.mark.parametrize(
    "text",
    [
        "The review of local boards was published in 2016.",
        "The review of all services was published in 2016 (Wood 2016).",
        "The report was published.",
    ],
)
def test_works_that_are_listed_or_cited(text: str) -> None:
    assert rules(text) == []


def test_a_sentence_that_names_one_review_and_cites_another() -> None:
    text = "The 2011-14 review has a part on it (Brandon et al 2020: 4), they say."
    ((rule, anchors, repair),) = rules(text)
    assert (rule, anchors[:2], repair) == (
        "other-review",
        ["2011-14 review", "Brandon et al 2020: 4"],
        "cite as 'Sidebotham et al 2016'",
    )
    assert [anchor.split(",")[0] for anchor in anchors[2:]] == ["Sidebotham", "Brandon"]


@pytest.mark.parametrize(
    "text",
    [
        "The 2011-14 review has a part on it (Sidebotham et al 2016: 4).",
        "The 2014-17 review and the 2011-14 review have it (Brandon et al 2020: 4).",
        "The 2011-14 review has it (Sidebotham et al 2016, Brandon et al 2020).",
        "The 2011-14 review has it (Wood 2016).",
        "The 2011-14 review has it. It is known (Brandon et al 2020).",
    ],
)
def test_reviews_that_are_cited_as_named_or_in_doubt(text: str) -> None:
    assert rules(text) == []


FILLER = " ".join(f"filler{chr(97 + i // 26)}{chr(97 + i % 26)}words" for i in range(80))


def with_parts(pointer: str) -> Document:
    """Return a document of three parts whose first describes the others and then points to one of them."""
    outline = "Part 2 considers definitions of harm and how they widened. Part 3 turns to bridges and rivers."
    parts = (
        ("1", "Introduction", f"{outline} {pointer}"),
        ("2", "Understanding harm", f"{FILLER} harm has been defined anew and definitions widened."),
        ("3", "Bridges", f"{unrelated()} bridges rust, and rivers rise."),
        ("4", "Closing", pointer),
    )
    text = ""
    blocks: list[Block] = []
    sections: list[Section] = []
    for index, (number, title, body) in enumerate(parts):
        for kind, words in ((BlockKind.HEADING, f"Part {number}: {title}"), (BlockKind.PARAGRAPH, body)):
            blocks.append(Block(len(blocks), kind, (Span(len(text), len(text) + len(words)),), index))
            text += words + "\n\n"
        sections.append(Section(index, number, title, 1, None, 2 * index))
    return replace(make_document(), text=text, blocks=tuple(blocks), sections=tuple(sections))


def unrelated() -> str:
    return " ".join(f"{chr(97 + i // 26)}{chr(97 + i % 26)}other" for i in range(80))


def pointed(pointer: str) -> list[tuple[str, str, list[str], str | None]]:
    found = [finding for finding in audit(with_parts(pointer)) if finding.kind == "cross-reference"]
    return [(f.rule, f.severity, [anchor.text for anchor in f.anchors], f.repair) for f in found]


def test_a_pointer_to_the_part_that_does_not_speak_of_it() -> None:
    wrong = ("other-subject", "major", ["Part 3", "Part 3: Bridges", "Part 2: Understanding harm"], "point to Part 2")
    assert pointed("There is the widening of definitions, as described earlier in Part 3.") == [wrong, wrong]


@pytest.mark.parametrize(
    "pointer",
    [
        "There is the widening of definitions, as described earlier in Part 2.",
        "There are rusty bridges and rising rivers, as described in Part 3.",
        "Nothing else is known (see Part 3).",
    ],
)
def test_pointers_that_lead_where_they_say_or_say_nothing(pointer: str) -> None:
    assert pointed(pointer) == []


def test_a_pointer_to_no_part() -> None:
    assert [found[:3] for found in pointed("It is so (see Part 9).")] == 2 * [("no-such-place", "major", ["Part 9"])]
