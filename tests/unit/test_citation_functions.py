"""What citations are for: shown by words of their sentence, with a confidence; quotations within paragraphs."""

from dataclasses import replace

import pytest
from citation_documents import make_document
from graph_samples import FIRST, at, make_reading
from graph_samples import make_document as make_report

from scrgraph.reading.author_teams import count_teams, own_authors
from scrgraph.reading.citation_functions import citation_functions
from scrgraph.reading.citation_names import index_names
from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import CitationFunction, Person, QuotedSource
from scrgraph.reading.linking import link_citations
from scrgraph.reading.quotations import quoted_sources
from scrgraph.reading.quotations_inline import inline_quotations
from scrgraph.reading.references import parse_references
from scrgraph.source.document import BlockKind, Document


def read(document: Document) -> tuple[list[str], tuple[CitationFunction, ...], tuple[QuotedSource, ...]]:
    """Return the texts of the citations, their functions, and the quotations."""
    references = parse_references(document)
    linked = link_citations(find_citations(document, references), references)
    quotations = quoted_sources(document, linked) + inline_quotations(document, linked)
    functions = citation_functions(document, linked, quotations, (), references)
    return [one.citation.text for one in linked], functions, quotations


def functions_of(text: str) -> list[tuple[str, str, str]]:
    """Return (citation, function without its prefix, evidence) of a paragraph."""
    document = make_document(text)
    citations, functions, _ = read(document)
    return [
        (citations[one.citation], one.function.removeprefix("cito:"), document.read(one.spans)) for one in functions
    ]


@pytest.mark.parametrize(
    ("text", "function", "evidence"),
    [
        ("This is contrary to Wood (2016).", "disagreesWith", "contrary to"),
        ("Ours is inconsistent with Munro (2010).", "disputes", "inconsistent with"),
        ("This is consistent with the Wood review.", "agreesWith", "consistent with"),
        ("They did as described by Munro (2010).", "usesMethodIn", "as described by"),
        ("The frame is adapted from Wood (2016).", "extends", "adapted from"),
        ("Source: Wood 2016", "citesAsDataSource", "Source"),
        ("The term was coined by Wood (2016).", "credits", "coined by"),
        ("Boards vary (see Wood 2016).", "citesForInformation", "see"),
        ("Boards vary (e.g. Wood 2016).", "citesForInformation", "e.g."),
        ("Munro (2010) found that boards vary.", "citesAsEvidence", "found"),
        ("Munro (2010) also clearly showed it.", "citesAsEvidence", "showed"),
        ("Munro (2010) argued for less.", "discusses", "argued"),
        ("Wood (2016) recommended a panel.", "citesAsAuthority", "recommended"),
        ("Wood (2016) overstates the case.", "critiques", "overstates"),
        ("Boards were found to vary (Wood 2016).", "citesAsEvidence", "found"),
        ("Some 34% of boards vary (Wood 2016).", "citesAsEvidence", "34%"),
    ],
)
def test_words_beside_a_citation_show_its_function(text: str, function: str, evidence: str) -> None:
    assert [found[1:] for found in functions_of(text)] == [(function, evidence)]


@pytest.mark.parametrize(
    "text",
    [
        "Boards vary (Wood 2016).",
        "Munro (2010) was not published.",
        "Munro (2010) did not find that boards vary.",
        "This is not consistent with Wood (2016).",
        "Some 34% of boards vary (Wood 2016), but others (Munro 2010) do not.",
        "The review that Wood (2016) led.",
    ],
)
def test_without_evidence_nothing_is_claimed(text: str) -> None:
    assert functions_of(text) == []


def test_what_leads_into_a_bracket_holds_for_all_of_it() -> None:
    found = functions_of("Boards vary (see Wood 2016; Munro 2010).")
    assert [(one, function) for one, function, _ in found] == [
        ("Wood 2016", "citesForInformation"),
        ("Munro 2010", "citesForInformation"),
    ]


def test_words_quoted_decide_before_any_cue() -> None:
    ((citation, function, words),) = functions_of("Munro (2010: 9) found that boards 'have not fostered learning'.")
    assert (citation, function, words) == (
        "Munro (2010: 9)",
        "includesQuotationFrom",
        "have not fostered learning",
    )


