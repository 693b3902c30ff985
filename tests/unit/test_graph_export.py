"""Every export is read back by a reader that is not ours, and says what went in."""

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import networkx as nx
import pandas  # type: ignore[import-untyped]
import pytest
import rdflib
from graph_samples import IRIS, ONTOLOGY, make_document, make_passages, make_reading, reference_view, statistic_view
from pyoxigraph import RdfFormat, Store, parse

from scrgraph import wire
from scrgraph.errors import InputError
from scrgraph.graph.authority import authority_quads
from scrgraph.graph.export import FORMATS, export
from scrgraph.graph.quads import document_quads

REFERENCES = (
    reference_view(),
    reference_view(
        key="Ash and Oak 2010a",
        authors=(wire.AuthorView(organisation="Board {of} Works"),),
        year=None,
        type="article",
        container="Iron_Age",
        url="https://example.org/a{b}",
        doi=None,
    ),
)
STATISTICS = (statistic_view(), statistic_view(iri=IRIS.thing("observation/bridges/2"), value="Not\nknown"))


@pytest.fixture(scope="module")
def store() -> Store:
    document = make_document()
    loaded = Store()
    loaded.extend(document_quads(IRIS, document, make_passages(document), make_reading(document)))
    loaded.extend(q for q in authority_quads(IRIS, ONTOLOGY) if "authority/themes" in str(q.graph_name))
    return loaded


def written(store: Store, form: str) -> bytes:
    out = BytesIO()
    export(form, store=store, references=REFERENCES, statistics=STATISTICS, out=out)
    return out.getvalue()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_index_gives_the_same_bytes(store: Store, form: str) -> None:
    assert written(store, form) == written(store, form) != b""


def test_nquads_and_jsonld_hold_every_quad(store: Store) -> None:
    assert set(parse(written(store, "nquads"), RdfFormat.N_QUADS)) == set(store)
    assert set(parse(written(store, "jsonld"), RdfFormat.JSON_LD)) == set(store)


def test_turtle_holds_the_union_of_the_graphs(store: Store) -> None:
    graph = rdflib.Graph().parse(data=written(store, "turtle"), format="turtle")
    assert len(graph) == len({(quad.subject, quad.predicate, quad.object) for quad in store})


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_networks_are_read_by_networkx(store: Store, form: str) -> None:
    data = BytesIO(written(store, form))
    graph = nx.read_graphml(data) if form == "graphml" else nx.read_gexf(data)
    cites = [(a, b) for a, b, edge in graph.edges(data=True) if edge["predicate"] == "cito:cites"]
    assert len(cites) == 2
    assert {graph.nodes[work]["label"] for _, work in cites} == {"Ash and Oak 2010a", "Board of Works 2012"}
    assert graph.nodes[IRIS.thing("theme/poverty")]["type"] == "theme"


def test_bibtex_escapes_and_tells_equal_keys_apart(store: Store) -> None:
    assert (
        written(store, "bibtex").decode()
        == r"""@book{ash-and-oak-2010a,
  author = {Ash, B. and Oak, C.},
  title = {On rust \& paint},
  publisher = {Arch Press},
  year = {2010},
  pages = {241--2},
  doi = {10.1000/x\_1},
}

@article{ash-and-oak-2010a-2,
  author = {{Board \{of\} Works}},
  title = {On rust \& paint},
  journal = {Iron\_Age},
  publisher = {Arch Press},
  pages = {241--2},
  url = {https://example.org/a%7Bb%7D},
}

"""
    )


def test_ris_has_a_record_for_every_entry(store: Store) -> None:
    first, second, rest = written(store, "ris").decode().split("ER  - \r\n\r\n")
    assert rest == ""
    assert first.splitlines() == [
        "TY  - BOOK",
        "AU  - Ash, B.",
        "AU  - Oak, C.",
        "TI  - On rust & paint",
        "PB  - Arch Press",
        "PY  - 2010",
        "SP  - 241",
        "EP  - 242",
        "DO  - 10.1000/x_1",
        "ID  - Ash and Oak 2010a",
    ]
    assert second.splitlines()[:2] == ["TY  - JOUR", "AU  - Board {of} Works"]


def test_csl_json_has_names_dates_and_unique_ids(store: Store) -> None:
    first, second = json.loads(written(store, "csl-json"))
    assert first["author"] == [{"family": "Ash", "given": "B."}, {"family": "Oak", "given": "C."}]
    assert (first["id"], first["type"], first["issued"]) == (
        "Ash and Oak 2010a",
        "book",
        {"date-parts": [[2010]]},
    )
    assert second["author"] == [{"literal": "Board {of} Works"}]
    assert second["id"] == "Ash and Oak 2010a-2"
    assert "issued" not in second


def test_csvw_describes_every_column_of_its_rows(store: Store) -> None:
    with ZipFile(BytesIO(written(store, "csvw"))) as archive:
        assert archive.testzip() is None
        rows = list(csv.DictReader(StringIO(archive.read("statistics.csv").decode(), newline="")))
        metadata = json.loads(archive.read("statistics.csv-metadata.json"))
    columns = [column["name"] for column in metadata["tableSchema"]["columns"]]
    assert list(rows[0]) == columns
    assert metadata["url"] == "statistics.csv"
    assert (rows[0]["value"], rows[0]["value_text"]) == ("76.0", "")
    assert (rows[1]["value"], rows[1]["value_text"]) == ("", "Not\nknown")
    assert (rows[0]["dimensions"], rows[0]["spans"]) == ('{"Kind": "Iron"}', "[[10, 12]]")


def test_csvw_is_read_back_as_it_says(store: Store) -> None:
    with ZipFile(BytesIO(written(store, "csvw"))) as archive:
        columns = json.loads(archive.read("statistics.csv-metadata.json"))["tableSchema"]["columns"]
        kinds = {"number": "float64", "integer": "Int64", "string": "string", "anyURI": "string"}
        frame = pandas.read_csv(
            BytesIO(archive.read("statistics.csv")),
            dtype={column["name"]: kinds[column["datatype"]] for column in columns},
        )
    assert list(frame["value"].dropna()) == [76.0]
    assert list(frame["start_year"].dropna()) == [2003, 2003]
    assert not frame[[column["name"] for column in columns if column["required"]]].isna().any(axis=None)
    assert frame["iri"].is_unique


def test_an_unknown_format_names_the_known_ones(store: Store) -> None:
    with pytest.raises(InputError, match="nquads, turtle, jsonld, graphml, gexf, bibtex, ris, csl-json, csvw"):
        written(store, "xls")
