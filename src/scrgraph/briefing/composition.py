"""A one-page briefing on a theme: what the reports say, in their own words, and what to be careful with."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from scrgraph import wire
from scrgraph.errors import NotFoundError, VerificationError
from scrgraph.library import Library
from scrgraph.source.text import Span, fold_text

PASSAGES_SHOWN = 6
NUMBERS_SHOWN = 8
WORKS_SHOWN = 6
CAUTIONS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work with how often the theme's passages cite it; `text` is its entry in the reference list."""

    key: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is known about a theme. `theme.definition` is ours; all else is the reports' words or counted.

    `numbers` and `cautions` lie in passages about the theme; a caution is an audit finding with both sides.
    """

    theme: wire.ThemeView
    documents: tuple[wire.DocumentView, ...]
    passages: tuple[wire.PassageView, ...]
    numbers: tuple[wire.StatisticView, ...]
    works: tuple[CitedWork, ...]
    cautions: tuple[wire.AuditView, ...]


def compose(library: Library, name: str) -> Briefing:
    """Return the briefing on the theme of this name (label, other name, IRI or a unique prefix, any case).

    Raises:
        NotFoundError: no such theme, or several; the message names the nearest.
        VerificationError: a text differs from its source.
    """
    theme = find_theme(library.themes(), name)
    found = library.search(theme.label, k=100, theme=theme.iri)
    about = [hit.passage for hit in found.hits if any(one.iri == theme.iri for one in hit.passage.themes)]
    numbers = [one for one in library.statistics() if _within(one.document, one.spans, about)]
    shown = tuple(about[:PASSAGES_SHOWN])
    cautions = [one for one in library.audit() if len(one.anchors) > 1 and _touches(one, about)]
    briefing = Briefing(
        theme=theme,
        documents=_documents(library.documents(), about),
        passages=shown,
        numbers=tuple(_unrepeated(_about(theme, numbers))[:NUMBERS_SHOWN]),
        works=_most_cited(about, library.references()),
        cautions=tuple(sorted(cautions, key=lambda one: one.severity)[:CAUTIONS_SHOWN]),
    )
    _verify(library, briefing)
    return briefing


def find_theme(themes: Sequence[wire.ThemeView], name: str) -> wire.ThemeView:
    """Return the theme of this name; raises NotFoundError as `compose` does."""
    wanted = name.strip().casefold()
    names = {theme.iri: _names(theme) for theme in themes}
    exact = [theme for theme in themes if wanted in names[theme.iri]]
    if exact:
        return exact[0]
    begun = [theme for theme in themes if wanted and any(one.startswith(wanted) for one in names[theme.iri])]
    if len(begun) == 1:
        return begun[0]
    labels = {theme.label.casefold(): theme.label for theme in themes}
    near = [theme.label for theme in begun] or [labels[one] for one in get_close_matches(wanted, labels, cutoff=0.5)]
    what = "several themes begin" if begun else "no theme is named"
    hint = f"; try {' or '.join(repr(label) for label in near[:4])}" if near else ""
    raise NotFoundError(f"{what} {name!r}{hint}")


def _names(theme: wire.ThemeView) -> set[str]:
    last = theme.iri.rsplit("/", 1)[-1]
    return {one.casefold() for one in (theme.label, *theme.alternative, theme.iri, last)}


def _documents(all_of: Iterable[wire.DocumentView], about: Sequence[wire.PassageView]) -> tuple[wire.DocumentView, ...]:
    used = {passage.document for passage in about}
    return tuple(one for one in all_of if one.id in used)


def _most_cited(about: Iterable[wire.PassageView], references: Iterable[wire.ReferenceView]) -> tuple[CitedWork, ...]:
    counts = Counter(citation.key for passage in about for citation in passage.citations if citation.key)
    entries: dict[str, str] = {}
    for reference in references:
        entries.setdefault(reference.key, reference.text)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(CitedWork(key, entries.get(key, ""), count) for key, count in ranked[:WORKS_SHOWN])


def _within(document: str, spans: Sequence[wire.Pair], passages: Iterable[wire.PassageView]) -> bool:
    """Return whether some passage of the document covers all the spans."""
    return any(
        passage.document == document
        and all(any(start <= s and e <= end for start, end in passage.spans) for s, e in spans)
        for passage in passages
        if spans
    )


def _touches(finding: wire.AuditView, passages: Sequence[wire.PassageView]) -> bool:
    places = (one for one in finding.anchors if one.start < one.end)
    return any(_within(one.document, [(one.start, one.end)], passages) for one in places)


def _about(theme: wire.ThemeView, numbers: Sequence[wire.StatisticView]) -> Sequence[wire.StatisticView]:
    """Return the numbers whose own words name the theme; where none does, all of them."""
    labels = [one.casefold() for one in (theme.label, *theme.alternative)]
    named = [one for one in numbers if any(label in one.text.casefold() for label in labels)]
    return named or numbers


def _unrepeated(numbers: Iterable[wire.StatisticView]) -> list[wire.StatisticView]:
    """Return one number for each place: a sentence that holds three is shown once."""
    return list({(one.document, one.text): one for one in reversed(list(numbers))}.values())[::-1]


def _verify(library: Library, briefing: Briefing) -> None:
    texts = {document.id: library.document_text(document.id) for document in briefing.documents}
    shown = [(one.id, one.document, one.spans, one.text) for one in briefing.passages]
    shown += [(one.iri, one.document, one.spans, one.text) for one in briefing.numbers]
    for name, document, spans, text in shown:
        if fold_text(texts[document], (Span(*span) for span in spans)) != text:
            raise VerificationError(f"{name} differs from its source: run scrgraph build")
