"""What may run: refusals with their place, harmless look-alikes, and no way past the guard that the engine knows."""

from itertools import product

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scrgraph.errors import LimitError, QueryError, RefusedError
from scrgraph.sparql.guard import Admitted, admit

PREFIXES = "PREFIX : <http://127.0.0.1:9/> PREFIX service: <http://127.0.0.1:9/> "


def check(text: str) -> Admitted:
    return admit(text, max_bytes=10_000, max_depth=50)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# c\nbase <urn:a> prefix x: <urn:b#> aSk{}", "ASK"),
        ("VERSION '1.2' CONSTRUCT {} WHERE {}", "CONSTRUCT"),
        ("DESCRIBE <urn:x>", "DESCRIBE"),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(text: str, form: str) -> None:
    assert check(text).form == form


def test_dataset_clauses_and_volatile_functions_are_seen() -> None:
    assert check("SELECT * FROM NAMED <urn:g> {}") == Admitted("SELECT", dataset=True, volatile=False)
    assert check("SELECT (now() AS ?t) {}") == Admitted("SELECT", dataset=False, volatile=True)
    assert check("SELECT ('FROM NOW()' AS ?rand) {}") == Admitted("SELECT", dataset=False, volatile=False)


@pytest.mark.parametrize("word", ["INSERT", "delete", "Load", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"])
def test_every_update_is_refused_by_name(word: str) -> None:
    with pytest.raises(RefusedError, match=f"Line 2, column 1: {word.upper()} is an update"):
        check(f"PREFIX x: <urn:x>\n{word} DATA {{}}")


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <http://127.0.0.1:9/> {}",
        "sErViCe/**/?s {}".replace("/**/", "#\n"),
        "SERVICE:x {}",
        "SERVICESILENT:x {}",
        "SERVICE SILENT :x {}",
        "?s ?p trueSERVICE:x {}",
        "?s ?p 1SERVICE<http://127.0.0.1:9/> {}",
        "?s ?p ?o FILTER(?o<?s)SERVICE#>\n:x {}",
        "?s ?p :a.b.SERVICE<http://127.0.0.1:9/> {}",
        "service:x {}",
    ],
)
def test_service_is_refused_however_it_is_written(clause: str) -> None:
    with pytest.raises(RefusedError, match="SERVICE is refused"):
        check(f"{PREFIXES} SELECT * {{ {clause} }}")


@pytest.mark.parametrize(
    "pattern",
    [
        "?service $SERVICE ?o",
        "?s <http://example.org/service#x> 'SERVICE <x>'",
        '?s ?p """insert "SERVICE" here"""',
        "# SERVICE <x> {}\n?s ?p ?o",
        "?s service:of 'x'@service",
        "GRAPH service:g { ?s ?p ?o }",
        "?s :service _:service",
        "?s <urn:load> <urn:drop> ; add:x ?delete",
    ],
)
def test_the_same_letters_elsewhere_are_harmless(pattern: str) -> None:
    assert check(f"{PREFIXES} SELECT * {{ {pattern} }}").form == "SELECT"


@pytest.mark.parametrize(("text", "column"), [("", 1), ("  # only a comment", 1), ("FOO {}", 1), ("PREFIX a: <b>", 14)])
def test_what_is_no_query_is_an_error_with_its_place(text: str, column: int) -> None:
    with pytest.raises(QueryError) as caught:
        check(text)
    assert (caught.value.line, caught.value.column) == (1, column)


def test_a_lone_surrogate_is_an_error() -> None:
    with pytest.raises(QueryError, match="surrogate"):
        check("ASK { ?s ?p '\ud800' }")


def test_length_counts_bytes_not_characters() -> None:
    text = "ASK { ?s ?p 'é' }"
    assert admit(text, max_bytes=len(text) + 1, max_depth=1).form == "ASK"
    with pytest.raises(LimitError, match="max_query_bytes") as caught:
        admit(text, max_bytes=len(text), max_depth=1)
    assert caught.value.http_status == 413


def test_depth_is_bounded_where_it_is_crossed() -> None:
    assert admit("ASK {({})}", max_bytes=99, max_depth=3).form == "ASK"
    with pytest.raises(QueryError, match="column 7: brackets nest deeper than 2"):
        admit("ASK {({})}", max_bytes=99, max_depth=2)


def service_reached(text: str) -> bool:
    """Whether the unguarded engine would call out: port 9 is one that its HTTP client names and refuses to use."""
    store = ox.Store()
    thing = ox.NamedNode("http://127.0.0.1:9/x")
    store.add(ox.Quad(thing, ox.NamedNode("http://127.0.0.1:9/p"), ox.Literal(True)))
    try:
        result = store.query(text)
        list(result if isinstance(result, ox.QuerySolutions) else ())
    except OSError:
        return True
    except (SyntaxError, RuntimeError, ValueError):
        return False
    return False


