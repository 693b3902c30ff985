"""The forty competency questions: every query runs over the graph of the real report; rows checked by reading it."""

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

QUERIES = Path(__file__).parents[2] / "ontology/queries/competency"
Row = tuple[str | None, ...]
COLUMNS_AND_ROWS = {
    "C01": (5, 9),
    "C02": (2, 9),
    "C03": (4, 7),
    "C04": (2, 2),
    "C05": (4, 35),
    "C06": (3, 14),
    "C07": (4, 25),
    "C08": (4, 2),
    "C09": (2, 5),
    "C10": (2, 7),
    "C11": (2, 9),
    "C12": (2, 8),
    "C13": (1, 12),
    "C14": (2, 10),
    "C15": (2, 5),
    "C16": (2, 15),
    "C17": (1, 14),
    "C18": (2, 5),
    "C19": (4, 19),
    "C20": (2, 10),
    "C21": (2, 15),
    "C22": (3, 4),
    "C23": (2, 7),
    "C24": (2, 3),
    "C25": (2, None),
    "C26": (5, 42),
    "C27": (2, 1),
    "C28": (3, 9),
    "C29": (2, None),
    "C30": (1, 4),
    "C31": (4, 9),
    "C32": (4, 5),
    "C33": (3, None),
    "C34": (2, 8),
    "C35": (2, None),
    "C36": (3, 2),
    "C37": (2, 1),
    "C38": (2, 14),
    "C39": (2, 7),
    "C40": (2, 4),
}
"""How many columns each question asks for, and how many rows a reader counts; None where that is open to judgement."""


def rows(store: Store, name: str) -> list[Row]:
    found = store.query((QUERIES / f"{name}.rq").read_text(), use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    width = len(found.variables)
    return [tuple(_value(row[i]) for i in range(width)) for row in found]


def _value(term: object) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None


def test_there_is_one_query_for_each_question() -> None:
    assert sorted(path.stem for path in QUERIES.glob("*.rq")) == sorted(COLUMNS_AND_ROWS)


@pytest.mark.parametrize("name", COLUMNS_AND_ROWS)
def test_every_query_is_titled_explained_and_gives_its_columns(report_store: Store, name: str) -> None:
    title, explained, *_ = (QUERIES / f"{name}.rq").read_text().split("\n")
    assert re.fullmatch(r"# title: [A-Z].+[.?]", title)
    assert explained.startswith("# ")
    columns, count = COLUMNS_AND_ROWS[name]
    found = rows(report_store, name)
    assert {len(row) for row in found} == {columns}
    assert count is None or len(found) == count
    assert len(found) == len(set(found)) or name in {"C15", "C16", "C17", "C18", "C21"}


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("C01", ("7", "Pathways to harm, pathways to protection: A triennial analysis of serious case reviews "
         "2011 to 2014", "2011-2014", "2016", "293 (NB 3 years)")),
        ("C02", ("5", "Marian Brandon; Sue Bailey; Pippa Belderson")),
        ("C03", ("2003-2005", "161", "189", "true")),
        ("C03", ("2017-2019", "235", "235", "false")),
        ("C04", ("Table 1", "1704")),
        ("C04", ("Appendix A", "1698")),
        ("C05", ("16+", "2017-19", "45", "19")),
        ("C06", ("Serious harm", "2007-9", "44")),
        ("C07", ("1998", "Referrals over year", "Not available", None)),
        ("C07", ("2004", "Children in need on 31 March", "388200", "From children in need census week in "
         "February 2003.")),
        ("C08", ("1-5 years", "2007-9", "22", "21.4")),
        ("C09", ("Under 1 year", "709")),
        ("C10", ("2011-14", "97.7")),
        ("C11", ("Sidebotham et al 2016", "15")),
        ("C12", ("Dickens et al 2022b", "4")),
        ("C13", ("CSPRP 2020",)),
        ("C14", ("Bernard and Harris, 2019: 259", "3.2.4")),
        ("C14", ("CSPRP 2021a", "6.2")),
        ("C15", ("4.2.1", "12")),
        ("C16", ("3.1", "241-2")),
        ("C18", ("5", "50")),
        ("C19", ("5.1.2", "SCRP 2014", "7", "Reports that fail to look at human motivation and at")),
        ("C20", ("Sidebotham et al 2016", "4")),
        ("C21", ("3.1.1", "Baginsky et al 2020; Munro et al 2020")),
        ("C22", ("DH 1991", "DHSS 1982", "2")),
        ("C23", ("1999", "DH et al 1999")),
        ("C23", ("2006", None)),
        ("C24", ("Children Act 1989", "3.2.4, 4.3, 6.1")),
        ("C25", ("2004", "Children Act 2004 (legislation)")),
        ("C26", ("3", "3.2.3", "Working with men", "3.2", "17")),
        ("C27", ("1.1 The history of SCRs", "The history of SCRs")),
        ("C28", ("3.1.1", "Part 4.3", "4.3")),
        ("C29", ("Ofsted", "inspectorate")),
        ("C30", ("a practising barrister with experience of family law",)),
        ("C31", ("drug misuse", "34", "percent", "Dickens et al 2022a")),
        ("C33", ("never known", "2009-11", "21")),
        ("C34", ("Family circumstances", "14")),
        ("C35", ("4.3.1", "Poverty")),
        ("C36", ("Ofsted et al 2020b", "children with mental ill health", "The multi-agency response to child "
         "sexual abuse in the family environment")),
        ("C37", ("NSPCC/SCIE 2016", "2")),
        ("C38", ("Howe 1992", "Sociological Review")),
        ("C39", ("Joanna Garstang", "3")),
        ("C40", ("references", "95")),
        ("C40", ("citations with a locator", "68")),
    ],
)  # fmt: skip
def test_a_row_that_a_reader_finds_is_there(report_store: Store, name: str, row: Row) -> None:
    assert row in rows(report_store, name)


@pytest.mark.parametrize(
    ("name", "values", "source"),
    [
        ("C31", {"55", "49", "48", "34", "32", "19"}, "Dickens et al 2022a"),
        ("C32", {"66.7", "60", "42", "86", "20"}, "Brandon et al 2012"),
    ],
)
def test_family_circumstances_have_their_numbers_and_source(
    report_store: Store, name: str, values: set[str], source: str
) -> None:
    found = rows(report_store, name)
    assert {row[1] for row in found} == values
    assert {row[2:] for row in found} == {("percent", source)}
