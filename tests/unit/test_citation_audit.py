"""What the audit says, and what it leaves alone."""

from dataclasses import replace

import pytest
from citation_documents import make_document

from scrgraph.reading.citation_audit import audit_citations
from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import AuditFinding
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.source.document import Block, BlockKind, ContentsEntry, Document, Section
from scrgraph.source.text import Span

OFSTED = (
    "Ofsted (2020a) *Feeling heard: help for children with mental ill health*. London: Ofsted.",
    "Ofsted (2020b) *The response to sexual abuse in the family environment*. London: Ofsted.",
)


def audit(document: Document) -> list[AuditFinding]:
    references = parse_references(document)
    return list(audit_citations(document, references, link_citations(find_citations(document, references), references)))


def of_kind(kind: str, *body: str, references: tuple[str, ...] | None = None) -> list[AuditFinding]:
    document = make_document(*body, references=references) if references else make_document(*body)
    return [finding for finding in audit(document) if finding.kind == kind]


def test_a_citation_without_entry_is_broken_with_every_place() -> None:
    (finding,) = of_kind("broken-citation", "(Zuber et al 2011)", "again (Zuber et al 2011: 5)")
    assert (finding.severity, finding.rule) == ("major", "cited-not-listed")
    assert [anchor.text for anchor in finding.anchors] == ["Zuber et al 2011", "Zuber et al 2011: 5"]


def test_a_repair_shows_both_sides() -> None:
    (finding,) = of_kind("mismatched-citation", "(Bernard and Harris 2019)")
    assert finding.rule == "year-off-by-one"
    assert finding.repair == "cite as 'Bernard and Harris 2018'"
    assert [anchor.text[:7] for anchor in finding.anchors] == ["Bernard", "Bernard"]


def test_an_ambiguous_citation_shows_its_candidates() -> None:
    (finding,) = of_kind("ambiguous-citation", "(Munro 2011)")
    assert len(finding.anchors) == 3


def test_a_name_for_several_parts_of_one_work_is_no_fault() -> None:
    assert of_kind("ambiguous-citation", "the Munro review") == []


def test_a_named_work_that_is_not_listed() -> None:
    (finding,) = of_kind("unlisted-work", "the Cleveland inquiry")
    assert finding.severity == "minor"


def test_duplicates_and_uncited_entries() -> None:
    body = "(Wood 2016; NSPCC/SCIE 2016)"
    (duplicate,) = of_kind("duplicate-reference", body)
    assert len(duplicate.anchors) == 2
    uncited = {finding.message.split("'")[1] for finding in of_kind("uncited-reference", body)}
    assert "Laming 2003" in uncited
    assert not uncited & {"Wood 2016", "NSPCC/SCIE 2016"}


def test_malformed_entries() -> None:
    entries = ("DCSF (Department for Children (2009) *Guidance*. London: X.", "Smith, J. Letters.")
    found = of_kind("malformed-reference", "x", references=entries)
    assert [finding.rule for finding in found] == ["unbalanced-brackets", "no-year"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("on sexual abuse in the family (Ofsted 2020a), and on mental ill health of children (Ofsted 2020b)", 1),
        ("on mental ill health of children (Ofsted 2020a), and on sexual abuse in the family (Ofsted 2020b)", 0),
        ("on sexual abuse in the family (Ofsted 2020a), and on other things (Ofsted 2020b)", 0),
    ],
)
def test_swapped_labels_need_evidence_on_both_sides(text: str, count: int) -> None:
    assert len(of_kind("swapped-labels", text, references=OFSTED)) == count


def with_sections(body: str) -> Document:
    """Return a document whose body heading "The history" lost the number that its contents entry has."""
    contents, first, second = "1.1 The history\t6", "The history", "1.2 The reviews"
    parts = [contents, first, second, body]
    kinds = [BlockKind.CONTENTS, BlockKind.HEADING, BlockKind.HEADING, BlockKind.PARAGRAPH]
    text, blocks = "", []
    for index, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
        blocks.append(Block(index, kind, (Span(len(text), len(text) + len(part)),), max(0, index - 2)))
        text += part + "\n\n"
    sections = (
        Section(0, "1.1", "The history", 2, None, 1, 6, 0, "The history"),
        Section(1, "1.2", "The reviews", 2, None, 2, None, None, "1.2 The reviews"),
    )
    entry = ContentsEntry(0, "1.1 The history", 6, 0)
    return replace(make_document(), text=text, blocks=tuple(blocks), sections=sections, contents=(entry,))


def test_a_heading_that_lost_its_number() -> None:
    (finding,) = audit(with_sections("Nothing."))
    assert (finding.kind, finding.rule) == ("heading-mismatch", "lost-number")
    assert [anchor.text for anchor in finding.anchors] == ["1.1 The history 6", "The history"]


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("It is so (see Part 1.7 below).", ["no-such-place"]),
        ("It is so (see Section 1.2 below).", ["wrong-direction"]),
        ("It is so (see Section 1.2 above).", []),
        ("It was set out in Part 9 of the guidance.", []),
        ("It is so (see Table 4 below).", []),
    ],
)
def test_cross_references(body: str, rules: list[str]) -> None:
    found = [finding for finding in audit(with_sections(body)) if finding.kind == "cross-reference"]
    assert [finding.rule for finding in found] == rules


def test_a_document_without_list_says_so_once() -> None:
    (finding,) = audit(make_document("It was so (Wood 2016; Munro 2010).", references=()))
    assert finding.kind == "missing-list"
    assert [anchor.text for anchor in finding.anchors] == ["Wood 2016", "Munro 2010"]


def test_citations_by_number_are_named_as_such() -> None:
    (finding,) = of_kind("numeric-citations", "As shown [1], and [2, 3], and [4-7].")
    assert [anchor.text for anchor in finding.anchors] == ["[1]", "[2, 3]", "[4-7]"]


@pytest.mark.parametrize("body", ["As shown [1] and [2].", "Shown [1], [2], [3] (Wood 2016).", "Nothing."])
def test_few_numbers_or_named_citations_are_no_numeric_style(body: str) -> None:
    assert of_kind("numeric-citations", body) == []


def test_a_document_without_citations_or_list_has_no_findings() -> None:
    assert audit(make_document("It was so.", references=())) == []
