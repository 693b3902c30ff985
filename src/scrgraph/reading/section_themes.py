"""What a section is about by its own heading: the surest word of a report on its themes.

A heading is short and chosen, so that a word too ambiguous for running text (a hidden label: "publication") names
its theme there.
"""

from scrgraph.reading.authority import Authority
from scrgraph.reading.linker import Linker
from scrgraph.reading.relations import SectionTheme
from scrgraph.reading.surfaces import entity_records, theme_records
from scrgraph.source.document import Document


def find_section_themes(document: Document, authority: Authority) -> tuple[SectionTheme, ...]:
    """Return each theme that the heading of a section names, with the words that name it, in reading order."""
    linker = Linker(theme_records(authority, hidden=True) + entity_records(authority))
    themes = {theme.local for theme in authority.themes}
    found: dict[tuple[str, str], SectionTheme] = {}
    for section in document.sections:
        if section.heading is None or not section.number[0].isdecimal():
            continue
        folded = document.fold(document.blocks[section.heading])
        for link in linker.link(folded.text):
            if link.local in themes:
                span = folded.span(link.start, link.end)
                words = folded.text[link.start : link.end]
                one = SectionTheme(document.id, section.number, link.local, span, words)
                found.setdefault((section.number, link.local), one)
    return tuple(found.values())
