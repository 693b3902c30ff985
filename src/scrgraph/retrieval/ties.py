"""What ties the passages of reports together: themes, laws and bodies, cited works, reviews, tables and sections."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from scrgraph.iri import Iris
from scrgraph.passages import Passage
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import Reading, ResolvedCitation
from scrgraph.reading.linker import Linker, LinkRecord
from scrgraph.retrieval.network import write_ties
from scrgraph.retrieval.things import surfaces_of, table_local, table_records, thing_records, work_local
from scrgraph.source.document import Document


def write_network(
    folder: Path,
    documents: Sequence[Document],
    passages: Sequence[Passage],
    readings: Sequence[Reading],
    authority: Authority,
    iris: Iris,
) -> None:
    """Write the network of all passages (in row order) and the things that questions may name into a folder."""
    tables = {document.id: tuple(table_records(document)) for document in documents}
    records = (*thing_records(iris, readings, authority), *(record for own in tables.values() for record in own))
    own = dict(_own_passages(documents, passages))
    ties = {(row, thing): weight for row, thing, weight in _ties(passages, readings, records, iris)}
    ties |= dict.fromkeys(_table_ties(passages, tables, own), 1.0)
    write_ties(folder, len(passages), [(*pair, weight) for pair, weight in sorted(ties.items())], records, own)


def _own_passages(documents: Sequence[Document], passages: Sequence[Passage]) -> Iterator[tuple[str, list[int]]]:
    """Yield each table with the passages that hold it: one, or one for each row of words."""
    blocks: dict[tuple[str, int], list[int]] = {}
    for row, passage in enumerate(passages):
        for block in passage.blocks if passage.kind == "table" else ():
            blocks.setdefault((passage.document, block), []).append(row)
    for document in documents:
        for table in document.tables:
            if rows := blocks.get((document.id, table.block)):
                yield table_local(document, table), rows


def _table_ties(
    passages: Sequence[Passage], tables: Mapping[str, Sequence[LinkRecord]], own: Mapping[str, Sequence[int]]
) -> Iterator[tuple[int, str]]:
    """Yield the tables that passages of the same document name, and each table with its own passage."""
    yield from ((row, thing) for thing, rows in own.items() for row in rows)
    linkers = {document: Linker(records) for document, records in tables.items() if records}
    for row, passage in enumerate(passages):
        if passage.document in linkers:
            yield from ((row, link.local) for link in linkers[passage.document].link(passage.text))


def _ties(
    passages: Sequence[Passage], readings: Sequence[Reading], records: Sequence[LinkRecord], iris: Iris
) -> Iterator[tuple[int, str, float]]:
    """Yield (passage row, thing, weight), each pair once."""
    reviews = Linker(surfaces_of(records, "review/"), any_case=True)
    by_document = {reading.document: reading for reading in readings}
    things = {reading.document: dict(_by_block(reading, iris)) for reading in readings}
    themes: dict[str, dict[str, float]] = {}
    for reading in readings:
        for theme in reading.themes:
            known = themes.setdefault(theme.passage, {})
            known[theme.theme] = max(theme.confidence, known.get(theme.theme, 0.0))
    for row, passage in enumerate(passages):
        named = {f"section/{passage.document}/{passage.section}": 0.5, **themes.get(passage.id, {})}
        if passage.document in by_document:
            named |= {t: 1.0 for block in passage.blocks for t in _within(things[passage.document], block, passage)}
        named |= {link.local: 1.0 for link in reviews.link(passage.text)}
        yield from ((row, thing, weight) for thing, weight in sorted(named.items()))


def _by_block(reading: Reading, iris: Iris) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Yield, for each block, the (offset, thing) of its citations and mentions, and of its own reference entry."""
    found: dict[int, list[tuple[int, str]]] = {}
    works = {reference.index: work_local(iris, reference) for reference in reading.references}
    reviews = {review.key: review.local for review in reading.reviews}
    keys = {reference.index: reference.key for reference in reading.references}
    for link in reading.citations:
        if isinstance(link, ResolvedCitation):
            place = found.setdefault(link.citation.block, [])
            place.append((link.citation.span.start, works[link.target]))
            if review := reviews.get(keys[link.target]):
                place.append((link.citation.span.start, review))
    for mention in reading.mentions:
        found.setdefault(mention.block, []).append((mention.span.start, mention.entity))
    yield from found.items()


def _within(things: Mapping[int, list[tuple[int, str]]], block: int, passage: Passage) -> Iterable[str]:
    return (
        thing
        for offset, thing in things.get(block, [])
        if any(span.start <= offset < span.end for span in passage.spans)
    )
