"""What a section discusses: by its own heading, and by what its passages are about.

A heading is short and chosen, so that a word too ambiguous for running text (a hidden label: "publication") names
its theme there. Below it, a section discusses what its passages are about (see `themes`: naming in passing does not
count). Who discusses a theme discusses the broader one too, save the top ones, which are too wide to tell anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import ThemeAssignment
from scrgraph.reading.linker import Linker
from scrgraph.reading.relations import SectionTheme
from scrgraph.reading.surfaces import entity_records, theme_records, themes_named
from scrgraph.source.document import Document
from scrgraph.source.text import fold

HEADED = 1.0
"""Confidence of what a heading names."""
_APART = frozenset({"front", "references"})
"""Sections that discuss nothing: names, thanks and contents before the first heading, and the list of works."""


def find_headed_themes(document: Document, authority: Authority) -> tuple[SectionTheme, ...]:
    """Return each theme that the heading of a section names, with the words there, in reading order."""
    linker = Linker(theme_records(authority, hidden=True) + entity_records(authority))
    about = themes_named(authority)
    found: dict[tuple[str, str], SectionTheme] = {}
    for section in document.sections:
        if section.heading is None or section.number in _APART:
            continue
        folded = document.fold(document.blocks[section.heading])
        for link in linker.link(folded.text):
            span, words = folded.span(link.start, link.end), folded.text[link.start : link.end]
            for theme in about.get(link.local, ()):
                one = SectionTheme(document.id, section.number, theme, span, words, "heading", HEADED)
                found.setdefault((section.number, theme), one)
    return tuple(found.values())


def find_section_themes(
    document: Document,
    passages: Sequence[Passage],
    assigned: Sequence[ThemeAssignment],
    headed: Sequence[SectionTheme],
    authority: Authority,
) -> tuple[SectionTheme, ...]:
    """Return the themes of each section with the words that show them best, in reading order."""
    places = {section.number: section.index for section in document.sections}
    order = {theme.local: place for place, theme in enumerate(authority.themes)}
    broader = {theme.local: theme.broader for theme in authority.themes}
    found: dict[tuple[int, int], SectionTheme] = {}
    for one in (*headed, *_discussed(document, passages, assigned)):
        for theme in (one.theme, *_wider(one.theme, broader)):
            found.setdefault((places[one.section], order[theme]), replace(one, theme=theme))
    return tuple(found[key] for key in sorted(found))


def _discussed(
    document: Document, passages: Sequence[Passage], assigned: Sequence[ThemeAssignment]
) -> Iterator[SectionTheme]:
    """Yield each theme that the passages of a section discuss."""
    numbers = {passage.id: document.sections[passage.section].number for passage in passages}
    shown: dict[tuple[str, str], list[ThemeAssignment]] = {}
    for assignment in assigned:
        if numbers[assignment.passage] not in _APART:
            shown.setdefault((numbers[assignment.passage], assignment.theme), []).append(assignment)
    for (number, theme), evidence in shown.items():
        best = max(evidence, key=lambda one: (one.method == "review", one.method == "label", one.confidence))
        text = fold(document.text, best.spans[:1]).text
        yield SectionTheme(document.id, number, theme, best.spans[0], text, "passages", best.confidence)


def _wider(theme: str, broader: Mapping[str, str | None]) -> Iterator[str]:
    """Yield the concepts above a theme that are not at the top."""
    above = broader[theme]
    while above is not None and broader[above] is not None:
        yield above
        above = broader[above]
