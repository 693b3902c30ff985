"""What goes on from one passage to the next: a thing is led in to before it is told.

A passage in the same section after one of the best gains a share of its score. The passages before do not: they lead
in to something else. Local context in retrieval: Fernandez, Losada and Azzopardi (2011), "Extending the language
modeling framework for sentence retrieval to include local context", Information Retrieval 14(4). Example: "who sat on
the panel", where one paragraph names the panel and the next says "The panel comprised ...".
"""

import itertools
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from scrgraph.retrieval.fusion import Scores

Mask = NDArray[np.bool_]

LEADS = 5
"""Best passages that lead in to the ones after them."""
PROSE = frozenset({"paragraph", "quotation", "list"})
"""Kinds of passage that go on; a table, an entry of a list of references and title matter each stand alone."""


def following(kinds: Sequence[str], sections: Sequence[Hashable]) -> Mask:
    """Mark the rows that go on from the row before: both prose, of one section."""
    prose = np.array([kind in PROSE for kind in kinds], dtype=bool)
    goes_on = np.zeros(len(prose), dtype=bool)
    same = np.array([one == other for one, other in itertools.pairwise(sections)], dtype=bool)
    goes_on[1:] = prose[1:] & prose[:-1] & same
    return goes_on


def led_in(scores: Scores, goes_on: Mask, best: NDArray[np.int64]) -> Scores:
    """Return for each row the score of the row before where that is among the best `LEADS` and leads in to it, else 0.

    `best` are the rows of the greatest scores, greatest first.
    """
    led = np.zeros_like(scores)
    leads = best[:LEADS]
    after = leads[leads + 1 < len(scores)] + 1
    after = after[goes_on[after]]
    led[after] = scores[after - 1]
    return led
