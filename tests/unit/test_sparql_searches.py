"""Search inside SPARQL: what a pattern means, what is refused and where, and that errors point into the query."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sparql_samples import BASE, make_store

from scrgraph.errors import QueryError, RefusedError
from scrgraph.indexes.vectors import write_vectors
from scrgraph.settings import Settings
from scrgraph.sparql.engine import Engine
from scrgraph.sparql.guard import tokenised
from scrgraph.sparql.rewriting import rewrite, search_edit
from scrgraph.sparql.searches import Search, find_searches

TERMS = f"{BASE}/ontology#"
SCR = f"PREFIX scr: <{TERMS}> "
POVERTY = f"{BASE}/id/theme/poverty"
PASSAGE = f"{BASE}/id/passage/p-1.1"


def find(text: str, most: int = 5) -> tuple[Search, ...]:
    return find_searches(text, tokenised(text, 10_000), TERMS, most=most, max_hits=100)


def one(pattern: str) -> Search:
    (search,) = find(f"{SCR} SELECT * {{ SERVICE scr:search {{ {pattern} }} }}")
    return search


def test_every_argument_is_read() -> None:
    text = """PREFIX x: <https://w3id.org/scrgraph/ontology#> SELECT * { ?s ?p ?o .
      service SILENT x:search { $p x:query '''it's\\u0020"here"'''@en; x:mode "dense" ; x:limit 7;x:threshold -.5 .
      ?p x:rank ?r; x:score ?score; . } }"""
    (search,) = find(text)
    assert (search.query, search.mode, search.limit, search.threshold) == ('it\'s "here"', "dense", 7, -0.5)
    assert (search.passage, search.score, search.rank) == ("$p", "?score", "?r")
    assert text[search.start : search.end].startswith("service SILENT")
    assert text[search.end :].strip() == "}"


def test_what_is_left_out_has_a_default() -> None:
    search = one('?p <https://w3id.org/scrgraph/ontology#query> "a"')
    assert (search.mode, search.limit, search.threshold, search.score, search.rank) == ("hybrid", 10, None, None, None)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "the passage that is found must be a variable"),
        ("<urn:a> scr:query 'x'", "the passage that is found must be a variable"),
        ("?p scr:query ?words", "takes a constant string in quotes, not \\?words"),
        ("?p scr:query 3", "takes a constant string"),
        ("?p scr:query 'x\\q'", "no escape"),
        ("?p scr:mode 'dense'", "has no words"),
        ("?p scr:query 'x' ; scr:mode 'fuzzy'", "one of hybrid, dense, lexical, graph"),
        ("?p scr:query 'x' ; scr:mode ?m", "one of hybrid"),
        ("?p scr:query 'x' ; scr:limit 0", "give 1 to 100 \\(limit max_hits\\)"),
        ("?p scr:query 'x' ; scr:limit 101", "give 1 to 100"),
        ("?p scr:query 'x' ; scr:limit 1.5", "whole number"),
        ("?p scr:query 'x' ; scr:limit -1", "whole number"),
        ("?p scr:query 'x' ; scr:limit '5'", "whole number"),
        ("?p scr:query 'x' ; scr:threshold 'high'", "takes a number"),
        ("?p scr:query 'x' ; scr:score 1", "variable of its own"),
        ("?p scr:query 'x' ; scr:score ?p", "variable of its own"),
        ("?p scr:query 'x' ; scr:score ?a ; scr:rank ?a", "variable of its own"),
        ("?p scr:query 'x' ; scr:query 'y'", "given twice"),
        ("?p scr:query 'x' ; scr:depth 3", "scr:depth is none of them"),
        ("?p scr:query 'x' ; nope:limit 3", "nope:limit is none of them"),
        ("?p scr:query 'x' . ?q scr:score ?s", "nothing but"),
        ("?p scr:query 'x' FILTER(?p)", "nothing but"),
        ("?p scr:query 'x', 'y'", "nothing but"),
    ],
)
def test_a_wrong_argument_is_an_error_with_its_place(pattern: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        one(pattern)
    assert caught.value.line == 1
    assert caught.value.column is not None
    assert caught.value.column > len(f"{SCR} SELECT * {{ SERVICE scr:search")


def test_a_pattern_that_is_not_closed_is_an_error() -> None:
    with pytest.raises(QueryError, match="the end of the text"):
        find(f"{SCR} SELECT * {{ SERVICE scr:search {{ ?p")


def test_searches_are_counted() -> None:
    pattern = "SERVICE scr:search { ?p scr:query 'x' } "
    assert len(find(f"{SCR} SELECT * {{ {pattern * 2} }}", most=2)) == 2
    with pytest.raises(QueryError, match="limit sparql_searches"):
        find(f"{SCR} SELECT * {{ {pattern * 3} }}", most=2)


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <urn:search> { ?p scr:query 'x' }",
        "SERVICE other:search { ?p scr:query 'x' }",
        "SERVICE ?search { ?p scr:query 'x' }",
        "'SERVICE scr:search { }'",
    ],
)
def test_every_other_service_is_left_to_the_guard(clause: str) -> None:
    assert find(f"PREFIX other: <urn:o#> {SCR} SELECT * {{ {clause} }}") == ()


@given(st.text(alphabet="{}<>?;.:'\"\\ \nscrSERVICEquery19-", max_size=60))
def test_whatever_stands_in_a_pattern_is_read_or_refused_by_name(pattern: str) -> None:
    text = f"{SCR} SELECT * {{ SERVICE scr:search {{ {pattern}"
    try:
        ends = [search.end for search in find(text)]
    except QueryError:
        ends = []
    assert all(text[end - 1] == "}" for end in ends)


@given(st.integers(0, 3), st.text(alphabet="ab \n", max_size=8), st.text(alphabet="ab \n", max_size=8))
def test_a_place_after_a_search_is_told_as_written(hits: int, before: str, after: str) -> None:
    written = f"{SCR}\nSELECT * {{ {before} SERVICE scr:search {{ ?p scr:query 'x'\n }} {after} ! }}"
    edits = [search_edit(written, one, lambda *_: [(PASSAGE, 0.5)] * hits) for one in find(written)]
    rewritten = rewrite(written, edits)
    offset = rewritten.text.index("!")
    line, column = rewritten.text.count("\n", 0, offset) + 1, offset - rewritten.text.rfind("\n", 0, offset)
    placed = rewritten.placed(QueryError(f"Line {line}, column {column}: no", line=line, column=column))
    offset = written.index("!")
    expected = (written.count("\n", 0, offset) + 1, offset - written.rfind("\n", 0, offset))
    assert (placed.line, placed.column) == expected
    assert str(placed) == f"Line {expected[0]}, column {expected[1]}: no"


class Searched:
    """Finds the theme, then the passage; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, int]] = []

    def __call__(self, query: str, mode: str, limit: int) -> Sequence[tuple[str, float]]:
        self.asked.append((query, mode, limit))
        if query == "refused":
            raise QueryError("the question is odd; change it")
        return [(POVERTY, 0.91236), (PASSAGE, -0.25)][:limit]