def refused(text: str) -> bool:
    try:
        check(text)
    except (RefusedError, QueryError):
        return True
    return False


def test_the_oracle_knows_a_call_when_it_sees_one() -> None:
    assert service_reached("SELECT * { SERVICE <http://127.0.0.1:9/> {} }")
    assert not service_reached("SELECT * { ?s ?p ?o }")


BEFORE = (
    "",
    "?s ?p ?o",
    "?s ?p true",
    "?s ?p ?o FILTER(?o<?s)",
    "?s ?p ?o.",
    "{}",
    "?s ?p ?o FILTER(1<2)#>\n",
    "?s :p?",
)
GLUE = ("", " ", "#\n", "#>\n", ".", ";")
SPELLINGS = ("SERVICE", "service", "SERVICE ", "SERVICE#>\n", "SERVICE#'\n", "\\u0053ERVICE ")
TARGETS = ("<http://127.0.0.1:9/>", ":x", "service:x", "?s")


def test_no_spelling_that_the_engine_takes_for_service_passes() -> None:
    texts = [
        f"{PREFIXES} SELECT * {{ {''.join(parts)} {{ ?a ?b ?c }} }}"
        for parts in product(BEFORE, GLUE, SPELLINGS, TARGETS)
    ]
    reaching = [text for text in texts if service_reached(text)]
    assert len(reaching) > 100
    assert [text for text in reaching if not refused(text)] == []


MARKS = tuple("{}()<>.;,#'\"?:_@^|/*\n ")
WORDS = ("SERVICE", "service", "SILENT", "FILTER(", "?o<", "#>\n", "true", "1e5", "GRAPH", ":x", "?s", "?s ?p ?o")
PIECES = ("<http://127.0.0.1:9/>", "{ ?a ?b ?c }", "_:b.", ":a.b.", "'''", '"""', "\\u0027", "UNION", "OPTIONAL")
FRAGMENTS = st.sampled_from((*MARKS, *WORDS, *PIECES))


@settings(max_examples=300)
@given(st.lists(FRAGMENTS, max_size=8), st.lists(FRAGMENTS, max_size=6))
def test_no_text_that_the_engine_takes_for_service_passes(before: list[str], after: list[str]) -> None:
    text = f"{PREFIXES} SELECT * {{ {''.join(before)}SERVICE{''.join(after)} }}"
    assert refused(text) or not service_reached(text)


def changes_something(text: str) -> bool:
    """Whether the unguarded engine would run a text as an update."""
    try:
        ox.Store().update(text)
    except OSError:
        return True
    except (SyntaxError, RuntimeError, ValueError):
        return False
    return True


UPDATES = ("INSERT", "DELETE", "DATA", "WHERE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "INTO", "TO")
REST = ("ALL", "DEFAULT", "SILENT", "GRAPH", "<urn:g>", "<http://127.0.0.1:9/>", "{ <a:b> <a:c> 1 }", "{ ?s ?p ?o }")
HEADS = (
    "BASE <urn:a>",
    "PREFIX insert: <urn:b>",
    "#SELECT\n",
    "SELECT",
    "ASK {}",
    ";",
    "'INSERT'",
    '"',
    "\\u0049NSERT",
)


@st.composite
def updates(draw: st.DrawFn) -> str:
    pieces = draw(st.lists(st.sampled_from((*UPDATES, *UPDATES, *REST, *REST, *HEADS)), min_size=1, max_size=6))
    cased = [draw(st.sampled_from((one, one.lower(), one.title()))) if one in UPDATES else one for one in pieces]
    return draw(st.sampled_from((" ", "#x\n", "\n\t", " #' \n"))).join(cased)


@settings(max_examples=300)
@given(updates())
@example("LOAD <http://127.0.0.1:9/>")
@example("base <urn:a> insert#x\ndata { <a:b> <a:c> 1 }")
@example("CLEAR ALL")
def test_no_text_that_the_engine_takes_for_an_update_passes(text: str) -> None:
    assert refused(text) or not changes_something(text)


@given(st.text(max_size=80))
def test_any_string_literal_is_harmless(content: str) -> None:
    escaped = content.encode("unicode_escape").decode().replace('"', '\\"') if content else ""
    escaped = "".join(c for c in escaped if c.isalnum() or c in " .{}<>#")
    assert check(f'ASK {{ ?s ?p "SERVICE <x> {{}} {escaped} INSERT" }}').form == "ASK"
