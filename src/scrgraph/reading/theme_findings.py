"""What the report says each periodic review found on a theme: theme over time, in the report's own sentences.

A sentence that tells of a review (see `review_telling`) tells of a theme that it names, where its section discusses
that theme, and of that of the heading above it where it names the review itself or no theme.
"""

from collections.abc import Iterator, Mapping, Sequence

from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.linker import Linker
from scrgraph.reading.relations import SectionTheme, ThemeFinding
from scrgraph.reading.review_telling import Telling, Told
from scrgraph.reading.surfaces import entity_records, theme_records, themes_named
from scrgraph.source.document import Document

_KINDS = frozenset({"paragraph", "quotation", "list"})


def find_theme_findings(
    document: Document,
    passages: Sequence[Passage],
    telling: Telling,
    discussed: Sequence[SectionTheme],
    authority: Authority,
) -> tuple[ThemeFinding, ...]:
    """Return the sentences that tell what a review found on a theme, in reading order.

    `discussed` are the themes of the sections, by heading or by their passages.
    """
    themes = _Themes(discussed, authority)
    return tuple(
        ThemeFinding(document.id, passage.id, theme, review, told.spans, told.text)
        for passage in passages
        if passage.kind in _KINDS
        for told in telling.of(passage)
        for review in told.reviews
        for theme in themes.of(told, document.sections[passage.section].number)
    )


class _Themes:
    """Finds the themes of a sentence in its section."""

    def __init__(self, discussed: Sequence[SectionTheme], authority: Authority) -> None:
        self._linker = Linker(theme_records(authority) + entity_records(authority))
        self._about: Mapping[str, tuple[str, ...]] = themes_named(authority)
        narrow = {theme.local for theme in authority.themes if theme.broader}
        self._discussed = {(one.section, one.theme) for one in discussed}
        self._headed: dict[str, list[str]] = {}
        for one in discussed:
            if one.method == "heading" and one.theme in narrow:
                self._headed.setdefault(one.section, []).append(one.theme)

    def of(self, told: Told, section: str) -> list[str]:
        """Return the themes that a sentence tells of, each once."""
        named = list(dict.fromkeys(theme for theme in self._named(told.text) if (section, theme) in self._discussed))
        headed = self._headed.get(section, []) if told.itself or not named else []
        return list(dict.fromkeys((*named, *headed)))

    def _named(self, text: str) -> Iterator[str]:
        for link in self._linker.link(text):
            yield from self._about.get(link.local, ())
