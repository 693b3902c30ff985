"""Small documents for the tests of numbers: made-up reports of several fields, and the real one read once."""

from functools import cache
from pathlib import Path

from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import Observation, PeriodicReview
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references
from scrgraph.reading.reviews import find_reviews, words_for
from scrgraph.reading.series import load_series
from scrgraph.reading.statistics import find_observations
from scrgraph.settings import Settings
from scrgraph.source.corpus import read_file
from scrgraph.source.document import Document

REPORT = Path(__file__).parents[2] / "corpus/scr-1998-2019/report.txt"


def write(folder: Path, text: str) -> Document:
    """Read a text as a document."""
    path = folder / "made-up.txt"
    path.write_text(text, encoding="utf-8", newline="")
    return read_file(path)


def read(document: Document) -> tuple[tuple[PeriodicReview, ...], tuple[Observation, ...]]:
    """Return the reviews and observations of a document."""
    references = parse_references(document)
    kinds = load_series(Settings().ontology)
    reviews = find_reviews(document, references, kinds)
    found = find_citations(document, references, reviews, words_for(document, reviews, kinds))
    citations = link_citations(found, references, reviews)
    return reviews, find_observations(document, citations, references, reviews)


@cache
def real() -> tuple[Document, tuple[PeriodicReview, ...], tuple[Observation, ...]]:
    """Return the real report with its reviews and observations."""
    document = read_file(REPORT)
    return document, *read(document)