def test_a_displayed_quotation_is_quoted_from_what_ends_it() -> None:
    document = make_document("Trust is earned (Wood 2016: 51).", kind=BlockKind.QUOTATION)
    _, (function,), _ = read(document)
    assert (function.function, function.confidence, function.rule) == (
        "cito:includesQuotationFrom",
        0.98,
        "displayed",
    )


def test_a_number_within_a_citation_of_its_source_cites_data() -> None:
    document = make_report()
    reading = make_reading(document)
    counted = replace(reading.observations[0], spans=(at(FIRST),), table=None)
    elsewhere = replace(counted, source="Board of Works 2012")
    for observation, expected in ((counted, [(0, "cito:citesAsDataSource")]), (elsewhere, [])):
        found = citation_functions(document, reading.citations, (), (observation,), reading.references)
        assert [(one.citation, one.function) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "quoted", "source", "confidence"),
    [
        ("It was a 'discredited model' (Wood 2016: 50).", "discredited model", "Wood 2016: 50", 0.95),
        ("‘the families’ lives were hard’ (Wood 2016)", "the families’ lives were hard", "Wood 2016", 0.9),
        ("(*'a lack of time'*: Munro 2010: 129)", "a lack of time", "Munro 2010: 129", 0.95),
        (
            "Laming (2003: 205) asked for 'respectful uncertainty' and for 'healthy doubt'.",
            "respectful uncertainty",
            "Laming (2003: 205)",
            0.85,
        ),
        (
            "Munro (2010: 5) says 'the professionals' views count', and more.",
            "the professionals' views count",
            "Munro (2010: 5)",
            0.85,
        ),
    ],
)
def test_quotations_within_a_paragraph(text: str, quoted: str, source: str, confidence: float) -> None:
    document = make_document(text)
    citations, _, (quotation,) = read(document)
    assert quotation.citation is not None
    assert not quotation.displayed
    assert (document.read(quotation.spans), citations[quotation.citation], quotation.confidence) == (
        quoted,
        source,
        confidence,
    )


@pytest.mark.parametrize(
    "text",
    [
        "It was 'discredited' (Wood 2016: 50).",
        "It was a 'discredited model' (Wood 2016).",
        "'Nobody knew that it was so', they said. It changed (Wood 2016: 50).",
        "The children's and families' lives (Wood 2016: 50).",
        "Wood (2016) spoke of 'a model that nobody trusts'.",
        "a 'quotation that never opens is none' (",
        "quotation without its opening mark' (Wood 2016: 5)",
    ],
)
def test_no_quotation_without_marks_words_and_source(text: str) -> None:
    assert read(make_document(text))[2] == ()


def test_independent_teams_share_no_author() -> None:
    references = parse_references(make_document("x"))
    names = index_names(references)
    by_key = {reference.key: reference for reference in references}
    brandon, sidebotham, wood = (by_key[key] for key in ("Brandon et al 2020", "Sidebotham et al 2016", "Wood 2016"))
    assert count_teams([], names) == 0
    assert count_teams([brandon, sidebotham], names) == 1
    assert count_teams([brandon, wood], names) == 2
    assert count_teams([wood, sidebotham, brandon, by_key["Munro 2010"], by_key["Munro 2011a"]], names) == 3


@pytest.mark.parametrize(
    ("author", "own"),
    [("Marian Brandon", True), ("Prof Marian Brandon", True), ("Brandon, Marian", True), ("Peter Brandon", False)],
)
def test_own_works_by_family_name_and_initial(author: str, own: bool) -> None:
    (reference, *_) = parse_references(make_document("x"))
    assert own_authors([author], reference) == ((Person("Brandon", "M."),) if own else ())


def test_an_organisation_owns_its_works_by_name_or_acronym() -> None:
    (panel,) = [one for one in parse_references(make_document("x")) if one.key == "CSPRP 2020"]
    assert own_authors(["CSPRP"], panel)
    assert own_authors(["The Child Safeguarding Practice Review Panel"], panel)
    assert not own_authors(["Ofsted"], panel)
