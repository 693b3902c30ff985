"""Where the time of a search or an answer goes: the public seams of the library, timed from outside.

A seam's time is its own: what another seam below it takes counts there, so that the stages add up to the whole.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from typing import Any, NamedTuple
from unittest.mock import patch

from scrgraph.answering.answer import Answerer
from scrgraph.answering.by_edition import ByEdition
from scrgraph.answering.evidence import Gathering
from scrgraph.answering.facts import FactFinder
from scrgraph.answering.from_graph import FromGraph
from scrgraph.answering.phrasing import Phraser
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.indexes.tokens import TokenIndex
from scrgraph.library import Library
from scrgraph.reading.linker import Linker
from scrgraph.retrieval.attributes import Attributes
from scrgraph.retrieval.expansion import Expansion
from scrgraph.retrieval.highlights import Highlighter
from scrgraph.retrieval.holding import HoldingEncoder
from scrgraph.retrieval.network import Network
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.search import Searcher
from scrgraph.retrieval.spelling import Speller


class Seam(NamedTuple):
    """Methods of a class that are one stage, or a part of one."""

    stage: str
    owner: type
    methods: tuple[str, ...]


BOTH = (
    Seam("linking the question", Linker, ("link",)),
    Seam("spelling", Speller, ("repair",)),
    Seam("encoding", HoldingEncoder, ("read", "encode")),
    Seam("themes added", Expansion, ("words", "mix")),
    Seam("dense", DenseIndex, ("nearest", "vectors")),
    Seam("dense", SentenceIndex, ("nearest", "best")),
    Seam("lexical", LexicalIndex, ("search",)),
    Seam("graph", Network, ("walk", "follow", "meant")),
    Seam("tokens", TokenIndex, ("scores", "weights")),
    Seam("fusion", Searcher, ("rank",)),
    Seam("passages", Catalogue, ("rows",)),
    Seam("asking the graph", FromGraph, ("answer",)),
    Seam("asking the graph", ByEdition, ("answer",)),
    Seam("numbers", FactFinder, ("find", "misses", "numbers")),
)
SEARCH = (
    *BOTH,
    Seam("places of what is told", Answerer, ("told",)),
    Seam("why", Ranking, ("why",)),
    Seam("highlights", Highlighter, ("ranges",)),
    Seam("highlights", SentenceIndex, ("closest",)),
    Seam("facets", Attributes, ("counts",)),
    Seam("rest of the search", Library, ("search",)),
)
ANSWER = (
    *BOTH,
    Seam("choosing sentences", Gathering, ("gather",)),
    Seam("statements, verified", Answerer, ("ask",)),
    Seam("phrasing", Phraser, ("phrased",)),
    Seam("rest of the answer", Library, ("ask",)),
)


class Clock:
    """Seconds spent in each stage since `take` was last called. For one thread."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = defaultdict(float)
        self._below: list[float] = []

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return a callable whose own time is counted for a stage."""

        @wraps(call)
        def counted(*arguments: Any, **named: Any) -> Any:
            began = time.perf_counter()
            self._below.append(0.0)
            try:
                return call(*arguments, **named)
            finally:
                took = time.perf_counter() - began
                self._spent[stage] += took - self._below.pop()
                if self._below:
                    self._below[-1] += took

        return counted

    def take(self) -> dict[str, float]:
        """Return the seconds by stage, and begin anew."""
        spent, self._spent = self._spent, defaultdict(float)
        return dict(spent)


@contextmanager
def watched(seams: Sequence[Seam]) -> Iterator[Clock]:
    """Time the seams until the end of the block."""
    clock = Clock()
    with ExitStack() as patches:
        for stage, owner, methods in seams:
            for name in methods:
                patches.enter_context(patch.object(owner, name, clock.timed(stage, getattr(owner, name))))
        yield clock
