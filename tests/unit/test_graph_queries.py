"""Competency questions: each example query runs over the graph of the real report and finds what a reader counts."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from scrgraph.graph.network import citation_network, pagerank
from scrgraph.graph.quads import document_quads
from scrgraph.graph.store import write_nquads
from scrgraph.graph.validation import validate
from scrgraph.iri import Iris
from scrgraph.passages import make_passages
from scrgraph.reading.findings import Reading
from scrgraph.source.document import Document

ROOT = Path(__file__).parents[2]
QUERIES = sorted((ROOT / "ontology/queries").glob("*.rq"))
Row = dict[str, str | None]
DFE = "Department for Education"


def rows(report_store: Store, name: str) -> list[Row]:
    query = (ROOT / f"ontology/queries/{name}.rq").read_text()
    found = report_store.query(query, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{n: _value(row[n]) for n in names} for row in found]


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def column(found: list[Row], name: str) -> list[str | None]:
    return [row[name] for row in found]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_every_query_has_a_title_and_an_answer(report_store: Store, path: Path) -> None:
    first, _, _ = path.read_text().partition("\n")
    assert first.startswith("# title: ")
    assert first.endswith("?")
    assert rows(report_store, path.stem)


def test_contents_have_42_entries_with_pages_in_order(report_store: Store) -> None:
    found = rows(report_store, "contents-with-pages")
    assert len(found) == 42
    pages = [int(page or "") for page in column(found, "page")]
    assert (pages[0], pages[-1]) == (5, 53)
    assert pages == sorted(pages)


def test_sections_by_level(report_store: Store) -> None:
    # The 42 of the contents (6 Parts, references and appendix at the top) and the matter before Part 1.
    found = {row["level"]: row["sections"] for row in rows(report_store, "sections-by-level")}
    assert found == {"1": "9", "2": "17", "3": "17"}


def test_nineteen_displayed_quotations_with_their_source(report_store: Store) -> None:
    found = rows(report_store, "block-quotations")
    assert len(found) == 19
    assert len([row for row in found if row["key"]]) >= 17


def test_tables_and_the_rows_of_one(report_store: Store) -> None:
    found = {row["label"]: row["rows"] for row in rows(report_store, "tables")}
    assert found == {"1": "5", "2": "2", "3": "5", "appendix-a": "9"}
    cells = [row["text"] for row in rows(report_store, "table-rows") if row["row"] == "1"]
    assert cells[:2] == ["Under 1 year", "76 (47%)"]


def test_ninety_five_references_of_which_some_are_listed_twice(report_store: Store) -> None:
    found = rows(report_store, "references")
    assert [int(position or "") for position in column(found, "position")] == list(range(1, 96))
    assert [row for row in found if row["duplicate"]]


def test_citations_of_a_work_lead_to_its_pages(report_store: Store) -> None:
    found = rows(report_store, "citations-of-a-work")
    assert len(found) >= 15
    assert "Appendix B, pp 248-9" in column(found, "locator")


def test_nine_reviews_with_years_and_every_count(report_store: Store) -> None:
    found = rows(report_store, "reviews-with-counts")
    assert list(dict.fromkeys(column(found, "number"))) == [str(number) for number in range(1, 10)]
    third = {(row["from"], row["to"], row["cases"]) for row in found if row["number"] == "3"}
    # The tables say 161 and the appendix 189: both are kept.
    assert third == {("2003", "2005", "161"), ("2003", "2005", "189")}


def test_most_cited_works_are_the_last_reviews(report_store: Store) -> None:
    found = rows(report_store, "most-cited-works")
    counts = [int(count or "") for count in column(found, "citations")]
    assert counts == sorted(counts, reverse=True)
    assert "Dickens et al 2022a" in column(found, "key")[:3]


def test_themes_per_section_find_poverty_where_it_is_treated(report_store: Store) -> None:
    found = rows(report_store, "themes-per-section")
    assert "Poverty" in [row["theme"] for row in found if row["number"] == "4.3.1"]


def test_table_three_keeps_its_footnote(report_store: Store) -> None:
    notes = {note for note in column(rows(report_store, "observations-of-a-table"), "footnote") if note}
    assert len(notes) == 1


def test_statuses_of_citations_are_told_apart(report_store: Store) -> None:
    found = {row["status"]: int(row["citations"] or "") for row in rows(report_store, "citations-by-status")}
    assert found["resolved"] > 200
    assert {"repaired", "unresolved"} <= found.keys()


def test_the_graph_conforms(report_quads: list[Quad]) -> None:
    report = validate(report_quads, ROOT / "ontology")
    assert report.conforms, report.text


def test_reading_again_gives_the_same_bytes(report_document: Document, report_reading: Reading, tmp_path: Path) -> None:
    for name in ("one", "two"):
        again = document_quads(Iris(), report_document, make_passages(report_document), report_reading)
        assert write_nquads(tmp_path / name, again) > 30_000
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_a_store_gives_back_the_literals_it_was_given(report_quads: list[Quad], report_store: Store) -> None:
    """Oxigraph keeps numbers as numbers: only canonical forms come back as they went in."""
    assert set(report_store) == set(report_quads)


def test_pagerank_favours_what_is_cited(report_document: Document, report_reading: Reading) -> None:
    graph = citation_network(report_reading, make_passages(report_document))
    scores = pagerank(graph)
    assert sum(scores.values()) == pytest.approx(1)
    best = max(scores, key=lambda node: scores[node])
    assert graph.nodes[best]["label"] in {"Dickens et al 2022a", "Brandon et al 2020", "Sidebotham et al 2016"}


def test_suicide_is_told_of_from_the_second_review_on(report_store: Store) -> None:
    found = rows(report_store, "themes-over-time")
    assert list(dict.fromkeys(column(found, "review"))) == ["2", "3", "7", "8", "9"]
    assert any("14 of the 161 cases were suicides" in (row["sentence"] or "") for row in found if row["review"] == "3")
    appearances = {row["theme"]: (row["first"], row["last"]) for row in rows(report_store, "first-and-last-appearance")}
    assert appearances["Suicide"] == ("2001", "2019")
    # "The latter phrase appears for the first time in the 2005-07 review": the theme is that of the heading.
    assert appearances["Professional curiosity"][0] == "2005"


def test_policies_stand_beside_the_reviews_of_their_years(report_store: Store) -> None:
    found = {(row["review"], row["policy"]) for row in rows(report_store, "policies-beside-reviews")}
    assert {("1", "Working Together 1999"), ("3", "Children Act 2004"), ("8", "Wood review")} <= found
    assert ("1", "Children Act 1989") not in found


def test_the_department_publishes_the_report_and_issues_policies(report_store: Store) -> None:
    roles = {row["role"] for row in rows(report_store, "organisations-and-roles") if row["organisation"] == DFE}
    assert {"publisher of the report", "issuer"} <= roles
