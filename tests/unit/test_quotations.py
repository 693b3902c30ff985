"""Displayed quotations: their words and the citation that ends them."""

from citation_documents import make_document

from scrgraph.reading.citations import find_citations
from scrgraph.reading.linking import link_citations
from scrgraph.reading.quotations import quoted_sources
from scrgraph.reading.references import parse_references
from scrgraph.source.document import BlockKind, Document


def quoted(text: str) -> list[tuple[str, str | None]]:
    document = make_document(text, kind=BlockKind.QUOTATION)
    return read(document)


def read(document: Document) -> list[tuple[str, str | None]]:
    references = parse_references(document)
    linked = link_citations(find_citations(document, references), references)
    return [
        (document.read(q.spans), None if q.citation is None else linked[q.citation].citation.text)
        for q in quoted_sources(document, linked)
    ]


def test_the_closing_citation_is_not_part_of_the_words() -> None:
    assert quoted("Trust is earned ... (Wood 2016: 51).") == [("Trust is earned ...", "Wood 2016: 51")]


def test_of_several_closing_citations_the_first_is_the_source() -> None:
    assert quoted("Trust is earned (Wood 2016: 51; Munro 2010).") == [("Trust is earned", "Wood 2016: 51")]


def test_a_citation_within_the_words_is_no_source() -> None:
    text = "As (Wood 2016) said, trust is earned."
    assert quoted(text) == [(text, None)]


def test_a_quotation_without_citation_keeps_all_its_words() -> None:
    assert quoted("Trust is earned.") == [("Trust is earned.", None)]


def test_a_block_that_is_only_a_citation_keeps_its_words() -> None:
    assert quoted("(Wood 2016: 51)") == [("(Wood 2016: 51)", "Wood 2016: 51")]


def test_paragraphs_are_no_displayed_quotations() -> None:
    assert read(make_document("Trust is earned (Wood 2016: 51).")) == []
