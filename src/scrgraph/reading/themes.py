"""Which themes a passage is about: by words that name the theme, and by nearness of meaning.

By label: the first words that name the theme are the evidence. Where policies and organisations have names that hold
such words ("Baby Peter", "Family Court") the longer name wins and shows no theme.

By meaning: the passage's vector must be near the theme's in itself (cosine) and far nearer than the document's passages
usually are (standing: the cosine less its mean over the document's passages, in standard deviations). Cosine alone
will not do: every passage of a report on reviews is near to "quality of reviews".

The thresholds were derived on the passages of a report whose fingerprint ends in an even digit and judged by reading
on the others. Deriving: of 92 assignments by label 88 were right (wrong: "housing officers" at a cosine of 0.14, words
inside a name, "political leadership"); by meaning a cosine of 0.50 alone was right in fewer than half, with a standing
of 2.5 in 15 of 18, with one of 2.8 in all 8. Held out: 42 of 44 right, by label 39 of 40, by meaning 3 of 4.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import Vectors
from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import ThemeAssignment
from scrgraph.reading.linker import Linker
from scrgraph.reading.surfaces import link_records
from scrgraph.source.document import Document
from scrgraph.source.text import fold

LABEL_FLOOR = 0.15
"""Cosine under which a label in a passage is a passing use of its words ("housing officers": 0.14)."""
LABEL_NEAR = 0.25
"""Cosine from which a label is taken as surely as can be; under it the confidence is lower."""
LABEL_SURE, LABEL_LIKELY = 0.95, 0.8
MEANING_FLOOR = 0.50
"""Cosine from which a passage may be about a theme that it does not name."""
MEANING_STANDING = 2.8
"""Standard deviations above the document's usual nearness to the theme that such a passage must reach."""
MEANING_PASSAGES = 30
"""Passages that a document must have before anything can be called usual in it."""
_READ = frozenset({"paragraph", "quotation", "list", "table"})


def theme_texts(authority: Authority) -> list[str]:
    """Return the text to embed for each theme, in order: its label, definition and alternative labels."""
    return [f"{t.label}. {t.definition} {', '.join(t.alternative)}".strip() for t in authority.themes]


def assign_themes(
    passages: Sequence[Passage],
    vectors: Vectors,
    theme_vectors: Vectors,
    authority: Authority,
    document: Document,
) -> tuple[ThemeAssignment, ...]:
    """Return the themes of passages, in the order of the passages and, for each, of the themes.

    Args:
        passages: Passages of one document; front matter and references get no theme.
        vectors: Unit vectors of the passages, shape (len(passages), dimension).
        theme_vectors: Unit vectors of `theme_texts`, shape (len(authority.themes), dimension).
        authority: The scheme of themes.
        document: Where the passages come from.
    """
    read = [place for place, passage in enumerate(passages) if passage.kind in _READ]
    if not read:
        return ()
    linker = Linker(link_records(authority, hidden=False))
    order = {theme.local: place for place, theme in enumerate(authority.themes)}
    cosines = vectors[read] @ theme_vectors.T
    meant = _meant(cosines, authority)
    found: list[ThemeAssignment] = []
    for row, place in enumerate(read):
        passage = passages[place]
        named = {one.theme: one for one in _by_label(passage, cosines[row], order, linker, document)}
        near = {
            authority.themes[theme].local: float(cosines[row, theme]) for theme in np.flatnonzero(meant[row]).tolist()
        }
        by_meaning = {theme: _by_meaning(passage, theme, cosine) for theme, cosine in near.items()}
        found += sorted((by_meaning | named).values(), key=lambda one: order[one.theme])
    return tuple(found)


def _by_label(
    passage: Passage, cosines: Vectors, order: dict[str, int], linker: Linker, document: Document
) -> Iterator[ThemeAssignment]:
    """Yield each theme that the passage names, with the first words that name it."""
    folded = fold(document.text, passage.spans)
    seen: set[str] = set()
    for link in linker.link(folded.text):
        if link.local not in order or link.local in seen:
            continue
        seen.add(link.local)
        cosine = float(cosines[order[link.local]])
        if cosine >= LABEL_FLOOR:
            spans = folded.spans(link.start, link.end, passage.spans)
            sure = LABEL_SURE if cosine >= LABEL_NEAR else LABEL_LIKELY
            yield ThemeAssignment(passage.document, passage.id, link.local, spans, "label", sure)


def _by_meaning(passage: Passage, theme: str, cosine: float) -> ThemeAssignment:
    """Return an assignment whose evidence is the whole passage."""
    confidence = round(min(cosine, 1.0), 2)
    return ThemeAssignment(passage.document, passage.id, theme, passage.spans, "meaning", confidence)


def _meant(cosines: Vectors, authority: Authority) -> NDArray[np.bool_]:
    """Return which passage (row) is about which theme (column) by meaning; top concepts are too wide for it."""
    if len(cosines) < MEANING_PASSAGES:
        return np.zeros(cosines.shape, dtype=np.bool_)
    spread = cosines.std(axis=0)
    standing = (cosines - cosines.mean(axis=0)) / np.where(spread == 0, np.inf, spread)
    narrow = np.array([theme.broader is not None for theme in authority.themes])
    meant: NDArray[np.bool_] = (cosines >= MEANING_FLOOR) & (standing >= MEANING_STANDING) & narrow
    return meant
