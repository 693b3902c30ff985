"""A one-page briefing on a theme, a review or a search: what the reports say, in their own words, and its cautions."""

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
POLICIES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work with how often the briefing's passages cite it; `text` is its entry in the reference list."""

    key: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """A policy or law with how many of the briefing's passages name it."""

    iri: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is known of a subject. `note` is ours; all else is the reports' words or counted.

    `numbers` and `cautions` lie in passages on the subject; a caution is an audit finding with both sides.
    """

    subject: str
    note: str
    documents: tuple[wire.DocumentView, ...] = ()
    passages: tuple[wire.PassageView, ...] = ()
    numbers: tuple[wire.StatisticView, ...] = ()
    works: tuple[CitedWork, ...] = ()
    cautions: tuple[wire.AuditView, ...] = ()
    policies: tuple[NamedPolicy, ...] = ()


def compose(library: Library, name: str) -> Briefing:
    """Return the briefing on the theme of this name (label, other name, IRI or a unique prefix, any case).

    Raises:
        NotFoundError: no such theme, or several; the message names the nearest.
        VerificationError: a text differs from its source.
    """
    theme = find_theme(library.themes(), name)
    found = library.search(theme.label, k=100, theme=theme.iri)
    about = [hit.passage for hit in found.hits if any(one.iri == theme.iri for one in hit.passage.themes)]
    numbers = _about((theme.label, *theme.alternative), _inside(library, about))
    return _briefing(library, theme.label, theme.definition, about, numbers)


def compose_review(library: Library, review: wire.ReviewView) -> Briefing:
    """Return the briefing on a periodic review, of passages that cite it: those that cite least else go first.

    Raises:
        VerificationError: a text differs from its source.
    """
    keys = {passage.id: {c.key for c in passage.citations if c.key} for passage in library.passages()}
    citing = [passage for passage in library.passages() if review.key and review.key in keys[passage.id]]
    about = sorted(citing, key=lambda passage: len(keys[passage.id]))
    numbers = [one for one in library.statistics() if review.key and one.source == review.key]
    authors = ", ".join(review.authors)
    published = f", published {review.published}" if review.published else ""
    years = f"{review.years[0]} to {review.years[1]} ({review.length_years:g} years)"
    return _briefing(
        library, review.title, f"Periodic review {review.number}: {years}{published}; {authors}.", about, numbers
    )


def compose_search(library: Library, question: str) -> Briefing:
    """Return the briefing on what a search finds, with the numbers of the statements that answer.

    Its note says where the reports do not answer.

    Raises:
        QueryError: as `Library.search`.
        VerificationError: a text differs from its source.
    """
    answer = library.ask(question)
    about = [hit.passage for hit in library.search(question, k=PASSAGES_SHOWN).hits]
    order = {one.passage: at for at, one in reversed(list(enumerate(answer.statements)))} if answer.answered else {}
    about.sort(key=lambda passage: order.get(passage.id, len(order)))
    note = "What a search for these words finds, the passages that answer first."
    if not answer.answered:
        note = f"{answer.reason or 'The reports do not answer this.'} These passages come nearest."
    told = [(one.document, one.spans) for one in answer.statements] if answer.answered else []
    numbers = [one for one in library.statistics() if _held(one.document, one.spans, told)]
    return _briefing(library, question, note, about, numbers)


def _briefing(
    library: Library,
    subject: str,
    note: str,
    about: Sequence[wire.PassageView],
    numbers: Sequence[wire.StatisticView],
) -> Briefing:
    """Choose what is shown of a subject from the passages about it, best first, and check every word of it."""
    cautions = [one for one in library.audit() if len(one.anchors) > 1 and _touches(one, about)]
    briefing = Briefing(
        subject=subject,
        note=note,
        documents=_documents(library.documents(), about),
        passages=tuple(about[:PASSAGES_SHOWN]),
        numbers=tuple(_unrepeated(numbers)[:NUMBERS_SHOWN]),
        works=_most_cited(about, library.references()),
        cautions=tuple(sorted(cautions, key=lambda one: one.severity)[:CAUTIONS_SHOWN]),
        policies=_policies(about),
    )
    _verify(library, briefing)
    return briefing


def _inside(library: Library, about: Sequence[wire.PassageView]) -> list[wire.StatisticView]:
    return [one for one in library.statistics() if _within(one.document, one.spans, about)]


def _policies(about: Iterable[wire.PassageView]) -> tuple[NamedPolicy, ...]:
    named = Counter(entity for passage in about for entity in passage.entities if "/policy/" in entity.iri)
    ranked = sorted(named.items(), key=lambda item: (-item[1], item[0].label))
    return tuple(NamedPolicy(entity.iri, entity.label, count) for entity, count in ranked[:POLICIES_SHOWN])


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
    return _held(document, spans, [(passage.document, passage.spans) for passage in passages])


def _held(document: str, spans: Sequence[wire.Pair], places: Iterable[tuple[str, Sequence[wire.Pair]]]) -> bool:
    """Return whether some place (document, its spans) covers all the spans."""
    return any(
        name == document and all(any(start <= s and e <= end for start, end in held) for s, e in spans)
        for name, held in places
        if spans
    )


def _touches(finding: wire.AuditView, passages: Sequence[wire.PassageView]) -> bool:
    places = (one for one in finding.anchors if one.start < one.end)
    return any(_within(one.document, [(one.start, one.end)], passages) for one in places)


def _about(names: Sequence[str], numbers: Sequence[wire.StatisticView]) -> Sequence[wire.StatisticView]:
    """Return the numbers whose own words hold one of the names; where none does, all of them."""
    labels = [one.casefold() for one in names]
    named = [one for one in numbers if any(label in one.text.casefold() for label in labels)]
    return named or numbers


def _unrepeated(numbers: Iterable[wire.StatisticView]) -> list[wire.StatisticView]:
    """Return one number for each place: a sentence that holds three is shown once."""
    return list({(one.document, one.text): one for one in reversed(list(numbers))}.values())[::-1]


def _verify(library: Library, briefing: Briefing) -> None:
    shown = [(one.id, one.document, one.spans, one.text) for one in briefing.passages]
    shown += [(one.iri, one.document, one.spans, one.text) for one in briefing.numbers]
    texts = {document: library.document_text(document) for _, document, _, _ in shown}
    for name, document, spans, text in shown:
        if fold_text(texts[document], (Span(*span) for span in spans)) != text:
            raise VerificationError(f"{name} differs from its source: run scrgraph build")
