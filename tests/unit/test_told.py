"""The passages in which an answer read off the graph or a table stands go first in a search."""

from pathlib import Path

import numpy as np
import pytest
from build_samples import WordEncoder
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.places import Places
from scrgraph.library import Library
from scrgraph.retrieval.collection import CollectionDocument, collection_searcher
from scrgraph.retrieval.search import Searcher
from scrgraph.wire.base import Model

DOCUMENTS = [
    CollectionDocument(id="a", title="Steam", text="Water boils and pushes pistons."),
    CollectionDocument(id="b", title="Pistons", text="Pistons move in pistons' cylinders."),
    CollectionDocument(id="c", title="Bread", text="Flour and salt."),
]


class Placed(Model):
    """What a passage has of places."""

    document: str
    spans: tuple[tuple[int, int], ...]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return collection_searcher(DOCUMENTS, WordEncoder(), tmp_path_factory.mktemp("collection"))


def test_a_place_is_led_back_to_its_passages(tmp_path: Path) -> None:
    passages = [
        Placed(document="x", spans=((0, 10), (20, 30))),
        Placed(document="x", spans=((12, 18),)),
        Placed(document="y", spans=((0, 5),)),
    ]
    Catalogue.write(tmp_path / "c", [("passage", str(at), one) for at, one in enumerate(passages)])
    places = Places.of(Catalogue.open(tmp_path / "c"))
    assert places.rows("x", [(25, 26)]) == [0]
    assert places.rows("x", [(17, 21), (9, 10)]) == [1, 0]
    assert places.rows("x", [(10, 12), (18, 20), (30, 99)]) == []
    assert places.rows("y", [(4, 5)]) == [2]
    assert places.rows("z", [(0, 99)]) == []


@given(
    st.lists(st.integers(1, 6), min_size=2, max_size=12),
    st.tuples(st.integers(0, 40), st.integers(1, 12)),
)
def test_rows_are_those_that_share_a_character(lengths: list[int], asked: tuple[int, int]) -> None:
    ends = np.cumsum(lengths).tolist()
    starts = [0, *ends[:-1]]
    spans = list(zip(starts, ends, range(len(ends)), strict=True))[::2]
    places = Places({"x": tuple(map(list, zip(*spans, strict=True)))})  # type: ignore[dict-item]
    start, end = asked[0], asked[0] + asked[1]
    held = [row for s, e, row in spans if set(range(s, e)) & set(range(start, end))]
    assert places.rows("x", [(start, end)]) == held


def test_what_is_told_goes_first_and_the_rest_keeps_its_order(searcher: Searcher) -> None:
    plain = [hit.row for hit in searcher.rank("pistons").hits]
    assert 2 not in plain[:1]
    told = searcher.rank("pistons", told=[2])
    assert [hit.row for hit in told.hits] == [2, *(row for row in plain if row != 2)]
    assert "graph" in {why.index for why in told.why(2)}


def test_words_and_meaning_alone_are_not_told(searcher: Searcher) -> None:
    for mode in ("lexical", "dense"):
        plain = searcher.rank("pistons", mode=mode)
        assert searcher.rank("pistons", mode=mode, told=[2]).hits == plain.hits


def test_a_filter_hides_what_is_told(searcher: Searcher) -> None:
    hits = searcher.rank("pistons", told=[2], allowed=np.array([True, True, False])).hits
    assert 2 not in {hit.row for hit in hits}


def test_the_places_that_cite_a_work_come_before_all_others(library: Library) -> None:
    for work in library.references()[::7]:
        question = f"What is {work.key} cited for?"
        cited = {one.passage for one in library.ask(question).statements}
        hits = library.search(question, k=max(1, len(cited))).hits
        assert cited <= {one.passage for one in library.cite(work.key).cited_by}
        assert not cited or {hit.passage.id for hit in hits} == cited, work.key


def test_a_cell_that_is_asked_for_brings_its_table_first(library: Library) -> None:
    for cell in library.statistics()[::9]:
        if cell.table is None or "age group" not in cell.dimensions:
            continue
        asked = f"Number of {cell.dimensions['age group']} in {cell.dimensions['period']}, table {cell.table}"
        [first] = library.search(asked, k=1).hits
        assert first.passage.kind == "table", asked
        assert any(start <= cell.spans[0][0] < end for start, end in first.passage.spans), asked
