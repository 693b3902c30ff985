"""Corpus to index: one flat loop, published only when everything of it is there."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from scrgraph.cataloguing.facts import fact_text
from scrgraph.cataloguing.knowledge import statistic_view
from scrgraph.cataloguing.records import catalogue_records
from scrgraph.cataloguing.report import Report
from scrgraph.embedding import BuildEncoder, Encoded, Encoder, Vectors, unit
from scrgraph.embedding_export import ExportableEncoder
from scrgraph.embedding_memory import RememberingEncoder
from scrgraph.embedding_tokens import Tokens
from scrgraph.errors import BuildError
from scrgraph.graph import names
from scrgraph.graph.authority import authority_quads
from scrgraph.graph.correction_quads import correction_quads
from scrgraph.graph.network import knowledge_network
from scrgraph.graph.provenance import provenance_quads
from scrgraph.graph.quads import document_quads
from scrgraph.graph.store import write_nquads, write_store
from scrgraph.graph.validation import validate
from scrgraph.indexes import inputs, layout
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.dense import DenseIndex
from scrgraph.indexes.documents import write_document
from scrgraph.indexes.generation import Staging, staging
from scrgraph.indexes.knowledge import write_knowledge
from scrgraph.indexes.lexical import LexicalIndex
from scrgraph.indexes.manifest import FORMAT, Manifest, list_files
from scrgraph.indexes.opening import relative_folder, whole_folder
from scrgraph.indexes.sentences import SentenceIndex
from scrgraph.indexes.tokens import TokenIndex
from scrgraph.indexes.vectors import write_vectors
from scrgraph.iri import Iris
from scrgraph.passages import Passage, make_passages, units
from scrgraph.reading.authority import Authority, load_authority
from scrgraph.reading.overrides_file import source_overrides
from scrgraph.reading.reader import read
from scrgraph.reading.themes import theme_texts
from scrgraph.retrieval.expansion import Expansion
from scrgraph.retrieval.spelling import Speller
from scrgraph.retrieval.ties import write_network
from scrgraph.settings import Settings
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import Document

_CHUNK = 128
Item = TypeVar("Item")


class Progress(Protocol):
    """Is told how far a build is."""

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin a stage of so many steps, None where that is not known."""

    def advance(self, steps: int = 1) -> None:
        """Move the current stage on."""

    def done(self) -> None:
        """End the last stage."""


def build(
    settings: Settings, progress: Progress, load: Callable[[str | None], BuildEncoder] = ExportableEncoder
) -> Manifest:
    """Build the index of a corpus beside the one in use, switch to it and return its manifest.

    Raises:
        SourceError: the corpus, or a file of it, cannot be read.
        LimitError: a file of it is too large.
        BuildError: the build cannot go on; the index in use stands.
    """
    stages = _Stages(progress)
    iris = Iris(settings.base)
    with staging(settings.index) as new:
        sources = find_sources(settings.corpus)
        corpus = inputs.corpus_entries(sources, settings.corpus)
        overrides = [source_overrides(source, settings.corpus) for source in sources]
        documents = [read_source(one, max_bytes=settings.max_source_bytes) for one in stages.each("Reading", sources)]
        passages = [make_passages(document) for document in stages.each("Cutting passages", documents)]
        stages.begin("Choosing the model")
        authority, encoder = load_authority(settings.ontology), _encoder(settings, load)
        seen = _encode(encoder, passages, stages)
        vectors = [np.array([one.vector for one in own]).reshape(-1, encoder.dimension) for own in seen]
        themes = encoder.encode(theme_texts(authority))
        stages.begin("Finding", len(documents))
        reports = []
        for document, own, rows, changes in zip(documents, passages, vectors, overrides, strict=True):
            reports.append(Report(iris, document, own, read(document, own, rows, authority, themes, changes)))
            progress.advance()
        counts = _write_graph(new.folder, iris, reports, encoder.name, settings.ontology, stages)
        counts |= _write_indexes(new.folder, iris, reports, np.concatenate(vectors), authority, stages)
        tokens = [_tokens(*one) for pair in zip(passages, seen, strict=True) for one in zip(*pair, strict=True)]
        TokenIndex.build(tokens, new.folder / layout.TOKENS)
        _write_sentences(new.folder, encoder, reports, stages)
        labels = {theme.local: theme.label for theme in authority.themes}
        Expansion.write(new.folder / layout.EXPANSION, encoder, labels)
        _write_facts(new.folder, encoder, reports, stages)
        stages.begin("Exporting the model")
        encoder.export(new.folder / layout.ENCODER)
        encoder.write(new.folder / layout.MEMORY)
        stages.begin("Publishing")
        manifest = _manifest(settings, new, corpus, encoder, counts, documents, stages.seconds)
        manifest.write(new.folder)
        new.publish(keep=settings.keep_generations)
        progress.done()
    return manifest