@pytest.fixture(scope="module")
def searched() -> Searched:
    return Searched()


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory, searched: Searched) -> Iterator[Engine]:
    vectors = tmp_path_factory.mktemp("vectors") / "vectors"
    write_vectors(vectors, [POVERTY, PASSAGE], b"\0\0\x80?\0\0\0\0" + b"\x9a\x99\x19?\xcd\xccL?")  # (1, 0), (.6, .8)
    store = make_store(tmp_path_factory.mktemp("store"))
    engine = Engine.open(store, Settings(sparql_workers=1), search=searched, vectors=vectors)
    yield engine
    engine.close()


def csv(engine: Engine, query: str) -> list[str]:
    return engine.query(f"{SCR}{query}", format="csv").body.decode().split("\r\n")[:-1]


def test_hits_join_with_the_rest_of_the_query(engine: Engine) -> None:
    query = """SELECT ?label ?score ?rank {
      SERVICE scr:search { ?thing scr:query "want" ; scr:score ?score ; scr:rank ?rank }
      ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label }"""
    assert csv(engine, query) == ["label,score,rank", "Poverty,0.9124,1"]


def test_several_in_subqueries_and_optional_each_once_however_often_they_are_asked(
    engine: Engine, searched: Searched
) -> None:
    query = """SELECT ?a ?n ?s { { SELECT ?a { SERVICE scr:search { ?a scr:query "one" ; scr:limit 1 } } }
      OPTIONAL { SERVICE scr:search { ?a scr:query "two" ; scr:threshold 0.95 ; scr:score ?n } }
      OPTIONAL { SERVICE scr:search { ?a scr:query "three" ; scr:mode "lexical" ; scr:score ?s } } }"""
    before = len(searched.asked)
    assert csv(engine, query) == csv(engine, query) == ["a,n,s", f"{POVERTY},,0.9124"]
    assert searched.asked[before:] == [("one", "hybrid", 1), ("two", "hybrid", 10), ("three", "lexical", 10)]


def test_what_the_search_refuses_has_the_place_of_the_pattern(engine: Engine) -> None:
    with pytest.raises(QueryError, match=r"Line 2, column 2: the question is odd") as caught:
        csv(engine, "SELECT * {\n SERVICE scr:search { ?p scr:query 'refused' } }")
    assert (caught.value.line, caught.value.column) == (2, 2)


def test_errors_after_a_search_point_into_the_query_as_written(engine: Engine) -> None:
    search = "SERVICE scr:search { ?p scr:query 'x' }"
    places = []
    for pattern in (search, " " * len(search)):
        with pytest.raises(QueryError, match="Line 2, column") as caught:
            csv(engine, f"SELECT * {{\n {pattern} ?x }}")
        places.append((caught.value.line, caught.value.column))
    assert places[0] == places[1]


def test_a_search_opens_no_way_for_another_service(engine: Engine) -> None:
    search = "SERVICE scr:search { ?p scr:query 'x' }"
    with pytest.raises(RefusedError, match="Line 1"):
        csv(engine, f"SELECT * {{ {search} SERVICE <http://127.0.0.1:9/> {{}} }}")
    assert engine.admit(f"{SCR} SELECT * {{ {search} }}").form == "SELECT"


def test_similarity_of_two_passages(engine: Engine) -> None:
    pair = f"SELECT (scr:similarity(<{POVERTY}>, <{PASSAGE}>) AS ?s) {{}}"
    assert csv(engine, pair) == ["s", "0.6"]
    assert csv(engine, f"SELECT (scr:similarity(<{POVERTY}>, 'x') AS ?s) {{}}") == ["s", ""]
    assert csv(engine, f"SELECT (scr:similarity(<{POVERTY}>, <urn:none>) AS ?s) {{}}") == ["s", ""]


def test_without_an_index_search_is_refused_as_any_service(tmp_path: Path) -> None:
    engine = Engine.open(make_store(tmp_path), Settings(sparql_workers=1))
    try:
        with pytest.raises(RefusedError):
            csv(engine, "SELECT * { SERVICE scr:search { ?p scr:query 'x' } }")
    finally:
        engine.close()
