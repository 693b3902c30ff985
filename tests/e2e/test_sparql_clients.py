"""Real clients over a real socket: SPARQLWrapper, rdflib, pandas, and the curl lines of README."""

import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import uvicorn

from scrgraph.http.app import create_app
from scrgraph.library import Library
from scrgraph.settings import Settings

pytestmark = pytest.mark.index
SCR = "PREFIX scr: <https://w3id.org/scrgraph/ontology#> "
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
SEARCH = SCR + (
    "SELECT ?passage ?score ?text WHERE { SERVICE scr:search { ?passage scr:query 'losing sight of the child' ;"
    " scr:limit 5 ; scr:score ?score } ?passage scr:text ?text } ORDER BY DESC(?score)"
)


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    """The service on a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = create_app(Settings(index=library.settings.index), library)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def test_sparqlwrapper_reads_solutions_and_graphs(address: str) -> None:
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client: Any = SPARQLWrapper(f"{address}/sparql")
    client.setReturnFormat(JSON)
    client.setQuery(SEARCH)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert len(rows) == 5
    assert float(rows[0]["score"]["value"]) >= float(rows[-1]["score"]["value"])
    client.setMethod(POST)
    client.setQuery("ASK { ?s ?p ?o }")
    assert client.queryAndConvert()["boolean"] is True
    client.setReturnFormat(TURTLE)
    client.setQuery(SCR + "CONSTRUCT { ?s scr:key ?k } WHERE { ?s scr:key ?k } LIMIT 3")
    assert b"scr:key" in client.queryAndConvert()
    client.setReturnFormat(JSON)
    client.setQuery("SELECT * { ?s ")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_rdflib_reads_the_endpoint_as_a_store(address: str) -> None:
    from rdflib import Graph
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph: Any = Graph(store=SPARQLStore(f"{address}/sparql"))
    assert len(list(graph.query(SEARCH))) == 5
    (row,) = graph.query(COUNT)
    assert int(row[0]) > 10_000


def test_rdflib_follows_an_iri_to_its_data(address: str, library: Library) -> None:
    from rdflib import RDF, Graph, URIRef

    iri = library.themes()[0].iri
    graph = Graph().parse(f"{address}{iri.removeprefix(library.base)}")
    assert (URIRef(iri), RDF.type, None) in graph


def test_pandas_reads_csv(address: str) -> None:
    import pandas as pd  # type: ignore[import-untyped]

    frame = pd.read_csv(f"{address}/sparql?{urlencode({'query': SEARCH, 'format': 'csv'})}")
    assert list(frame.columns) == ["passage", "score", "text"]
    assert len(frame) == 5
    assert frame["score"].is_monotonic_decreasing
    named = pd.read_csv(f"{address}/api/queries/citations-of-a-work?format=csv&per_page=5")
    assert len(named) == 5


def curl_lines(readme: str) -> list[str]:
    part = re.search(r"<!-- curl -->(.*?)<!-- /curl -->", readme, re.DOTALL)
    assert part, "README has no part marked curl"
    joined = part[1].replace("\\\n", " ")
    return re.findall(r"^\$ (curl .*?)$(?=\n\$|\n```)", joined, re.MULTILINE | re.DOTALL)


def test_the_curl_lines_of_readme_work(address: str, root: Path, tmp_path: Path) -> None:
    lines = curl_lines((root / "README.md").read_text())
    assert len(lines) >= 4
    if shutil.which("curl") is None:
        pytest.skip("needs curl")
    for line in lines:
        local = line.replace("http://127.0.0.1:8000", address).replace("curl ", "curl --fail --silent --show-error ", 1)
        done = subprocess.run(["bash", "-c", local], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{line}: {done.stderr}"
        assert done.stdout or list(tmp_path.iterdir()), line
