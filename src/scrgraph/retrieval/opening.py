"""The indexes of one generation, opened together for searching."""

from collections.abc import Sequence
from pathlib import Path

from scrgraph import wire
from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.errors import IndexUnusableError
from scrgraph.indexes import layout
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.indexes.tokens import TokenIndex
from scrgraph.retrieval.expansion import Expansion
from scrgraph.retrieval.following import following
from scrgraph.retrieval.fusion import Weights
from scrgraph.retrieval.holding import HoldingEncoder
from scrgraph.retrieval.network import Network
from scrgraph.retrieval.reranking import open_reranker
from scrgraph.retrieval.search import Searcher
from scrgraph.settings import Settings


def open_searcher(
    folder: Path, catalogue: Catalogue, weights: Weights, encoder: OnnxEncoder, settings: Settings
) -> Searcher:
    """Open the indexes of a generation for searching.

    Raises:
        IndexUnusableError: one of them is broken, or they belong to different builds.
    """
    dense = DenseIndex.open(folder / layout.DENSE)
    lexical = LexicalIndex.open(folder / layout.LEXICAL)
    network, records = Network.open(folder / layout.NETWORK)
    kinds = catalogue.field("passage", "kind")
    sections = list(zip(*(catalogue.field("passage", name) for name in ("document", "section.number")), strict=True))
    tokens = TokenIndex.open(folder / layout.TOKENS)
    if not len(dense) == len(lexical) == len(tokens) == len(kinds):
        raise IndexUnusableError(f"The indexes in {folder} belong to different builds; run `scrgraph build`.")
    return Searcher(
        encoder=HoldingEncoder(encoder),
        dense=dense,
        sentences=SentenceIndex.open(folder / layout.SENTENCES),
        tokens=tokens,
        lexical=lexical,
        network=network,
        expansion=Expansion.open(folder / layout.EXPANSION, records),
        records=records,
        kinds=kinds,
        weights=weights,
        goes_on=following(kinds, sections),
        reranker=open_reranker(settings, lambda rows: _texts(catalogue, rows)),
    )


def _texts(catalogue: Catalogue, rows: Sequence[int]) -> list[str]:
    """Return passages as the build encodes them: each after the titles of its section path."""
    views = catalogue.rows("passage", rows, wire.PassageView)
    return [f"{': '.join(section.title for section in view.path)}. {view.text}" for view in views]
