"""Take it away: every file is whole, the crate says on what terms, and nothing is held in memory."""

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from http_fakes import FakeLibrary, serving

from scrgraph.http.app import create_app
from scrgraph.http.crate import CrateFile, zipped
from scrgraph.http.dumps import DUMPS
from scrgraph.library import Library
from scrgraph.settings import Settings


def test_the_list_names_every_file_and_others_are_not_found() -> None:
    with serving(FakeLibrary()) as client:
        assert [file["url"] for file in client.get("/dump").json()] == [f"/dump/{dump.name}" for dump in DUMPS]
        answer = client.get("/dump/passwords.txt")
    assert (answer.status_code, "graph.nq.gz" in answer.json()["detail"]) == (404, True)


def test_a_zip_is_written_in_pieces(tmp_path: Path) -> None:
    large = tmp_path / "large"
    large.write_bytes(bytes(range(256)) * 4_000)
    pieces = list(zipped((CrateFile("a/small.txt", b"words"), CrateFile("large", large))))
    assert len(pieces) > 10
    archive = zipfile.ZipFile(io.BytesIO(b"".join(pieces)))
    assert archive.testzip() is None
    assert archive.read("a/small.txt") == b"words"
    assert archive.read("large") == large.read_bytes()
    again = zipped((CrateFile("a/small.txt", b"words"), CrateFile("large", large)))
    assert b"".join(again) == b"".join(pieces)


@pytest.fixture(scope="module")
def client(library: Library) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(index=library.settings.index), library)) as client:
        yield client


@pytest.fixture(scope="module")
def archive(client: TestClient) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(client.get("/dump/ro-crate.zip").content))


@pytest.mark.index
def test_the_graph_comes_whole(client: TestClient, library: Library) -> None:
    answer = client.get("/dump/graph.nq.gz")
    assert answer.headers["content-type"] == "application/gzip"
    assert gzip.decompress(answer.content) == (library.folder / "graph.nq").read_bytes()
    assert client.get("/dump/graph.nq.gz", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


@pytest.mark.index
def test_the_crate_holds_graph_texts_terms_and_provenance(archive: zipfile.ZipFile, library: Library) -> None:
    assert archive.testzip() is None
    metadata = json.loads(archive.read("ro-crate-metadata.json"))
    things = {thing["@id"]: thing for thing in metadata["@graph"]}
    root = things["./"]
    assert {part["@id"] for part in root["hasPart"]} == set(archive.namelist()) - {"ro-crate-metadata.json"}
    assert root["identifier"] == library.generation
    assert root["license"][0]["@id"] in things
    assert "Open Government Licence" in root["copyrightNotice"][0]
    (view,) = library.documents()
    assert archive.read(f"texts/{view.id}.txt").decode() == library.document_text(view.id)
    assert things["#reading"]["instrument"] == {"@id": "#scrgraph"}
    quads = ox.parse(archive.read("graph.nq"), format=ox.RdfFormat.N_QUADS)
    assert sum(1 for _ in quads) == library.manifest.counts["quads"]


@pytest.mark.index
def test_the_crate_has_what_ro_crate_requires(archive: zipfile.ZipFile) -> None:
    crate = json.loads(archive.read("ro-crate-metadata.json"))
    assert crate["@context"] == "https://w3id.org/ro/crate/1.1/context"
    things = {thing["@id"]: thing for thing in crate["@graph"]}
    assert len(things) == len(crate["@graph"])
    assert all(thing["@type"] for thing in things.values())
    about = things["ro-crate-metadata.json"]
    assert (about["@type"], about["about"]) == ("CreativeWork", {"@id": "./"})
    assert about["conformsTo"]["@id"].startswith("https://w3id.org/ro/crate/")
    root = things["./"]
    assert root["@type"] == "Dataset"
    assert root["name"]
    assert root["description"]
    assert root["license"]
    assert date.fromisoformat(root["datePublished"][:10])
    files = {name for name, thing in things.items() if thing["@type"] == "File"}
    assert files == {part["@id"] for part in root["hasPart"]}
    assert files | {"ro-crate-metadata.json"} == set(archive.namelist())
    pointed = set(re.findall(r'\{"@id": "([^"]+)"\}', json.dumps(crate["@graph"])))
    assert {one for one in pointed if not one.startswith("http")} <= things.keys()
    assert {one["@id"] for one in (*root["license"], *root.get("isBasedOn", ()))} <= things.keys()
