"""Quads of relations that the text itself draws: to its own parts, of members to bodies, of events to years."""

from collections.abc import Mapping

from scrgraph.graph import names
from scrgraph.graph.statements import DocumentStatements
from scrgraph.iri import slug
from scrgraph.reading.findings import Reading
from scrgraph.source.document import Section


def add_relations(out: DocumentStatements, reading: Reading, entries: Mapping[int, str]) -> None:
    """State cross-references, members and roles of bodies, and the entries under which policies are listed."""
    _add_cross_references(out, reading)
    _add_memberships(out, reading)
    _add_events(out, reading)
    _add_leads(out, reading)
    for held in reading.roles:
        out.say(names.entity_iri(out.iris, held.organisation), "scr:role", held.role)
    works = {one.index: names.work_iri(out.iris, one) for one in reading.references}
    for listed in reading.listed:
        policy = names.entity_iri(out.iris, listed.policy)
        out.link(policy, "scr:listedAs", entries.get(listed.reference))
        out.link(policy, "scr:publishedAs", works.get(listed.reference))


def _add_cross_references(out: DocumentStatements, reading: Reading) -> None:
    targets = {section.number: section for section in out.document.sections}
    for found in reading.cross_references:
        node = out.local("cross-reference", f"{slug(found.text)}-{out.tag(found.span)}")
        out.types(node, "scr:CrossReference")
        out.say(node, "scr:text", found.text)
        out.link(node, "scr:denotesSection", names.section_iri(out.iris, out.document, targets[found.target]))
        out.link(node, "scr:inSection", names.section_iri(out.iris, out.document, _section(out, found.block)))
        out.place(node, (found.span,))


def _add_memberships(out: DocumentStatements, reading: Reading) -> None:
    for found in reading.memberships:
        node = out.local("membership", f"{slug(found.body.removeprefix('organisation/'))}-{out.tag(found.span)}")
        out.types(node, "org:Membership")
        out.link(node, "org:organization", names.entity_iri(out.iris, found.body))
        out.say(node, "scr:statedAs", found.text)
        out.link(node, "scr:inSection", names.section_iri(out.iris, out.document, _section(out, found.block)))
        out.place(node, (found.span,))


def _add_events(out: DocumentStatements, reading: Reading) -> None:
    for found in reading.events:
        node = out.local("event", f"{found.year}-{out.tag(found.spans[0])}")
        out.types(node, "scr:DatedEvent")
        out.say(node, "scr:happenedIn", found.year)
        out.say(node, "scr:goesOnAbout", found.about)
        out.say(node, "scr:statedAs", found.text)
        out.link(node, "scr:inSection", names.section_iri(out.iris, out.document, _section(out, found.block)))
        out.place(node, found.spans)


def _add_leads(out: DocumentStatements, reading: Reading) -> None:
    for found in reading.leads:
        review, body = names.entity_iri(out.iris, found.review), names.entity_iri(out.iris, found.organisation)
        node = out.local("review-lead", f"{found.review.removeprefix('review/')}/{slug(found.organisation)}")
        out.types(node, "scr:ReviewLead")
        out.link(node, "scr:ledReview", review)
        out.link(node, "org:organization", body)
        out.say(node, "scr:involvement", found.role)
        out.say(node, "scr:statedAs", found.text)
        out.place(node, found.spans)
        out.link(review, "scr:leadInstitution" if found.role == "lead" else "scr:partnerInstitution", body)


def _section(out: DocumentStatements, block: int) -> Section:
    return out.document.sections[out.document.blocks[block].section]
