"""Everything a document says, read in the order in which one finding stands on another."""

from collections.abc import Sequence

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
from scrgraph.reading.findings import Reading
from scrgraph.reading.linking import link_citations
from scrgraph.reading.listed import find_listed
from scrgraph.reading.memberships import find_memberships
from scrgraph.reading.override import Override
from scrgraph.reading.overrides import audit_corrections, correct_links, correct_numbers, correct_themes
from scrgraph.reading.quotations import quoted_sources
from scrgraph.reading.quotations_inline import inline_quotations
from scrgraph.reading.references import parse_references
from scrgraph.reading.review_counts import add_prose_counts
from scrgraph.reading.review_leads import find_review_leads
from scrgraph.reading.review_telling import Telling
from scrgraph.reading.reviews import find_reviews, words_for
from scrgraph.reading.roles import find_roles
from scrgraph.reading.section_themes import find_headed_themes, find_section_themes
from scrgraph.reading.statistics import find_observations
from scrgraph.reading.theme_findings import find_theme_findings
from scrgraph.reading.themes import assign_themes
from scrgraph.source.document import Document


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
    references = parse_references(document)
    reviews = find_reviews(document, references, authority.series)
    series = words_for(document, reviews, authority.series)
    found = find_citations(document, references, reviews, series)
    linked = link_citations(found, references, reviews)
    citations, links = correct_links(document, linked, references, overrides)
    counted = find_observations(document, citations, references, reviews)
    observations, numbers = correct_numbers(document, counted, overrides)
    assigned = assign_themes(passages, vectors, theme_vectors, authority, document)
    themes, themed = correct_themes(document, assigned, passages, authority, overrides)
    corrections = links + numbers + themed
    quotations = quoted_sources(document, citations) + inline_quotations(document, citations)
    audit = audit_citations(document, references, citations, quotations)
    audit += check_consistency(document, observations, reviews) + audit_corrections(corrections)
    mentions, headings = find_mentions(document, authority), find_headed_themes(document, authority)
    discussed = find_section_themes(document, passages, themes, headings, authority)
    telling = Telling(document, reviews, references, citations, series)
    return Reading(
        document=document.id,
        references=references,
        citations=citations,
        quotations=quotations,
        functions=citation_functions(document, citations, quotations, observations, references),
        mentions=mentions,
        themes=themes,
        observations=observations,
        reviews=add_prose_counts(document, reviews, observations, series),
        leads=find_review_leads(document, reviews, mentions, series),
        audit=audit,
        section_themes=discussed,
        theme_findings=find_theme_findings(document, passages, telling, discussed, authority),
        listed=find_listed(references, authority),
        memberships=find_memberships(document, mentions, authority),
        roles=find_roles(document.metadata, references, mentions, authority),
        cross_references=find_cross_references(document),
        events=find_events(document, citations),
        corrections=corrections,
        series=series,
    )