def _encoder(settings: Settings, load: Callable[[str | None], BuildEncoder]) -> RememberingEncoder:
    """Return the chosen encoder, with what the build before left."""
    before = whole_folder(settings.index)
    if before is None:
        return RememberingEncoder(load(settings.model))
    return RememberingEncoder(load(settings.model), before / layout.MEMORY, before / layout.ENCODER)


def _encode(encoder: Encoder, passages: Sequence[Sequence[Passage]], stages: "_Stages") -> list[list[Encoded]]:
    """Return vector and tokens of each document's passages, each passage with the titles above it."""
    texts = [f"{passage.context}. {passage.text}" for own in passages for passage in own]
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    encoded = iter([one for chunk in stages.each("Encoding passages", chunks) for one in encoder.read(chunk)])
    return [list(islice(encoded, len(own))) for own in passages]


def _tokens(passage: Passage, encoded: Encoded) -> Tokens:
    """Return a passage's tokens, placed in its own text: those of the titles stand before 0."""
    tokens = encoded.tokens
    return Tokens(tokens.ids, tokens.places - len(f"{passage.context}. "), tokens.vectors)


def _write_graph(
    folder: Path, iris: Iris, reports: Sequence[Report], encoder: str, ontology: Path, stages: "_Stages"
) -> dict[str, int]:
    """State everything as quads, check them against the shapes and write them."""
    stages.begin("Stating the graph")
    documents = [report.document for report in reports]
    quads = [
        *authority_quads(iris, ontology),
        *(q for r in reports for q in document_quads(iris, r.document, r.passages, r.reading)),
        *provenance_quads(iris, documents, encoder, inputs.package_version("scrgraph")),
        *correction_quads(iris, [report.reading for report in reports]),
    ]
    stages.begin("Validating the graph")
    report = validate(quads, ontology)
    if not report.conforms:
        first = report.results[0]
        raise BuildError(
            f"The graph does not conform to its shapes at {len(report.results)} places, "
            f"first {first.focus}: {first.message}; correct the authority file or the shape that it names."
        )
    stages.begin("Writing the graph")
    written = write_nquads(folder / layout.GRAPH, quads)
    write_store(folder / layout.STORE, quads)
    return {"quads": written}


def _write_indexes(
    folder: Path, iris: Iris, reports: Sequence[Report], vectors: Vectors, authority: Authority, stages: "_Stages"
) -> dict[str, int]:
    """Write what is searched and what is shown; row i of each index is passage i."""
    stages.begin("Writing the indexes")
    passages = [passage for report in reports for passage in report.passages]
    DenseIndex.build(vectors, folder / layout.DENSE)
    Speller.write(folder / layout.WORDS, (passage.text for passage in passages))
    named = [names.passage_iri(iris, passage) for passage in passages]
    write_vectors(folder / layout.VECTORS, named, unit(vectors).astype("<f4").tobytes())
    LexicalIndex.build(((passage.text, passage.context) for passage in passages), folder / layout.LEXICAL)
    counts = Catalogue.write(folder / layout.CATALOGUE, catalogue_records(reports, authority))
    for report in reports:
        write_document(folder / layout.DOCUMENTS, report.document)
    graphs = [knowledge_network(r.document, r.passages, r.reading, iris, _labels(authority)) for r in reports]
    write_knowledge(folder / layout.KNOWLEDGE, graphs)
    documents, readings = [report.document for report in reports], [report.reading for report in reports]
    write_network(folder / layout.NETWORK, documents, passages, readings, authority, iris)
    return counts


