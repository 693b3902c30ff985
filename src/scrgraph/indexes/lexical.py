"""Words in tantivy: BM25 over English stems, in the passage and in the titles above it.

BM25: Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", with tantivy's
k1 = 1.2 and b = 0.75. A query is a plain disjunction of stems, so no character of it is syntax.
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import tantivy

from scrgraph.errors import IndexUnusableError

BODY = "body"
CONTEXT = "context"
ROW = "row"
_TOKENIZER = "scrgraph_english"
_HEAP_BYTES = 50_000_000
_LONGEST_WORD = 40
_MOST_STEMS = 256
_SPARE = 64


class LexicalIndex:
    """Words by row number (0-based); safe for many readers."""

    def __init__(self, index: tantivy.Index, copy: TemporaryDirectory[str] | None = None) -> None:
        """Take an opened index. `copy` is the folder it lies in where that goes with it."""
        self._copy = copy
        index.register_tokenizer(_TOKENIZER, _analyzer())
        self._index = index
        self._schema = index.schema
        self._searcher = index.searcher()
        self._analyzer = _analyzer()

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]], path: Path) -> Self:
        """Write the index of (body, context) rows into a folder and return it."""
        path.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(_schema(), str(path), reuse=False)
        index.register_tokenizer(_TOKENIZER, _analyzer())
        writer = index.writer(_HEAP_BYTES, num_threads=1)
        for number, (body, context) in enumerate(rows):
            document = tantivy.Document()
            document.add_text(BODY, body)
            document.add_text(CONTEXT, context)
            document.add_unsigned(ROW, number)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        return cls(index)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an index that `build` wrote.

        Raises:
            IndexUnusableError: missing or broken.
        """
        try:
            if not _is_read_only(path):
                return cls(tantivy.Index.open(str(path)))
            copy = TemporaryDirectory(prefix="scrgraph-words-")  # tantivy locks what it opens, by a file beside it
            shutil.copytree(path, copy.name, dirs_exist_ok=True)
            return cls(tantivy.Index.open(copy.name), copy)
        except (ValueError, OSError) as error:
            raise IndexUnusableError(f"The word index in {path} cannot be read; run `scrgraph build`.") from error

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def stems(self, text: str) -> list[str]:
        """Return the stems of a text as the index knows them, in order."""
        return list(self._analyzer.analyze(text))

    def frequency(self, stem: str) -> int:
        """Return the number of passages whose body has a stem."""
        return int(self._searcher.doc_freq(BODY, stem))

    def holding(self, text: str) -> list[int]:
        """Return the rows whose body holds every stem of a text, in order; every row for a text without stems."""
        stems = dict.fromkeys(self.stems(text)[:_MOST_STEMS])
        if not stems:
            return list(range(len(self)))
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, self._term(BODY, stem)) for stem in stems])
        hits = self._searcher.search(query, max(1, len(self)), count=False).hits
        rows = self._searcher.fast_field_values(ROW, [address for _, address in hits])
        return sorted(int(row) for row in rows if row is not None)

    def search(
        self, query: str, k: int, *, body_boost: float = 1.0, context_boost: float = 0.5
    ) -> list[tuple[int, float]]:
        """Return the k best (row, BM25 score) for a query of any characters, ties in row order."""
        stems = dict.fromkeys(self.stems(query)[:_MOST_STEMS])
        if not stems or k < 1:
            return []
        terms = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(self._term(field, stem), boost))
            for stem in stems
            for field, boost in ((BODY, body_boost), (CONTEXT, context_boost))
            if boost > 0
        ]
        # Spare hits: a tie at the k-th place is decided by row and not by where the engine stopped.
        hits = self._searcher.search(tantivy.Query.boolean_query(terms), k + _SPARE, count=False).hits
        rows = self._searcher.fast_field_values(ROW, [address for _, address in hits])
        found = [(int(row), float(score)) for row, (score, _) in zip(rows, hits, strict=True) if row is not None]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:k]

    def _term(self, field: str, stem: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, stem)


def _is_read_only(path: Path) -> bool:
    return path.is_dir() and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(BODY, tokenizer_name=_TOKENIZER)
    builder.add_text_field(CONTEXT, tokenizer_name=_TOKENIZER)
    builder.add_unsigned_field(ROW, fast=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(_LONGEST_WORD))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
