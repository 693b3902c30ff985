"""What the service says of its data is so: VoID, DCAT and the service description."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from rdflib import DCTERMS, RDF, Graph, Literal, URIRef
from rdflib.namespace import DCAT, VOID

from scrgraph.http.app import create_app
from scrgraph.library import Library
from scrgraph.settings import Settings

pytestmark = pytest.mark.index
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(index=library.settings.index), library)) as client:
        yield client


@pytest.fixture(scope="module")
def quads(library: Library) -> list[ox.Quad]:
    with (library.folder / "graph.nq").open("rb") as file:
        return list(ox.parse(file, format=ox.RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def described(client: TestClient) -> Graph:
    answer = client.get("/.well-known/void", headers={"accept": "text/turtle"})
    return Graph().parse(data=answer.text, format="turtle")


def number(graph: Graph, thing: Any, term: URIRef) -> int:
    (found,) = graph.objects(thing, term)
    assert isinstance(found, Literal)
    return int(found)


def test_void_counts_what_the_dump_holds(described: Graph, quads: list[ox.Quad], library: Library) -> None:
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    whole = URIRef(f"{library.base}/id/dataset/scrgraph")
    assert number(described, whole, VOID.triples) == len(triples)
    assert number(described, whole, VOID.distinctSubjects) == len({s for s, _, _ in triples})
    assert number(described, whole, VOID.properties) == len({p for _, p, _ in triples})
    things = {str(s.value) for s, _, _ in triples if isinstance(s, ox.NamedNode)}
    assert number(described, whole, VOID.entities) == sum(one.startswith(f"{library.base}/id/") for one in things)
    assert number(described, whole, VOID.documents) == len(library.documents())


def test_void_counts_every_class_and_property(described: Graph, quads: list[ox.Quad], library: Library) -> None:
    triples = {(q.subject, q.predicate, q.object) for q in quads}
    whole = URIRef(f"{library.base}/id/dataset/scrgraph")
    told = {str(described.value(one, VOID["class"])): one for one in described.objects(whole, VOID.classPartition)}
    members = Counter(o.value for _, p, o in triples if p.value == str(RDF.type) and isinstance(o, ox.NamedNode))
    assert {name: number(described, one, VOID.entities) for name, one in told.items()} == members
    used = {str(described.value(one, VOID.property)): one for one in described.objects(whole, VOID.propertyPartition)}
    uses = Counter(p.value for _, p, _ in triples)
    assert {name: number(described, one, VOID.triples) for name, one in used.items()} == uses


def test_every_distribution_that_dcat_names_can_be_had(described: Graph, client: TestClient, library: Library) -> None:
    whole = URIRef(f"{library.base}/id/dataset/scrgraph")
    assert (whole, RDF.type, DCAT.Dataset) in described
    assert described.value(whole, DCTERMS.title)
    assert list(described.objects(whole, DCTERMS.license))
    found = list(described.objects(whole, DCAT.distribution))
    addresses = [url for one in found for url in described.objects(one, DCAT.downloadURL)]
    assert len(addresses) == len(found) - 1  # the endpoint is accessed, not downloaded
    kinds = {urlsplit(str(address)).path: described.value(address, DCAT.mediaType) for address in addresses}
    offered = client.get("/dump").json()
    assert {at: str(kind).partition("media-types/")[2] for at, kind in kinds.items()} == {
        one["url"]: one["type"] for one in offered
    }


def test_the_service_names_the_graphs_that_there_are(client: TestClient, quads: list[ox.Quad]) -> None:
    said = Graph().parse(data=client.get("/sparql", headers={"accept": "text/turtle"}).text, format="turtle")
    sizes = Counter(q.graph_name.value for q in set(quads) if isinstance(q.graph_name, ox.NamedNode))
    told = {str(name): number(said, name, VOID.triples) for name in said.objects(None, URIRef(f"{SD}name"))}
    assert told == sizes
