"""Everything a document says, read in the order in which one finding stands on another."""

from collections.abc import Sequence
from dataclasses import dataclass

from scrgraph.embedding import Vectors
from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.citation_audit import audit_citations
from scrgraph.reading.citation_functions import citation_functions
from scrgraph.reading.citations import find_citations
from scrgraph.reading.consistency import check_consistency
from scrgraph.reading.cross_references import find_cross_references
from scrgraph.reading.entities import find_mentions
from scrgraph.reading.events import find_events
from scrgraph.reading.findings import (
    AuditFinding,
    Correction,
    LinkedCitation,
    Observation,
    PeriodicReview,
    QuotedSource,
    Reading,
    Reference,
    ThemeAssignment,
)
from scrgraph.reading.linking import link_citations
from scrgraph.reading.listed import find_listed
from scrgraph.reading.memberships import find_memberships
from scrgraph.reading.override import Override
from scrgraph.reading.overrides import audit_corrections, correct_links, correct_numbers, correct_themes
from scrgraph.reading.quotations import quoted_sources
from scrgraph.reading.quotations_inline import inline_quotations
from scrgraph.reading.references import parse_references
from scrgraph.reading.relations import SectionTheme, ThemeFinding
from scrgraph.reading.review_counts import add_prose_counts
from scrgraph.reading.review_leads import find_review_leads
from scrgraph.reading.review_telling import Telling
from scrgraph.reading.reviews import find_reviews, words_for
from scrgraph.reading.roles import find_roles
from scrgraph.reading.section_themes import find_headed_themes, find_section_themes
from scrgraph.reading.series import SeriesWords
from scrgraph.reading.statistics import find_observations
from scrgraph.reading.theme_findings import find_theme_findings
from scrgraph.reading.themes import assign_themes
from scrgraph.source.document import Document


@dataclass(frozen=True, slots=True)
class _Cited:
    """The works and reviews of a document and where it names them: what most else stands on."""

    references: tuple[Reference, ...]
    reviews: tuple[PeriodicReview, ...]
    series: SeriesWords
    citations: tuple[LinkedCitation, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class _Themed:
    """What the passages and the sections of a document are about, and what it finds of it."""

    passages: tuple[ThemeAssignment, ...]
    sections: tuple[SectionTheme, ...]
    findings: tuple[ThemeFinding, ...]
    corrections: tuple[Correction, ...]


def read(
    document: Document,
    passages: Sequence[Passage],
    vectors: Vectors,
    authority: Authority,
    theme_vectors: Vectors,
    overrides: Sequence[Override] = (),
) -> Reading:
    """Return the findings of a document. `vectors` are those of its passages, `theme_vectors` of the themes.

    `overrides` are the reviewed corrections of it: each is applied before anything stands on what it corrects.
    """
    cited = _cite(document, authority, overrides)
    references, citations = cited.references, cited.citations
    counted = find_observations(document, citations, references, cited.reviews)
    observations, numbers = correct_numbers(document, counted, overrides)
    assigned = assign_themes(passages, vectors, theme_vectors, authority, document)
    themed = _theme(document, passages, assigned, authority, overrides, cited)
    corrections = cited.corrections + numbers + themed.corrections
    quotations = quoted_sources(document, citations) + inline_quotations(document, citations)
    mentions = find_mentions(document, authority)
    return Reading(
        document=document.id,
        references=references,
        citations=citations,
        quotations=quotations,
        functions=citation_functions(document, citations, quotations, observations, references),
        mentions=mentions,
        themes=themed.passages,
        observations=observations,
        reviews=add_prose_counts(document, cited.reviews, observations, cited.series),
        leads=find_review_leads(document, cited.reviews, mentions, cited.series),
        audit=_audit(document, cited, quotations, observations, corrections),
        section_themes=themed.sections,
        theme_findings=themed.findings,
        listed=find_listed(references, authority),
        memberships=find_memberships(document, mentions, authority),
        roles=find_roles(document.metadata, references, mentions, authority),
        cross_references=find_cross_references(document),
        events=find_events(document, citations),
        corrections=corrections,
        series=cited.series,
    )


def _cite(document: Document, authority: Authority, overrides: Sequence[Override]) -> _Cited:
    references = parse_references(document)
    reviews = find_reviews(document, references, authority.series)
    series = words_for(document, reviews, authority.series)
    linked = link_citations(find_citations(document, references, reviews, series), references, reviews)
    citations, corrections = correct_links(document, linked, references, overrides)
    return _Cited(references, reviews, series, citations, corrections)


def _theme(
    document: Document,
    passages: Sequence[Passage],
    assigned: tuple[ThemeAssignment, ...],
    authority: Authority,
    overrides: Sequence[Override],
    cited: _Cited,
) -> _Themed:
    themes, corrections = correct_themes(document, assigned, passages, authority, overrides)
    headings = find_headed_themes(document, authority)
    sections = find_section_themes(document, passages, themes, headings, authority)
    telling = Telling(document, cited.reviews, cited.references, cited.citations, cited.series)
    findings = find_theme_findings(document, passages, telling, sections, authority)
    return _Themed(themes, sections, findings, corrections)


def _audit(
    document: Document,
    cited: _Cited,
    quotations: tuple[QuotedSource, ...],
    observations: tuple[Observation, ...],
    corrections: tuple[Correction, ...],
) -> tuple[AuditFinding, ...]:
    found = audit_citations(document, cited.references, cited.citations, quotations)
    return found + check_consistency(document, observations, cited.reviews) + audit_corrections(corrections)
