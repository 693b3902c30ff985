"""Quads of themes: what passages and sections are about, and what each periodic review found on a theme."""

from scrgraph.graph import names
from scrgraph.graph.statements import DocumentStatements
from scrgraph.iri import slug
from scrgraph.reading.findings import Reading


def add_themes(out: DocumentStatements, reading: Reading) -> None:
    """State what passages and sections are about, with the words that show it, and themes over time."""
    for assignment in reading.themes:
        passage = names.passage_iri(out.iris, assignment.passage)
        theme = names.entity_iri(out.iris, assignment.theme)
        name = f"{assignment.passage}/{slug(assignment.theme)}-{assignment.method}"
        node = out.iris.thing(out.namer.unique(f"assignment/{name}"))
        out.types(node, "scr:ThemeAssignment")
        out.link(node, "scr:theme", theme)
        out.link(node, "scr:aboutPassage", passage)
        out.say(node, "scr:method", assignment.method)
        out.confidence(node, assignment.confidence)
        out.place(node, assignment.spans)
        out.link(passage, "dcterms:subject", theme)
    _add_section_themes(out, reading)
    _add_theme_findings(out, reading)
    _add_appearances(out, reading)


def _add_section_themes(out: DocumentStatements, reading: Reading) -> None:
    sections = {section.number: section for section in out.document.sections}
    for found in reading.section_themes:
        section = names.section_iri(out.iris, out.document, sections[found.section])
        theme = names.entity_iri(out.iris, found.theme)
        node = out.local("section-theme", f"{found.section}/{slug(found.theme.removeprefix('theme/'))}")
        out.types(node, "scr:SectionTheme")
        out.link(node, "scr:theme", theme)
        out.link(node, "scr:aboutSection", section)
        out.say(node, "scr:text", found.text)
        out.say(node, "scr:method", found.method)
        out.confidence(node, found.confidence)
        out.place(node, (found.span,))
        out.link(section, "dcterms:subject", theme)


def _add_theme_findings(out: DocumentStatements, reading: Reading) -> None:
    for found in reading.theme_findings:
        review = found.review.removeprefix("review/")
        name = f"{slug(found.theme.removeprefix('theme/'))}/{review}-{out.tag(found.spans[0])}"
        node = out.local("theme-finding", name)
        out.types(node, "scr:ThemeFinding")
        out.link(node, "scr:theme", names.entity_iri(out.iris, found.theme))
        out.link(node, "scr:review", names.entity_iri(out.iris, found.review))
        out.link(node, "scr:inPassage", names.passage_iri(out.iris, found.passage))
        out.say(node, "scr:text", found.text)
        out.place(node, found.spans)


def _add_appearances(out: DocumentStatements, reading: Reading) -> None:
    """State by which review a theme was found first and last, as far as the report tells."""
    order = {review.local: (review.start, review.end) for review in reading.reviews}
    found: dict[str, set[str]] = {}
    for one in reading.theme_findings:
        found.setdefault(one.theme, set()).add(one.review)
    for theme, reviews in found.items():
        iri, known = names.entity_iri(out.iris, theme), sorted(reviews, key=lambda review: order[review])
        out.link(iri, "scr:firstFoundBy", names.entity_iri(out.iris, known[0]))
        out.link(iri, "scr:lastFoundBy", names.entity_iri(out.iris, known[-1]))