def _labels(authority: Authority) -> dict[str, str]:
    themes = {theme.local: theme.label for theme in authority.themes}
    return themes | {entity.local: entity.label for entity in authority.entities}


def _write_sentences(folder: Path, encoder: Encoder, reports: Sequence[Report], stages: "_Stages") -> None:
    """Write the vector and the place of each sentence, or row of a table with its caption, of the passages."""
    passages = [(report.document, passage) for report in reports for passage in report.passages]
    places = [(row, *place) for row, (document, passage) in enumerate(passages) for place in units(document, passage)]
    texts = [_unit_text(passages[row][1], start, end) for row, start, end in places]
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    vectors = [encoder.encode(chunk) for chunk in stages.each("Encoding sentences", chunks)]
    SentenceIndex.build(np.concatenate(vectors), places, folder / layout.SENTENCES)


def _unit_text(passage: Passage, start: int, end: int) -> str:
    text = passage.text[start:end]
    # A row of numbers means nothing without the table it stands in.
    return f"{passage.context}: {text}" if passage.kind == "table" else text


def _write_facts(folder: Path, encoder: Encoder, reports: Sequence[Report], stages: "_Stages") -> None:
    """Write the vector of each observation's words, in the order of the catalogue; no file where there is none."""
    statistics = [statistic_view(report, one) for report in reports for one in report.reading.observations]
    texts = [fact_text(statistic) for statistic in statistics]
    chunks = [texts[start : start + _CHUNK] for start in range(0, len(texts), _CHUNK)]
    vectors = [encoder.encode(chunk) for chunk in stages.each("Encoding facts", chunks)]
    if vectors:
        DenseIndex.build(np.concatenate(vectors), folder / layout.FACTS)


def _manifest(
    settings: Settings,
    new: Staging,
    corpus: tuple[inputs.SourceEntry, ...],
    encoder: BuildEncoder,
    counts: dict[str, int],
    documents: Sequence[Document],
    seconds: dict[str, float],
) -> Manifest:
    model = inputs.ModelEntry(name=encoder.name, dimension=encoder.dimension, sha256=encoder.fingerprint)
    return Manifest(
        format=FORMAT,
        scrgraph=inputs.package_version("scrgraph"),
        generation=new.id,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        base=settings.base,
        corpus_folder=relative_folder(settings.corpus, settings.index),
        corpus=corpus,
        model=model,
        ontology=inputs.ontology_sha256(settings.ontology),
        code=inputs.code_sha256(),
        libraries=inputs.library_versions(),
        counts=counts,
        warnings=tuple(f"{one.id}: {warning}" for one in documents for warning in one.warnings),
        seconds=seconds,
        files=list_files(new.folder),
    )


class _Stages:
    """Tells progress and takes the time of each stage."""

    def __init__(self, progress: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress
        self._name: str | None = None
        self._since = 0.0

    def begin(self, name: str, total: int | None = None) -> None:
        """Begin a stage, which ends the one before."""
        now = time.monotonic()
        if self._name is not None:
            self.seconds[self._name] = round(now - self._since, 2)
        self._name, self._since = name, now
        self._progress.stage(name, total)

    def each(self, name: str, items: Sequence[Item]) -> Iterator[Item]:
        """Begin a stage of one step an item and yield the items."""
        self.begin(name, len(items))
        for item in items:
            yield item
            self._progress.advance()
