"""Competency questions: each example query runs over the graph of the real report and finds what a reader counts."""

from pathlib import Path

import numpy as np
import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from scrgraph.graph.authority import authority_quads
from scrgraph.graph.network import citation_network, pagerank
from scrgraph.graph.provenance import provenance_quads
from scrgraph.graph.quads import document_quads
from scrgraph.graph.store import write_nquads
from scrgraph.graph.validation import validate
from scrgraph.iri import Iris
from scrgraph.passages import make_passages
from scrgraph.reading.authority import load_authority
from scrgraph.reading.findings import Reading
from scrgraph.reading.reader import read
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import Document

ROOT = Path(__file__).parents[2]
QUERIES = sorted((ROOT / "ontology/queries").glob("*.rq"))
Row = dict[str, str | None]


@pytest.fixture(scope="module")
def document() -> Document:
    [source] = find_sources(ROOT / "corpus")
    return read_source(source, max_bytes=1_000_000)


@pytest.fixture(scope="module")
def reading(document: Document) -> Reading:
    """The findings; every theme as near to every passage, so that themes are told by their labels only."""
    authority, passages = load_authority(ROOT / "ontology"), make_passages(document)
    vectors = np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(passages), 1))
    themes = np.tile(np.array([0.4, 0.84**0.5], dtype=np.float32), (len(authority.themes), 1))
    return read(document, passages, vectors, authority, themes)


@pytest.fixture(scope="module")
def quads(document: Document, reading: Reading) -> list[Quad]:
    return [
        *document_quads(Iris(), document, make_passages(document), reading),
        *authority_quads(Iris(), ROOT / "ontology"),
        *provenance_quads(Iris(), [document], "none", "0"),
    ]


@pytest.fixture(scope="module")
def store(quads: list[Quad]) -> Store:
    loaded = Store()
    loaded.extend(quads)
    return loaded


def rows(store: Store, name: str) -> list[Row]:
    query = (ROOT / f"ontology/queries/{name}.rq").read_text()
    found = store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{n: _value(row[n]) for n in names} for row in found]


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def column(found: list[Row], name: str) -> list[str | None]:
    return [row[name] for row in found]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_query_has_a_title_and_an_answer(store: Store, path: Path) -> None:
    first, _, _ = path.read_text().partition("\n")
    assert first.startswith("# title: ")
    assert first.endswith("?")
    assert rows(store, path.stem)


def test_contents_have_42_entries_with_pages_in_order(store: Store) -> None:
    found = rows(store, "contents-with-pages")
    assert len(found) == 42
    pages = [int(page or "") for page in column(found, "page")]
    assert (pages[0], pages[-1]) == (5, 53)
    assert pages == sorted(pages)


def test_sections_by_level(store: Store) -> None:
    # The 42 of the contents (6 Parts, references and appendix at the top) and the matter before Part 1.
    found = {row["level"]: row["sections"] for row in rows(store, "sections-by-level")}
    assert found == {"1": "9", "2": "17", "3": "17"}


def test_nineteen_displayed_quotations_with_their_source(store: Store) -> None:
    found = rows(store, "block-quotations")
    assert len(found) == 19
    assert len([row for row in found if row["key"]]) >= 17


def test_tables_and_the_rows_of_one(store: Store) -> None:
    found = {row["label"]: row["rows"] for row in rows(store, "tables")}
    assert found == {"1": "5", "2": "2", "3": "5", "appendix-a": "9"}
    cells = [row["text"] for row in rows(store, "table-rows") if row["row"] == "1"]
    assert cells[:2] == ["Under 1 year", "76 (47%)"]


def test_ninety_five_references_of_which_some_are_listed_twice(store: Store) -> None:
    found = rows(store, "references")
    assert [int(position or "") for position in column(found, "position")] == list(range(1, 96))
    assert [row for row in found if row["duplicate"]]


def test_citations_of_a_work_lead_to_its_pages(store: Store) -> None:
    found = rows(store, "citations-of-a-work")
    assert len(found) >= 15
    assert "Appendix B, pp 248-9" in column(found, "locator")


def test_nine_reviews_with_years_and_every_count(store: Store) -> None:
    found = rows(store, "reviews-with-counts")
    assert list(dict.fromkeys(column(found, "number"))) == [str(number) for number in range(1, 10)]
    third = {(row["from"], row["to"], row["cases"]) for row in found if row["number"] == "3"}
    # The tables say 161 and the appendix 189: both are kept.
    assert third == {("2003", "2005", "161"), ("2003", "2005", "189")}


def test_most_cited_works_are_the_last_reviews(store: Store) -> None:
    found = rows(store, "most-cited-works")
    counts = [int(count or "") for count in column(found, "citations")]
    assert counts == sorted(counts, reverse=True)
    assert "Dickens et al 2022a" in column(found, "key")[:3]


def test_themes_per_section_find_poverty_where_it_is_treated(store: Store) -> None:
    found = rows(store, "themes-per-section")
    assert "Poverty" in [row["theme"] for row in found if row["number"] == "4.3.1"]


def test_table_three_keeps_its_footnote(store: Store) -> None:
    notes = {note for note in column(rows(store, "observations-of-a-table"), "footnote") if note}
    assert len(notes) == 1


def test_statuses_of_citations_are_told_apart(store: Store) -> None:
    found = {row["status"]: int(row["citations"] or "") for row in rows(store, "citations-by-status")}
    assert found["resolved"] > 200
    assert {"repaired", "unresolved"} <= found.keys()


def test_the_graph_conforms(quads: list[Quad]) -> None:
    report = validate(quads, ROOT / "ontology")
    assert report.conforms, report.text


def test_reading_again_gives_the_same_bytes(document: Document, reading: Reading, tmp_path: Path) -> None:
    for name in ("one", "two"):
        again = document_quads(Iris(), document, make_passages(document), reading)
        assert write_nquads(tmp_path / name, again) > 30_000
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_store_gives_back_the_literals_it_was_given(quads: list[Quad], store: Store) -> None:
    """Oxigraph keeps numbers as numbers: only canonical forms come back as they went in."""
    assert set(store) == set(quads)


def test_pagerank_favours_what_is_cited(document: Document, reading: Reading) -> None:
    graph = citation_network(reading, make_passages(document))
    scores = pagerank(graph)
    assert sum(scores.values()) == pytest.approx(1)
    best = max(scores, key=lambda node: scores[node])
    assert graph.nodes[best]["label"] in {"Dickens et al 2022a", "Brandon et al 2020", "Sidebotham et al 2016"}
