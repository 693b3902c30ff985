"""Quads of what a report speaks of: periodic reviews, mentions, and the findings of the audit."""

from collections.abc import Mapping

from scrgraph.graph import names
from scrgraph.graph.places import Places
from scrgraph.graph.reference_quads import works_by_key
from scrgraph.graph.statements import DocumentStatements
from scrgraph.graph.text_quads import add_authorships
from scrgraph.iri import slug
from scrgraph.reading.findings import PeriodicReview, Reading
from scrgraph.reading.people import full_names
from scrgraph.source.text import Span


def add_reviews(out: DocumentStatements, reading: Reading) -> None:
    """State the periodic reviews with their years, authors and every count."""
    works = works_by_key(out.iris, reading)
    people = full_names([*out.document.metadata.authors, *(name for one in reading.reviews for name in one.authors)])
    for review in reading.reviews:
        iri = names.review_iri(out.iris, review)
        out.types(iri, "scr:PeriodicReview", "fabio:ReportDocument")
        out.say(iri, "scr:reviewNumber", review.number)
        out.say(iri, "dcterms:title", review.title)
        out.say(iri, "scr:startYear", review.start)
        out.say(iri, "scr:endYear", review.end)
        out.say(iri, "scr:lengthInYears", float(review.length_years))
        if review.published:
            out.typed(iri, "fabio:hasPublicationYear", f"{review.published:04}", "xsd:gYear")
        out.link(iri, "scr:publishedAs", works.get(review.key or ""))
        out.place(iri, review.spans)
        _add_review_authors(out, iri, review, people)
        _add_counts(out, iri, review)


def _add_review_authors(out: DocumentStatements, iri: str, review: PeriodicReview, full: Mapping[str, str]) -> None:
    """State the authors in their order; one person under two spellings is one, with the fuller name."""
    people = [names.person_iri(out.iris, full[author]) for author in review.authors]
    for person, name in zip(people, review.authors, strict=True):
        out.types(person, "foaf:Person")
        out.say(person, "foaf:name", full[name])
        out.say(person, "skos:altLabel", None if name == full[name] else name)
    out.link(iri, "dcterms:creator", *people)
    add_authorships(out, iri, people, review.authors)


def _add_counts(out: DocumentStatements, iri: str, review: PeriodicReview) -> None:
    for count in review.counts:
        node = out.local("count", f"{review.local.removeprefix('review/')}/{out.tag(count.span)}")
        out.link(iri, "scr:hasCaseCount", node)
        out.types(node, "scr:CaseCount")
        out.say(node, "scr:cases", count.value)
        out.say(node, "scr:statedAs", count.text)
        out.place(node, (count.span,))
        out.link(node, "scr:observedIn", _table_at(out, count.span))
        out.link(node, "dcterms:isPartOf", names.document_iri(out.iris, out.document.id))


def _table_at(out: DocumentStatements, span: Span) -> str | None:
    """Return the table in whose cell a span stands."""
    for table in out.document.tables:
        for cell in (*table.header, *(cell for row in table.rows for cell in row)):
            if cell.span.start <= span.start < cell.span.end:
                return names.table_iri(out.iris, out.document.id, table)
    return None


def add_mentions(out: DocumentStatements, reading: Reading, places: Places) -> None:
    """State every place that names a known thing, and which passages name it."""
    for mention in reading.mentions:
        node = out.local("mention", f"{slug(mention.entity)}-{out.tag(mention.span)}")
        entity = names.entity_iri(out.iris, mention.entity)
        out.types(node, "scr:Mention")
        out.link(node, "scr:refersTo", entity)
        out.say(node, "scr:text", mention.text)
        out.confidence(node, mention.confidence)
        out.place(node, (mention.span,))
        section = out.document.sections[out.document.blocks[mention.block].section]
        out.link(node, "scr:inSection", names.section_iri(out.iris, out.document, section))
        passage = places.of(mention.span)
        if passage:
            out.link(node, "scr:inPassage", names.passage_iri(out.iris, passage))
            out.link(names.passage_iri(out.iris, passage), "scr:mentions", entity)


def add_findings(out: DocumentStatements, reading: Reading) -> None:
    """State what a careful reader would query, anchored on every side."""
    for finding in reading.audit:
        iri = out.namer.unique(names.finding_iri(out.iris, finding, out.document.id))
        out.types(iri, "scr:Finding")
        out.say(iri, "scr:kind", finding.kind)
        out.say(iri, "scr:severity", finding.severity)
        out.say(iri, "dcterms:description", finding.message)
        out.say(iri, "scr:rule", finding.rule)
        out.say(iri, "scr:suggestedRepair", finding.repair)
        out.link(iri, "dcterms:isPartOf", names.document_iri(out.iris, out.document.id))
        out.place(iri, [anchor.span for anchor in finding.anchors if anchor.document == out.document.id])
