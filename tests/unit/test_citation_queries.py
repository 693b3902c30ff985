"""What the graph of the real report says of citing: functions with evidence, quotations, own works, teams."""

from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

Row = dict[str, str]


def rows(store: Store, root: Path, name: str) -> list[Row]:
    found = store.query((root / f"ontology/queries/{name}.rq").read_text(), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    terms = [{variable.value: row[variable] for variable in found.variables} for row in found]
    return [{n: term.value for n, term in row.items() if isinstance(term, NamedNode | Literal)} for row in terms]


def test_every_function_has_a_confidence_a_rule_and_words(report_store: Store, root: Path) -> None:
    found = rows(report_store, root, "citation-functions")
    assert len({row["pointer"] for row in found}) > 50
    assert all(0.5 <= float(row["confidence"]) <= 1 and row["rule"] and row["words"] for row in found)
    functions = {row["function"].rsplit("/", 1)[-1] for row in found}
    assert {"includesQuotationFrom", "citesAsEvidence", "citesAsDataSource", "discusses"} <= functions


def test_words_quoted_within_paragraphs_lead_to_work_and_page(report_store: Store, root: Path) -> None:
    found = {row["words"]: (row["key"], row.get("page")) for row in rows(report_store, root, "inline-quotations")}
    assert found["respectful uncertainty"] == ("Laming 2003", "205")
    assert found["discredited model"] == ("Wood 2016", "50")
    assert len(found) == 27


def test_works_that_share_an_author_with_the_report(report_store: Store, root: Path) -> None:
    times = {row["key"]: int(row["times"]) for row in rows(report_store, root, "self-citations")}
    assert {"Dickens et al 2022a", "Sidebotham et al 2016", "Brandon et al 2020"} <= set(times)
    assert not {"Munro 2010", "Wood 2016", "Laming 2003"} & set(times)


def test_teams_behind_a_passage_are_never_more_than_its_works(report_store: Store, root: Path) -> None:
    found = rows(report_store, root, "author-teams")
    assert all(1 <= int(row["teams"]) <= int(row["works"]) for row in found)
    assert int(found[0]["teams"]) >= 4
