"""Every thing of the graph has a page: its own where there is one, else what the graph says of it."""

import json
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from http_fakes import PASSAGE, FakeLibrary, serving

from scrgraph.errors import NotFoundError
from scrgraph.http.ui.things import home, said_of
from scrgraph.sparql.results import Result

BASE = "https://w3id.org/scrgraph"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def row(way: str, name: str, value: str, label: str | None = None, kind: str = "uri") -> dict[str, dict[str, str]]:
    made = {
        "way": {"type": "literal", "value": way},
        "property": {"type": "uri", "value": name},
        "value": {"type": kind, "value": value},
    }
    return made | ({"label": {"type": "literal", "value": label}} if label else {})


class Graph(FakeLibrary):
    """Knows one person."""

    base = BASE
    generation = "1"

    def sparql(self, query: str, **asked: object) -> Result:
        self.asked.append(("sparql", query))
        rows = [
            row("out", LABEL, "M <Brandon>", kind="literal"),
            row("out", "http://xmlns.com/foaf/0.1/page", "javascript:alert(1)"),
            row("in", "http://purl.org/dc/terms/creator", f"{BASE}/id/work/a", "A work"),
            row("in", "http://purl.org/dc/terms/creator", "https://example.org/b"),
        ]
        found = rows if f"<{BASE}/id/person/brandon-m>" in query else []
        return Result("application/sparql-results+json", json.dumps({"results": {"bindings": found}}).encode())


@pytest.fixture
def client() -> Iterator[TestClient]:
    with serving(Graph()) as made:
        made.headers.update({"accept": "text/html"})
        yield made


@pytest.mark.parametrize(
    ("local", "address"),
    [
        ("document/small", "/read/small"),
        ("document/small/author/1", None),
        ("review/2001-2003/author/9", None),
        ("section/small/1.1", "/read/small#s-1.1"),
        (f"passage/{PASSAGE.id}", f"/read/small?at={PASSAGE.spans[0][0]}-{PASSAGE.spans[0][1]}#at"),
        ("work/1", "/works/Brown%202010"),
        ("work/none", None),
        ("observation/none", None),
        ("theme/fathers", "/themes/fathers"),
        ("review/2001-2003", "/reviews/2001-2003"),
        ("person/brandon-m", None),
        ("theme", None),
    ],
)
def test_a_thing_is_at_home_on_its_page(local: str, address: str | None) -> None:
    assert home(FakeLibrary(), local) == address


def test_what_the_graph_says_is_grouped_by_property_and_way() -> None:
    name, said = said_of(Graph(), f"{BASE}/id/person/brandon-m")
    assert name == "M <Brandon>"
    assert [(entry.property, entry.inverse) for entry in said][-1] == ("http://purl.org/dc/terms/creator", True)
    assert said[-1].values == (("A work", "/id/work/a"), ("https://example.org/b", "https://example.org/b"))
    assert said[1].values == (("javascript:alert(1)", None),)


@pytest.mark.parametrize("local", ["person/nobody", "x> <y", "a b", 'q"', "{}"])
def test_a_thing_that_the_graph_does_not_know_is_not_found(local: str) -> None:
    library = Graph()
    with pytest.raises(NotFoundError):
        said_of(library, f"{BASE}/id/{local}")
    assert all("x> <y" not in str(asked) for asked in library.asked)


def test_the_page_of_a_thing(client: TestClient) -> None:
    page = client.get("/page/person/brandon-m")
    assert "<h1>M &lt;Brandon&gt;</h1>" in page.text
    assert '<a href="/id/work/a">A work</a>' in page.text
    assert "javascript:alert(1)</dd>" in page.text
    assert 'href="/data/person/brandon-m.ttl"' in page.text
    assert client.get("/page/person/nobody").status_code == 404
    moved = client.get("/page/theme/fathers", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, "/themes/fathers")
