"""Words: stems, boosts, ties, and no character that is syntax."""

import math
import os
from pathlib import Path

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.errors import IndexUnusableError
from scrgraph.indexes.lexical import LexicalIndex

ROWS = [
    ("The children were neglected by everyone.", "Neglect"),
    ("A review of serious cases, and of their numbers.", "Method"),
    ("Fathers were rarely seen by the child's workers.", "Families"),
    ("Café society is naïve about children.", "Families"),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    return LexicalIndex.build(ROWS, tmp_path_factory.mktemp("lexical"))


def rows(index: LexicalIndex, query: str, k: int = 10) -> list[int]:
    return [row for row, _ in index.search(query, k)]


def test_words_match_by_stem_and_without_accents(index: LexicalIndex) -> None:
    assert set(rows(index, "CHILDREN")) == {0, 3}
    assert rows(index, "neglecting worker") == [0, 2]
    assert rows(index, "cafe NAIVE") == [3]
    assert rows(index, "reviewing a case") == [1]
    assert index.stems("The reviewer's reviews") == ["review", "s", "review"]
    assert index.frequency("review") == 1


def test_bm25_by_hand(tmp_path: Path) -> None:
    """idf x tf (k1 + 1) / (tf + k1 (1 - b + b len / mean)), Robertson and Zaragoza (2009), equation 3.15."""
    index = LexicalIndex.build([("apple pear", ""), ("plum pear", ""), ("plum cherry", "")], tmp_path / "x")
    (row, score), *rest = index.search("apple", 5)
    idf = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))
    assert (row, rest) == (0, [])
    assert score == pytest.approx(idf * (1.2 + 1) / (1 + 1.2), rel=1e-5)


def test_titles_count_by_their_boost(index: LexicalIndex) -> None:
    assert rows(index, "neglect method") == [0, 1]
    assert index.search("method", 5, context_boost=0) == []
    half, whole = (index.search("method", 5, context_boost=boost)[0][1] for boost in (0.5, 1.0))
    assert whole == pytest.approx(2 * half, rel=1e-6)


def test_ties_are_decided_by_row_wherever_the_cut_falls(tmp_path: Path) -> None:
    index = LexicalIndex.build([("same words here", "")] * 40, tmp_path / "x")
    assert rows(index, "same words", 7) == list(range(7))


@pytest.mark.parametrize("query", ["", "   ", "the of and", "?!\"'()[]{}~*^:\\/-+", "\x00\x01", "zzzunknown"])
def test_nothing_to_look_for_finds_nothing(index: LexicalIndex, query: str) -> None:
    assert index.search(query, 5) == []


@pytest.mark.parametrize(
    "query", ['child AND NOT "seen', "body:child", "child~2^9", "(child", "-child", "child's", "*"]
)
def test_no_character_is_syntax(index: LexicalIndex, query: str) -> None:
    plain = "".join(c if c.isalnum() else " " for c in query)
    assert index.search(query, 10) == index.search(plain, 10)


@given(query=st.text(max_size=60), k=st.integers(-1, 8))
def test_any_text_is_a_query(index: LexicalIndex, query: str, k: int) -> None:
    found = index.search(query, k)
    assert len(found) <= max(k, 0)
    assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))


def test_a_very_long_query_is_bounded(index: LexicalIndex) -> None:
    assert rows(index, "child " * 50_000) == rows(index, "child")


def test_an_opened_index_answers_like_the_built_one(tmp_path: Path) -> None:
    built = LexicalIndex.build(ROWS, tmp_path / "x")
    opened = LexicalIndex.open(tmp_path / "x")
    assert len(opened) == len(ROWS)
    assert opened.search("children review families", 10) == built.search("children review families", 10)


def test_a_broken_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        LexicalIndex.open(tmp_path / "nowhere")
    LexicalIndex.build(ROWS, tmp_path / "x")
    (tmp_path / "x" / "meta.json").write_text("{")
    with pytest.raises(IndexUnusableError, match="scrgraph build"):
        LexicalIndex.open(tmp_path / "x")


def test_an_index_on_a_read_only_disk_is_opened_from_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    LexicalIndex.build(ROWS, tmp_path / "words")
    before = sorted(path.name for path in (tmp_path / "words").iterdir())
    opened: list[str] = []
    really = tantivy.Index.open

    class Watched:
        @staticmethod
        def open(path: str) -> tantivy.Index:
            opened.append(path)
            return really(path)

    monkeypatch.setattr("scrgraph.indexes.lexical.tantivy.Index", Watched)
    real = os.statvfs(tmp_path)
    read_only = os.statvfs_result([*real[:8], real.f_flag | os.ST_RDONLY, *real[9:]])
    monkeypatch.setattr(os, "statvfs", lambda _: read_only)
    assert set(rows(LexicalIndex.open(tmp_path / "words"), "children")) == {0, 3}
    assert opened != [str(tmp_path / "words")]
    assert sorted(path.name for path in (tmp_path / "words").iterdir()) == before
