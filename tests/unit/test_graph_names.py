"""The shape of every IRI."""

from dataclasses import replace

import pytest
from graph_samples import IRIS, make_document, make_passages, make_reading
from hypothesis import given
from hypothesis import strategies as st

from scrgraph.graph import names
from scrgraph.iri import Iris
from scrgraph.reading.findings import Organisation, Person

BASE = "https://w3id.org/scrgraph/id/"


def test_names_of_a_document_and_its_parts() -> None:
    document = make_document()
    assert names.document_iri(IRIS, "bridges") == f"{BASE}document/bridges"
    assert names.section_iri(IRIS, document, document.sections[1]) == f"{BASE}section/bridges/1"
    assert names.table_iri(IRIS, "bridges", document.tables[0]) == f"{BASE}table/bridges/1"
    assert names.table_iri(IRIS, "bridges", "appendix-a") == f"{BASE}table/bridges/appendix-a"
    passage = make_passages(document)[0]
    assert names.passage_iri(IRIS, passage) == names.passage_iri(IRIS, passage.id) == f"{BASE}passage/{passage.id}"
    assert names.document_graph(IRIS, "bridges") == "https://w3id.org/scrgraph/graph/document/bridges"


def test_a_further_entry_of_a_key_gets_an_ordinal_and_works_differ_by_title() -> None:
    references = make_reading(make_document()).references
    assert names.reference_locals(references) == (
        "reference/bridges/ash-and-oak-2010a",
        "reference/bridges/board-of-works-2012",
        "reference/bridges/board-of-works-2012-2",
    )
    assert names.reference_iri(IRIS, references[2], references) == f"{BASE}reference/bridges/board-of-works-2012-2"
    works = {names.work_iri(IRIS, reference) for reference in references}
    assert len(works) == 3
    other_list = replace(references[0], document="other", index=7, title="On RUST!")
    assert names.work_iri(IRIS, other_list) == names.work_iri(IRIS, references[0])


@pytest.mark.parametrize(
    ("author", "local"),
    [
        (Person("O'Brien", "M."), "person/obrien-m"),
        (Person("Ofsted"), "person/ofsted"),
        (Organisation("Department of Health", "DH"), "agent/department-of-health"),
    ],
)
def test_names_of_authors(author: Person | Organisation, local: str) -> None:
    assert names.author_iri(IRIS, author) == BASE + local


def test_names_of_people_and_findings() -> None:
    reading = make_reading(make_document())
    assert names.person_iri(IRIS, "Marian Brandon") == f"{BASE}person/brandon-marian"
    assert names.review_iri(IRIS, reading.reviews[0]) == f"{BASE}review/2003-2005"
    assert names.observation_iri(IRIS, reading.observations[0]).startswith(f"{BASE}observation/bridges/table-1/")
    finding = names.finding_iri(IRIS, reading.audit[0], "bridges")
    assert finding.startswith(f"{BASE}finding/bridges/duplicate-reference-")
    assert finding != names.finding_iri(IRIS, replace(reading.audit[0], message="Other."), "bridges")


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "b"])))
def test_a_namer_never_gives_a_name_twice(wanted: list[str]) -> None:
    namer = names.Namer()
    given_names = [namer.unique(name) for name in wanted]
    assert len(set(given_names)) == len(given_names)
    assert all(got.startswith(want) for got, want in zip(given_names, wanted, strict=True))


@given(st.text())
def test_a_local_id_comes_back_from_its_iri(local: str) -> None:
    iri = Iris().thing(local)
    assert Iris().local(iri) == local
    assert not set(iri) & set(' <>"{}|\\^`\n')
