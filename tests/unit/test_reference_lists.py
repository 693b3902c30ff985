"""Documents with a list for each chapter, with citations by number, and other input that cannot be followed plainly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.reading.audit_list import audit_list
from scrgraph.reading.citation_audit import audit_citations
from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import LinkedCitation, Reference, ResolvedCitation
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.source.document import Document, Metadata
from scrgraph.source.plain_text import read_plain_text

CHAPTERS = """Chapter 1: The first

Neglect is seldom the only form of harm, and it is often seen late (Howe 2012; Ward 2009). This is shared (Munro 2011).

References

Howe, D. (2012) Seeing neglect. London: Routledge.

Munro, E. (2011) The review. London: DfE.

Ward, H. (2009) Costs. London: Sage.

Chapter 2: The second

Another chapter has its own list (Howe 2012; Smith 2010). This is shared (Munro 2011), this is not (Ward 2009).

References

Howe, J. (2012) Other things. London: Sage.

Munro, E. (2011) The review. London: DfE.

Smith, A. (2010) More. London: Sage.
"""
LIST = "\n\nReferences\n\nHowe, D. (2012) Seeing neglect. London: Routledge.\n\nWard, H. (2009) Costs. London: Sage.\n"


def read(text: str) -> tuple[Document, tuple[Reference, ...], tuple[LinkedCitation, ...]]:
    document = read_plain_text("made", text, Metadata("Made"))
    references = parse_references(document)
    return document, references, link_citations(find_citations(document, references), references)


def messages(text: str) -> list[str]:
    return [finding.message for finding in audit_list(*read(text))]


def test_each_chapter_cites_its_own_list() -> None:
    linked = read(CHAPTERS)[2]
    assert [(one.citation.text, one.target, one.rule) for one in linked if isinstance(one, ResolvedCitation)] == [
        ("Howe 2012", 1, None),
        ("Ward 2009", 3, None),
        ("Munro 2011", 2, None),
        ("Howe 2012", 4, None),
        ("Smith 2010", 6, None),
        ("Munro 2011", 5, None),
        ("Ward 2009", 3, "other-list"),
    ]


def test_a_work_that_two_chapters_list_is_no_duplicate() -> None:
    findings = audit_citations(*read(CHAPTERS))
    assert [(one.kind, one.rule, one.repair) for one in findings] == [
        ("mismatched-citation", "other-list", "list the work in this chapter's own list too")
    ]


def test_what_interrupts_a_list_does_not_part_it() -> None:
    text = CHAPTERS.partition("Chapter 2")[0].replace(
        "Munro, E. (2011)", "Websites\n\n1 A note on what Howe says elsewhere (Howe 2012).\n\nMunro, E. (2011)"
    )
    assert {one.rule for one in read(text)[2]} == {None}


@pytest.mark.parametrize(
    "body",
    [
        "So it is [1], and so [2, 3], and again [4-6].",
        "So it is.¹ And so it was,² they say.³",
        "So it is¹² and so on.³⁻⁵ And so on.⁶ Howe (1999) was there.",
    ],
)
def test_citations_by_number_are_said_to_be_such(body: str) -> None:
    (message,) = messages(body + LIST)
    assert message.startswith("The document cites by number")


@pytest.mark.parametrize(
    "body",
    ["So it is (Howe 2012).¹ So they say (Ward 2009).² And on.³", "10 m² and 5 km² and 3 cm³", "See [1] and [2]."],
)
def test_notes_and_units_are_no_citations_by_number(body: str) -> None:
    assert messages(body + LIST) == []


def test_a_text_without_a_list_says_so() -> None:
    assert messages("So it is (Howe 2012), they say.") == ["The document cites 1 times but has no reference list."]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff",
        "References",
        "References\n\nReferences\n\nReferences",
        "References\n\n(2012)\n\n2012\n\n———. 2012.\n\n[1]\n\n•",
        "كتب (هاو 2012) ذلك.\n\nReferences\n\nهاو، د. (2012) كتاب. لندن.",
        "\x00\x01\x02 (Howe 2012)\n\x7f" + LIST,
        "(Howe 2012" * 50 + LIST,
        "Howe, D. A work without a year. London.\n\n" * 3 + LIST,
    ],
)
def test_odd_documents_give_a_clear_result(text: str) -> None:
    document, references, linked = read(text)
    assert all(1 <= one.target <= len(references) for one in linked if isinstance(one, ResolvedCitation))
    assert all(finding.message for finding in audit_citations(document, references, linked))


PIECES = st.sampled_from(
    (
        "(Howe 2012)",
        "[3]",
        "References\n\n",
        "Howe, D. (2012) T. London: X.",
        "\n\n",
        "———",
        "et al",
        "1. ",
        "• ",
        "2012",
        "\t",
    )
)


@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_any_order_of_lists_and_citations_is_read(text: str) -> None:
    document, references, linked = read(text)
    assert [reference.index for reference in references] == list(range(1, len(references) + 1))
    assert all(1 <= one.target <= len(references) for one in linked if isinstance(one, ResolvedCitation))
    audit_citations(document, references, linked)
