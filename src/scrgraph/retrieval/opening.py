"""The indexes of one generation, opened together for searching."""

from pathlib import Path

from scrgraph.embedding_onnx import OnnxEncoder
from scrgraph.errors import IndexUnusableError
from scrgraph.indexes import layout
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.indexes.tokens import TokenIndex
from scrgraph.retrieval.expansion import Expansion
from scrgraph.retrieval.fusion import Weights
from scrgraph.retrieval.holding import HoldingEncoder
from scrgraph.retrieval.network import Network
from scrgraph.retrieval.search import Searcher


def open_searcher(folder: Path, catalogue: Catalogue, weights: Weights, encoder: OnnxEncoder) -> Searcher:
    """Open the indexes of a generation for searching.

    Raises:
        IndexUnusableError: one of them is broken, or they belong to different builds.
    """
    dense = DenseIndex.open(folder / layout.DENSE)
    lexical = LexicalIndex.open(folder / layout.LEXICAL)
    network, records = Network.open(folder / layout.NETWORK)
    kinds = catalogue.field("passage", "kind")
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
    )
