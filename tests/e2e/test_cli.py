"""The real program on the real report: every command, what it prints, and what it refuses."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

import docx
import pytest
from pydantic import TypeAdapter

from scrgraph import wire
from scrgraph.cli.main import main

pytestmark = pytest.mark.index

Shape = TypeVar("Shape")
Run = Callable[..., subprocess.CompletedProcess[bytes]]
ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "scrgraph.cli.main"]
REPORT = "corpus/scr-1998-2019/report.txt"


def environment(**more: str) -> dict[str, str]:
    """The environment without settings of the person who runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SCRGRAPH_")}
    return {**kept, "COLUMNS": "100", **more}


def bare(*arguments: object, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with nothing added."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)], cwd=ROOT, env=environment(**more), capture_output=True, check=False
    )


@pytest.fixture
def run(index: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the program in this process (the start of a new one costs most of a second), on the real index."""

    def call(*arguments: object, **more: str) -> subprocess.CompletedProcess[bytes]:
        for name in [name for name in os.environ if name.startswith("SCRGRAPH_")]:
            monkeypatch.delenv(name)
        for name, value in {"SCRGRAPH_INDEX": str(index), "COLUMNS": "100", **more}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(ROOT)
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        code = left.value.code
        assert isinstance(code, int)
        return subprocess.CompletedProcess("scrgraph", code, *capfdbinary.readouterr())

    return call


def refusal(done: subprocess.CompletedProcess[bytes], code: int) -> str:
    """The one line of an error: nothing on stdout, the exit code as promised, no box and no traceback."""
    told = done.stderr.decode()
    assert (done.returncode, done.stdout) == (code, b""), told
    assert re.fullmatch(r"scrgraph: [^\n]+\n", told), told
    assert "Traceback" not in told
    return told


def document(done: subprocess.CompletedProcess[bytes], shape: type[Shape]) -> Shape:
    """The one JSON document of a command, of the shape that the wire promises."""
    assert done.returncode == 0, done.stderr.decode()
    return TypeAdapter(shape).validate_json(done.stdout)


# -- what works ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["hybrid", "dense", "lexical", "graph"])
def test_search_finds_passages_that_are_the_report(run: Run, report_text: str, mode: str) -> None:
    view = document(run("search", "poverty and neglect", "-k", 7, "--mode", mode, "--json"), wire.SearchView)
    assert (view.mode, [hit.rank for hit in view.hits]) == (mode, list(range(1, len(view.hits) + 1)))
    assert 0 < len(view.hits) <= 7
    assert all(hit.why for hit in view.hits)
    first = view.hits[0].passage
    words = [word for start, end in first.spans for word in re.findall(r"\w+", report_text[start:end])]
    assert re.findall(r"\w+", first.text)[:5] == words[:5]


def test_search_reads_well_in_a_pipe(index: Path) -> None:
    done = bare("search", "poverty", "-k", 2, SCRGRAPH_INDEX=str(index))
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert [line[:3] for line in lines if re.match(r"\d+\. ", line)] == ["1. ", "2. "]
    assert b"\x1b" not in done.stdout


def test_ask_answers_in_the_words_of_the_report(run: Run, report_text: str) -> None:
    answer = document(run("ask", "Why were serious case reviews criticised?", "--json"), wire.AnswerView)
    assert answer.answered
    assert answer.statements
    for statement in answer.statements:
        words = " ".join(report_text[start:end] for start, end in statement.spans)
        assert re.sub(r"\*|</?i>", "", " ".join(words.split())) == statement.text


def test_ask_says_when_the_report_does_not_answer(run: Run, index: Path) -> None:
    done = run("ask", "What is the melting point of tungsten?", "--json")
    answer = document(done, wire.AnswerView)
    assert (answer.answered, answer.facts) == (False, ())
    assert answer.reason
    plain = bare("ask", "What is the melting point of tungsten?", SCRGRAPH_INDEX=str(index))
    assert (plain.returncode, plain.stderr) == (0, b"")
    assert answer.reason in plain.stdout.decode()


def test_cite_shows_everyone_who_cites(run: Run, report_text: str) -> None:
    work = document(run("cite", "brandon et al 2010", "--json"), wire.ReferenceView)
    assert work.key == "Brandon et al 2010"
    assert work.cited_by
    assert all(0 <= place.start < place.end <= len(report_text) for place in work.cited_by)
    assert run("cite", "Brandon et al 2010").stdout.decode().startswith("Brandon et al 2010  ")


def test_citations_and_references_need_no_index(tmp_path: Path) -> None:
    linked = bare("citations", REPORT, "--jsonl", SCRGRAPH_INDEX=str(tmp_path / "none"))
    rows = [json.loads(line) for line in linked.stdout.splitlines()]
    shape = {"doc", "start", "end", "text", "style", "locator", "group", "targets", "candidates", "status", "rule"}
    assert rows
    assert all(shape <= row.keys() and row["doc"] == "report" for row in rows)
    assert all(len(row["targets"]) == (row["status"] in ("resolved", "repaired")) for row in rows)
    parsed = bare("references", REPORT, "--jsonl", SCRGRAPH_INDEX=str(tmp_path / "none"))
    entries = [json.loads(line) for line in parsed.stdout.splitlines()]
    assert [entry["index"] for entry in entries] == list(range(1, 96))
    assert max(target for row in rows for target in row["targets"]) <= len(entries)


def test_citations_print_a_table_without_jsonl() -> None:
    header, *rows = bare("citations", REPORT).stdout.decode().splitlines()
    assert header.split("\t")[:4] == ["doc", "start", "end", "text"]
    assert all(row.count("\t") == header.count("\t") for row in rows)


def test_audit_lists_findings_with_their_places(run: Run, report_text: str) -> None:
    findings = document(run("audit", "--json"), list[wire.AuditView])
    assert findings
    for anchor in (anchor for finding in findings for anchor in finding.anchors):
        assert 0 <= anchor.start <= anchor.end <= len(report_text)
    assert run("audit").stdout.decode().splitlines()[-1].startswith(f"{len(findings)} findings, ")


def test_brief_in_every_form(run: Run, tmp_path: Path) -> None:
    text = run("brief", "poverty").stdout.decode()
    assert text.startswith("# Poverty\n")
    assert "## What the reports say" in text
    assert run("brief", "poverty", "--format", "html").stdout.startswith(b"<!doctype html>")
    path = tmp_path / "poverty.docx"
    assert run("brief", "poverty", "--format", "docx", "-o", path).returncode == 0
    assert docx.Document(BytesIO(path.read_bytes())).paragraphs[0].text == "Poverty"


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("json", b'{"head"'),
        ("xml", b"<?xml"),
        ("csv", b"n\r\n"),
        ("tsv", b"?n\n"),
        ("table", b"n\n"),
    ],
)
def test_sparql_in_every_form_of_bindings(run: Run, form: str, begins: bytes) -> None:
    done = run("sparql", "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", "--format", form)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(begins)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "table"])
def test_sparql_in_every_form_of_triples(run: Run, form: str) -> None:
    done = run("sparql", "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3", "--format", form)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"http" in done.stdout


def test_sparql_asks_and_reads_files(run: Run, tmp_path: Path) -> None:
    query = tmp_path / "q.rq"
    query.write_text("ASK { ?s ?p ?o }")
    assert run("sparql", "--file", query).stdout == b"true\n"


def test_every_example_query_runs(run: Run) -> None:
    queries = sorted((ROOT / "ontology/queries").glob("*.rq"))
    assert queries
    for query in queries:
        assert run("sparql", "--file", query, "--format", "csv").stdout.count(b"\n") > 1, query.name


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("nquads", b"<"),
        ("turtle", b"@prefix"),
        ("jsonld", b"["),
        ("graphml", b"<?xml"),
        ("gexf", b"<?xml"),
        ("bibtex", b"@"),
        ("ris", b"TY  - "),
        ("csl-json", b"["),
    ],
)
def test_export_in_every_form(run: Run, form: str, begins: bytes, tmp_path: Path) -> None:
    path = tmp_path / "export"
    done = run("export", "--format", form, "-o", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert path.read_bytes().lstrip().startswith((begins, b"{"))


def test_export_of_statistics_is_csv_on_the_web(run: Run) -> None:
    with ZipFile(BytesIO(run("export", "--format", "csvw").stdout)) as archive:
        assert any(name.endswith(".csv") for name in archive.namelist())
        assert any(name.endswith(".json") for name in archive.namelist())


def test_evaluate_measures_judged_questions(run: Run, report_text: str, tmp_path: Path) -> None:
    words = "Serious case reviews (SCRs) were introduced in the first edition"
    start = report_text.index(words)
    evidence = [{"start": start, "end": start + len(words), "grade": 2, "quote": words}]
    question = {"id": "Q1", "question": "When were serious case reviews introduced?", "type": "fact", "answer": "1988"}
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({**question, "value": None, "evidence": evidence, "must_cite": []}) + "\n")
    done = run("evaluate", path, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["questions"], report["unverified"]) == (1, 0)
    assert 0 <= report["search"]["ndcg@10"]["mean"] <= 1
    assert b"\nndcg@10\t" in run("evaluate", path).stdout
    saved = tmp_path / "run.json"
    saved.write_bytes(done.stdout)
    compared = run("evaluate", path, "--compare", saved).stdout.decode()
    assert "\nndcg@10\t+0.000\t+0.000\t+0.000\t1.0000\t0\t0\t1\n" in compared
    path.write_text(json.dumps({**question, "id": "Q2"}))
    assert "only this run has Q2" in refusal(run("evaluate", path, "--compare", saved), 2)
    assert "saved run" in refusal(run("evaluate", path, "--compare", path), 2)


def test_retrieve_writes_a_trec_run(tmp_path: Path) -> None:
    documents, queries, trec = tmp_path / "d.jsonl", tmp_path / "q.jsonl", tmp_path / "out.trec"
    texts = {"cats": "Cats chase mice in the barn.", "planes": "The wing lifts the plane through faster air."}
    lines = [json.dumps({"id": name, "title": name, "text": text}) for name, text in texts.items()]
    documents.write_text("\n".join(lines))
    queries.write_text(json.dumps({"id": "q1", "question": "What lifts a plane?"}))
    done = bare("retrieve", "--documents", documents, "--queries", queries, "--run", trec)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr
    assert trec.read_text().split()[:4] == ["q1", "Q0", "planes", "1"]


def test_the_graph_conforms(run: Run) -> None:
    done = run("validate")
    assert (done.returncode, done.stdout) == (0, b"The graph conforms to its shapes.\n")


def test_doctor_finds_nothing_wrong_here(index: Path) -> None:
    done = bare("doctor", "--json", SCRGRAPH_INDEX=str(index), SCRGRAPH_PORT="0")
    checks = json.loads(done.stdout)
    assert {check["name"] for check in checks} == {"packages", "corpus", "index", "index folder", "port"}
    assert (done.returncode, [check for check in checks if not check["ok"]]) == (0, [])


# -- what is refused ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["search", "ask", "cite", "brief", "sparql"])
@pytest.mark.parametrize(
    "words", ["", "   ", "poverty " * 12_500, "a\x07\x1b[31mb"], ids=["", "blank", "long", "control"]
)
def test_bad_words_are_refused(run: Run, command: str, words: str) -> None:
    assert len(refusal(run(command, words), 2)) < 700


@pytest.mark.parametrize(
    "data", [None, b"", b"{}", b"caf\xe9", b"[1]"], ids=["absent", "empty", "{}", "latin-1", "list"]
)
def test_questions_that_cannot_be_used_are_refused(run: Run, data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    if data is not None:
        path.write_bytes(data)
    assert "questions.jsonl" in refusal(run("evaluate", path), 2)


@pytest.mark.parametrize("command", ["search", "ask"])
def test_words_that_are_not_utf8_are_refused(index: Path, command: str) -> None:
    done = subprocess.run(
        [*PROGRAM, command, b"caf\xe9", "--index", str(index)], capture_output=True, env=environment(), check=False
    )
    assert "UTF-8" in refusal(done, 2)


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_count_out_of_bounds_is_refused(run: Run, count: int) -> None:
    refusal(run("search", "poverty", "-k", count), 2)


@pytest.mark.parametrize(
    "arguments",
    [
        ["serch"],
        ["search"],
        ["search", "a", "b"],
        ["search", "a", "-k", "ten"],
        ["search", "a", "--mode", "psychic"],
        ["export"],
        ["export", "--format", "xls"],
        ["sparql"],
        ["sparql", "ASK {}", "--file", "q.rq"],
        ["--version-of-what"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line(run: Run, arguments: list[str]) -> None:
    refusal(run(*arguments), 2)


def test_no_arguments_show_the_help() -> None:
    done = bare()
    assert done.returncode == 0
    assert b"Usage: scrgraph" in done.stdout


@pytest.mark.parametrize(
    "query",
    [
        "SELEC ?s WHERE { ?s ?p ?o }",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "LOAD <file:///etc/passwd>",
    ],
    ids=["malformed", "service", "insert", "load"],
)
def test_sparql_that_may_not_run_is_refused(run: Run, query: str) -> None:
    refusal(run("sparql", query), 2)


def test_a_query_that_never_ends_is_stopped(run: Run) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?d && ?d != ?g) }"
    done = run("sparql", query, SCRGRAPH_SPARQL_SECONDS="0.5")
    assert "sparql_seconds" in refusal(done, 1)


@pytest.mark.parametrize("command", ["cite", "brief"])
def test_an_unknown_name_is_refused(run: Run, command: str) -> None:
    refusal(run(command, "Nobody et al 1066"), 2)


@pytest.mark.parametrize("command", ["citations", "references"])
@pytest.mark.parametrize(
    "data", [None, b"", b"caf\xe9 au lait", bytes(range(256)) * 9], ids=["absent", "empty", "latin-1", "binary"]
)
def test_files_that_are_not_text_are_refused(run: Run, command: str, data: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    if data is not None:
        path.write_bytes(data)
    assert "report.txt" in refusal(run(command, path, "--jsonl"), 2)


@pytest.mark.parametrize(
    "command", ["search x", "ask x", "cite x", "audit", "brief x", "validate", "sparql ASK{}", "export --format ris"]
)
def test_without_an_index_the_line_says_what_to_run(run: Run, command: str, tmp_path: Path) -> None:
    told = refusal(run(*command.split(), SCRGRAPH_INDEX=str(tmp_path)), 3)
    assert "scrgraph build" in told


def test_a_build_without_a_corpus_leaves_no_index(tmp_path: Path) -> None:
    done = bare("build", "--corpus", tmp_path / "none", "--index", tmp_path / "index")
    assert "corpus" in done.stderr.decode().splitlines()[-1]
    assert done.returncode == 2
    assert not (tmp_path / "index/current").exists()


def test_doctor_finds_what_is_wrong(tmp_path: Path) -> None:
    done = bare("doctor", "--json", SCRGRAPH_INDEX=str(tmp_path), SCRGRAPH_CORPUS=str(tmp_path), SCRGRAPH_PORT="0")
    wrong = {check["name"] for check in json.loads(done.stdout) if not check["ok"]}
    assert (done.returncode, wrong) == (1, {"corpus", "index"})


def test_an_unwritable_output_is_refused_before_it_is_lost(run: Run, tmp_path: Path) -> None:
    refusal(run("export", "--format", "ris", "-o", tmp_path / "no" / "file"), 2)


def test_a_closed_pipe_is_silent(index: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "export", "--format", "nquads", "--index", str(index)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(100)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1
    process.stderr.close()


# -- the service --------------------------------------------------------------------------------------------------


def test_serve_says_where_and_stops_cleanly(index: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--index", str(index)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    line = process.stdout.readline().decode()
    assert re.search(r"http://127\.0\.0\.1:\d+", line)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert b"Traceback" not in told
    assert process.returncode in (0, 130)


def test_serve_on_a_port_in_use_is_refused(index: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = refusal(bare("serve", "--port", port, "--index", index), 2)
    assert str(port) in told
