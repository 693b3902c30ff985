"""The ranking on a collection that is no report."""

import json
from pathlib import Path

import numpy as np
import pytest
from build_samples import WordEncoder

from scrgraph.errors import InputError
from scrgraph.retrieval.collection import CollectionDocument, collection_searcher, read_lines
from scrgraph.retrieval.search import Searcher

DOCUMENTS = [
    CollectionDocument(id="a", title="Ada Lovelace", text="She wrote the first program. It ran on no machine."),
    CollectionDocument(id="b", title="Analytical Engine", text="A machine that Ada Lovelace wrote about."),
    CollectionDocument(id="c", title="Steam", text="Water boils and pushes pistons."),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return collection_searcher(DOCUMENTS, WordEncoder(), tmp_path_factory.mktemp("collection"))


def test_every_hit_says_why(searcher: Searcher) -> None:
    found = searcher.rank("who wrote the first program")
    assert found.hits[0].row == 0
    assert {why.index for why in found.why(0)} == {"dense", "lexical", "graph"}
    assert [why.rank for why in found.why(0) if why.index == "lexical"] == [1]


def test_titles_tie_documents_together(searcher: Searcher) -> None:
    ranked = [hit.row for hit in searcher.rank("Ada Lovelace", mode="graph").hits]
    assert ranked[:2] in ([0, 1], [1, 0])


@pytest.mark.parametrize("query", ['"AND" OR (NOT', "field:value^3 ~2", "привет 🙂", "a" * 5000, "<script>"])
def test_any_characters_are_a_query(searcher: Searcher, query: str) -> None:
    assert all(hit.row in {0, 1, 2} for hit in searcher.rank(query).hits)


def test_a_filter_keeps_only_what_passes(searcher: Searcher) -> None:
    everything = {hit.row: hit.score for hit in searcher.rank("machine").hits}
    kept = searcher.rank("machine", allowed=np.array([False, True, True])).hits
    assert {hit.row: hit.score for hit in kept} == {row: everything[row] for row in everything if row}


def test_words_alone_need_no_vector(searcher: Searcher) -> None:
    hits = searcher.rank("pistons", mode="lexical").hits
    assert [hit.row for hit in hits] == [2]


CHAIN = [
    CollectionDocument(
        id="film", title="The Long Night", text="A film directed by Maria Sand in 1950. It won a prize."
    ),
    CollectionDocument(id="other", title="The Short Day", text="A film of 1951 that nobody saw. It won no prize."),
    CollectionDocument(id="sand", title="Maria Sand (director)", text="She was born in Porto and died in Lyon."),
    CollectionDocument(id="town", title="Porto", text="A town on a river."),
    CollectionDocument(id="steam", title="Steam", text="Water that boils is steam."),
    CollectionDocument(id="steam2", title="Steam", text="Nobody here spoke of Maria Sand or of steam."),
]


def test_the_second_step_of_a_chain_is_found_by_the_name_in_the_first(tmp_path: Path) -> None:
    searcher = collection_searcher(CHAIN, WordEncoder(), tmp_path)
    first, second = searcher.rank("Where was the director of The Long Night born?").hits[:2]
    assert (CHAIN[first.row].id, CHAIN[second.row].id) == ("film", "sand")


def test_names_are_capitalised_and_may_be_of_several_documents(tmp_path: Path) -> None:
    network = collection_searcher(CHAIN, WordEncoder(), tmp_path).network
    assert network.linked(0) == [2]
    assert network.linked(2) == [0, 3, 5]
    assert network.linked(4) == [5], "documents of one title are linked; 'steam' in a text names neither"


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "x"}) + "\n{\n")
    with pytest.raises(InputError, match="line 2"):
        read_lines(path, CollectionDocument)
