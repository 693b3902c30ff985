"""Which themes a passage is about: by words that name the theme, and by nearness of meaning.

By label: the first words that name the theme, or a law or body that the authority files say is about it, are the
evidence. Where policies and organisations have names that hold such words ("Baby Peter", "Family Court") the longer
name wins and shows no theme but its own. By meaning: the vector of the passage is near that of the theme.

Nearness is judged in itself (cosine) and beside what is usual (standing: the cosine less its mean over the document's
passages, in standard deviations). Cosine alone will not do: every passage of a report on reviews is near to "quality
of reviews". `benchmarks/tune_themes.py` derives the thresholds and prints how they do on passages held out.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from scrgraph.embedding import Vectors
from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import ThemeAssignment
from scrgraph.reading.linker import Linker
from scrgraph.reading.surfaces import link_records, themes_named
from scrgraph.source.document import Document
from scrgraph.source.text import Spans, fold

LABEL_FLOOR = 0.15
"""Cosine under which a label in a passage is a passing use of its words ("housing officers": 0.14)."""
OF_THE_FIELD = 0.30
"""Cosine that half the passages of a document of this field reach with some theme: 0.54 in a report on case
reviews, 0.07 to 0.15 in articles of biology and in a report of unrelated prose."""
LABEL_ELSEWHERE = 0.35
"""Cosine under which a label in a document of another field means something else: a newborn mouse, a gang in a film
(0.32 at most there); three in four labels of a report of the field lie above it."""
LABEL_NEAR = 0.25
"""Cosine from which a label is sure in a document too short for anything to be usual in it."""
LABEL_STANDING = 0.75
"""Standing under which a label names its theme in passing: about half of such passages are about it."""
LABEL_STANDS_OUT = 1.0
"""Standing from which a label is taken as surely as can be; under it the confidence is lower."""
LABEL_SURE, LABEL_LIKELY = 0.95, 0.8
MEANING_FLOOR = 0.50
"""Cosine from which a passage may be about a theme that it does not name."""
MEANING_STANDING = 2.8
"""Standing that such a passage must reach."""
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
    naming = _Naming(authority)
    order = {theme.local: place for place, theme in enumerate(authority.themes)}
    cosines = vectors[read] @ theme_vectors.T
    standings = _standings(cosines)
    floor = LABEL_FLOOR if np.median(cosines.max(axis=1)) >= OF_THE_FIELD else LABEL_ELSEWHERE
    meant = _meant(cosines, standings, authority)
    found: list[ThemeAssignment] = []
    for row, place in enumerate(read):
        passage = passages[place]
        sure = _sureness(cosines[row], None if standings is None else standings[row], floor)
        named = {
            theme: ThemeAssignment(passage.document, passage.id, theme, spans, "label", sure[order[theme]])
            for theme, spans in naming.named(passage, document)
            if sure[order[theme]]
        }
        near = {
            authority.themes[theme].local: float(cosines[row, theme]) for theme in np.flatnonzero(meant[row]).tolist()
        }
        by_meaning = {theme: _by_meaning(passage, theme, cosine) for theme, cosine in near.items()}
        found += sorted((by_meaning | named).values(), key=lambda one: order[one.theme])
    return tuple(found)


class _Naming:
    """Finds the themes that a passage names."""

    def __init__(self, authority: Authority) -> None:
        self._linker = Linker(link_records(authority, hidden=False))
        self._about = themes_named(authority)

    def named(self, passage: Passage, document: Document) -> Iterator[tuple[str, Spans]]:
        """Yield each theme that the passage names, with the spans of the first words that do."""
        folded = fold(document.text, passage.spans)
        seen: set[str] = set()
        for link in self._linker.link(folded.text):
            for theme in self._about.get(link.local, ()):
                if theme not in seen:
                    seen.add(theme)
                    yield theme, folded.spans(link.start, link.end, passage.spans)


def _standings(cosines: Vectors) -> Vectors | None:
    """Return how far each passage (row) stands above the usual for a theme (column), None where nothing is usual."""
    if len(cosines) < MEANING_PASSAGES:
        return None
    spread = cosines.std(axis=0)
    standings: Vectors = (cosines - cosines.mean(axis=0)) / np.where(spread == 0, np.inf, spread)
    return standings


def _sureness(cosines: Vectors, standings: Vectors | None, nearness: float) -> list[float]:
    """Return for each theme the confidence of its label in a passage, 0 where that is a passing use of the words."""
    measured, floor, sure = (
        (cosines, 0.0, LABEL_NEAR) if standings is None else (standings, LABEL_STANDING, LABEL_STANDS_OUT)
    )
    likely = np.where(measured >= sure, LABEL_SURE, LABEL_LIKELY)
    confidences: list[float] = np.where((cosines >= nearness) & (measured >= floor), likely, 0.0).tolist()
    return confidences


def _by_meaning(passage: Passage, theme: str, cosine: float) -> ThemeAssignment:
    """Return an assignment whose evidence is the whole passage."""
    confidence = round(min(cosine, 1.0), 2)
    return ThemeAssignment(passage.document, passage.id, theme, passage.spans, "meaning", confidence)


def _meant(cosines: Vectors, standings: Vectors | None, authority: Authority) -> NDArray[np.bool_]:
    """Return which passage (row) is about which theme (column) by meaning; top concepts are too wide for it."""
    if standings is None:
        return np.zeros(cosines.shape, dtype=np.bool_)
    narrow = np.array([theme.broader is not None for theme in authority.themes])
    meant: NDArray[np.bool_] = (cosines >= MEANING_FLOOR) & (standings >= MEANING_STANDING) & narrow
    return meant
