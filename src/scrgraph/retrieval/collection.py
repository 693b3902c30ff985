"""The same ranking on any collection of documents: titles are the things that tie documents together."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, ValidationError

from scrgraph.embedding import Encoder, SentenceEncoder, Vectors
from scrgraph.errors import InputError
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.reading.linker import Linker, LinkRecord
from scrgraph.retrieval.expansion import Expansion
from scrgraph.retrieval.fusion import Weights
from scrgraph.retrieval.network import Network, write_ties
from scrgraph.retrieval.reranking import open_reranker
from scrgraph.retrieval.search import Mode, Searcher
from scrgraph.settings import Settings
from scrgraph.source.sentences import sentences

RUN_NAME = "scrgraph"
TITLE = "document/"
_BATCH = 512
WEIGHTS = Weights(graph=0.25, sentence=0.4)
"""Without tokens the graph counts for a little more."""


class CollectionDocument(BaseModel):
    """One document of a collection."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str
    title: str = ""
    text: str


class CollectionQuery(BaseModel):
    """One query of a collection."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    id: str
    question: str


_Record = TypeVar("_Record", bound=BaseModel)


def read_lines(path: Path, model: type[_Record]) -> list[_Record]:
    """Read JSON lines.

    Raises:
        InputError: no such file, nothing in it, or a line that is not a record (its number is named).
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read '{path}': {error}") from error
    records = []
    for number, line in enumerate(lines, 1):
        try:
            records += [model.model_validate_json(line)] if line.strip() else []
        except ValidationError as error:
            first = error.errors()[0]
            raise InputError(f"'{path}' line {number}: {'.'.join(map(str, first['loc']))} {first['msg']}") from error
    if not records:
        raise InputError(f"'{path}' holds nothing: give one JSON object a line")
    return records


def retrieve(
    documents: Path,
    queries: Path,
    run: Path,
    *,
    k: int = 100,
    mode: Mode = "hybrid",
    settings: Settings,
    encoder: Encoder | None = None,
) -> None:
    """Index a collection, answer every query, write a TREC run (`query Q0 document rank score scrgraph`).

    `encoder` stands for the one of the settings' model.

    Raises:
        InputError: a file cannot be read, or the run cannot be written.
    """
    found = read_lines(documents, CollectionDocument)
    asked = read_lines(queries, CollectionQuery)
    with tempfile.TemporaryDirectory(prefix="scrgraph-") as folder:
        searcher = collection_searcher(found, encoder or SentenceEncoder(settings.model), Path(folder))
        reranker = open_reranker(settings, lambda rows: [whole_text(found[row]) for row in rows])
        searcher = replace(searcher, reranker=reranker)
        lines = list(_run(searcher, [document.id for document in found], asked, k, mode))
    try:
        run.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise InputError(f"cannot write '{run}': {error.strerror}") from error


def _run(
    searcher: Searcher, ids: Sequence[str], queries: Sequence[CollectionQuery], k: int, mode: Mode
) -> Iterator[str]:
    for query in queries:
        hits = searcher.rank(query.question, mode=mode).hits[:k]
        for rank, hit in enumerate(hits, 1):
            yield f"{query.id} Q0 {ids[hit.row]} {rank} {hit.score:.6f} {RUN_NAME}\n"


def collection_searcher(documents: Sequence[CollectionDocument], encoder: Encoder, folder: Path) -> Searcher:
    """Index documents in a folder and open them for searching; row i is document i."""
    dense = DenseIndex.build(_encode(encoder, list(map(whole_text, documents))), folder / "dense.faiss")
    rows = ((document.text, document.title) for document in documents)
    lexical = LexicalIndex.build(rows, folder / "lexical")
    places = [(row, *place) for row, d in enumerate(documents) for place in sentences(d.text) or [(0, len(d.text))]]
    index = SentenceIndex.build(
        _encode(encoder, [documents[r].text[s:e] for r, s, e in places]), places, folder / "sentences"
    )
    titles = _titles(documents)
    records = [LinkRecord(local, title, (title, title.partition(" (")[0])) for local, (title, _) in titles.items()]
    own = {local: rows for local, (_, rows) in titles.items()}
    ties = [(row, thing, 1.0) for row, thing in _title_ties(documents, records, own)]
    write_ties(folder / "network", len(documents), ties, records, own)
    network, things = Network.open(folder / "network")
    kinds = ["paragraph"] * len(documents)
    return Searcher(encoder, dense, index, None, lexical, network, Expansion(things, {}), things, kinds, WEIGHTS)


def whole_text(document: CollectionDocument) -> str:
    """Return what stands for a document: its title and its text."""
    return f"{document.title}. {document.text}" if document.title else document.text


def _encode(encoder: Encoder, texts: Sequence[str]) -> Vectors:
    return np.concatenate([encoder.encode(texts[at : at + _BATCH]) for at in range(0, len(texts), _BATCH)])


def _titles(documents: Sequence[CollectionDocument]) -> dict[str, tuple[str, list[int]]]:
    """Return the distinct titles by local id, each with the rows of the documents that bear it."""
    rows: dict[str, list[int]] = {}
    for row, document in enumerate(documents):
        if document.title.strip():
            rows.setdefault(document.title.strip(), []).append(row)
    return {f"{TITLE}{number}": (title, found) for number, (title, found) in enumerate(rows.items())}


def _title_ties(
    documents: Sequence[CollectionDocument], records: Sequence[LinkRecord], own: Mapping[str, Sequence[int]]
) -> list[tuple[int, str]]:
    """Tie each document to its own title and to the titles that its text names.

    A name is capitalised, or has no case: "steam" in a text means no document called "Steam".
    """
    linker = Linker(records)
    ties = {(row, local) for local, rows in own.items() for row in rows}
    for row, document in enumerate(documents):
        named = (link for link in linker.link(document.text) if not document.text[link.start].islower())
        ties.update((row, link.local) for link in named)
    return sorted(ties)
