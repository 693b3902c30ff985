"""The pages: answer first, every quotation with its place, exact highlights, and hostile input shown as text."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from http_fakes import CHILD, FakeLibrary, make_document, serving, span
from markupsafe import Markup

from scrgraph.http.ui.layout import Findings, Layout, Part
from scrgraph.http.ui.queries import examples
from scrgraph.http.ui.reader import Reader
from scrgraph.http.ui.rendering import figure, last_name, spelled
from scrgraph.http.ui.works import by_number
from scrgraph.source.corpus import read_file
from scrgraph.source.document import Document
from scrgraph.source.text import Span

HTML = {"accept": "text/html"}
PAGES = [
    "/",
    "/?q=fathers",
    "/?q=nothing",
    "/read/small",
    "/works",
    "/works/Brown%202010",
    "/themes",
    "/themes/fathers",
    "/themes/fathers?review=2001-2003",
    "/reviews",
    "/reviews/2001-2003",
    "/timeline",
    "/numbers",
    "/network",
    "/network?focus=Brown%202010",
    "/audit",
    "/audit?kind=number-differs&severity=major",
    "/care",
    "/changes",
    "/briefing?q=fathers",
    "/themes/fathers/briefing",
    "/reviews/2001-2003/briefing",
    "/passages/small-1.1-0a0a0a0a/similar",
    "/page/organisation/nspcc",
    "/cite?document=small&at=10-20",
    "/sparql-editor",
]
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}'


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with serving(FakeLibrary()) as made:
        made.headers.update(HTML)
        yield made


def text_of(html: str) -> str:
    """The words of a page, white space folded."""
    body = re.sub(r"<head>.*?</head>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_its_landmarks_and_nothing_of_another_host(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for mark in ('<html lang="en-GB">', '<main id="main"', "<header", "<footer", 'href="#main"', "0808 800 5000"):
        assert mark in page.text
    assert page.text.count("<h1") == 1
    assert not re.findall(r'(?:src|<link[^>]*href|action)="https?:', page.text)
    assert not re.findall(r"\sstyle=|<style|<script(?! type=\"module\" src=)|\son\w+=", page.text)
    identities = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(identities) == len(set(identities))


def test_the_answer_stands_first_in_quotation_marks_with_source_section_and_page(client: TestClient) -> None:
    page = client.get("/?q=fathers").text
    words = text_of(page)
    assert '“&#39;A <mark class="word">father</mark> is a parent too.&#39;”' in page
    assert "The words of NSPCC/SCIE 2016 , quoted in the report" in words
    assert "1.1 The history , from p. 6" in words
    start, end = span("'A father is a parent too.'")
    assert f'href="/read/small?at={start}-{end}#at"' in page
    assert page.index('class="answer"') < page.index('class="passages"')


def test_facts_are_figures_with_their_place(client: TestClient) -> None:
    page = client.get("/?q=fathers").text
    assert '<span class="figure">1,200</span>' in page
    assert "year: 2001" in page


def test_a_passage_shows_words_citations_themes_and_why(client: TestClient) -> None:
    page = client.get("/?q=fathers").text
    assert '<mark class="word">Fathers</mark> were often overlooked' in page
    assert '(<a class="cite" href="/works/Brown%202010" title="Brown 2010">Brown 2010: 14</a>)' in page
    assert "&lt;why&gt;" in page
    assert "found by meaning (2), the graph (1)" in text_of(page)
    assert 'class="theme" href="/?q=fathers&amp;theme=' in page


def test_cited_pages_stand_in_the_order_of_their_numbers() -> None:
    printed = ["100", "Table 3.1", "19", "241-2", "18"]
    assert sorted(printed, key=by_number) == ["18", "19", "100", "241-2", "Table 3.1"]


def test_silence_is_said_with_its_reason(client: TestClient) -> None:
    words = text_of(client.get("/?q=nothing").text)
    assert "The report does not say Nothing in the report speaks of this." in words
    assert "No passage matches." in words


def test_a_facet_keeps_the_question_and_can_be_taken_off(client: TestClient) -> None:
    page = client.get("/", params={"q": "fathers", "theme": CHILD}).text
    assert 'aria-current="true">Fathers</a>' in page
    assert re.search(r'class="chips".*?href="/\?q=fathers".*?theme: Fathers', page, flags=re.DOTALL)
    assert f'<input type="hidden" name="theme" value="{CHILD}">' in page


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/works",
        "/sparql-editor",
        "/read/small",
        "/numbers",
        "/audit",
        "/themes/fathers",
        "/cite",
        "/network",
        "/works/{}",
        "/read/{}",
        "/passages/{}",
        "/themes/{}",
        "/reviews/{}",
        "/themes/{}/briefing",
        "/reviews/{}/briefing",
        "/passages/{}/similar",
        "/briefing",
        "/changes",
        "/page/{}",
        "/q/{}",
        "/{}",
    ],
)
def test_hostile_input_is_shown_as_text(client: TestClient, address: str) -> None:
    fields = dict.fromkeys(
        (
            "q",
            "theme",
            "section",
            "query",
            "at",
            "document",
            "review",
            "work",
            "focus",
            "kind",
            "type",
            "margin",
            "policy",
        ),
        HOSTILE,
    )
    page = client.get(address.format(HOSTILE.replace("/", "")), params=fields)
    assert page.headers["content-type"].startswith("text/html")
    assert "<script>alert" not in page.text
    assert "<img" not in page.text
    assert "49" not in text_of(page.text).replace("0808", "")


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/works/nobody%201900",
        "/read/none",
        "/passages/none",
        "/passages/none/similar",
        "/themes/none",
        "/themes/none/briefing",
        "/reviews/none",
        "/reviews/none/briefing",
        "/q/aaaaaaaaaa",
    ],
)
def test_a_page_that_does_not_exist_helps_onward(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert all(f'href="{way}"' in page.text for way in ("/read", "/works", "/themes"))
    assert '<form class="search"' in page.text


def test_a_question_too_long_is_a_page_that_says_so(client: TestClient) -> None:
    page = client.get("/", params={"q": "a" * 2001})
    assert page.status_code == 400
    assert "max_question_characters" in page.text


def test_one_report_is_opened_at_once_and_a_passage_at_its_place(client: TestClient) -> None:
    start, end = span("Fathers were often overlooked (Brown 2010: 14), and *nobody* asked <why>.")
    assert client.get("/read", follow_redirects=False).headers["location"] == "/read/small"
    moved = client.get("/passages/small-1.1-0a0a0a0a", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (303, f"/read/small?at={start}-{end}#at")


def test_the_reader_sets_headings_quotations_lists_tables_and_notes(client: TestClient) -> None:
    page = client.get("/read/small").text
    note = span("[1] Estimated.").start
    assert '<h3 class="heading" id="s-1.1">' in page
    assert '<span class="ours" title="Number taken from the contents">1.1</span> The history</h3>' in page
    assert re.search(r"<blockquote id=\"c\d+\"><p>&#39;A father is a parent too.&#39; \(<a", page)
    assert len(re.findall(r"<li id=\"c\d+\">(?:asking|listening)", page)) == 2
    assert "<caption>Table 1: Visits</caption>" in page
    assert '<th scope="row">2001</th>' in page
    assert f'<td>1,200<sup><a class="noted" href="#c{note}">note</a></sup></td>' in page
    assert "<em>nobody</em>" in page
    assert 'href="/works/Brown%202010">cited once</a>' in page
    assert "Two places give different numbers." in page


def test_the_place_in_the_address_is_highlighted_exactly(client: TestClient) -> None:
    start, end = span("(Brown 2010: 14), and *nob")
    page = client.get(f"/read/small?at={start}-{end}").text
    marked = re.findall(r"<mark( id=\"at\")? class=\"at\">(.*?)</mark>", page)
    assert [identity != "" for identity, _ in marked] == [True, False, False]
    assert "".join(re.sub(r"<[^>]+>", "", words) for _, words in marked) == "(Brown 2010: 14), and nob"


def test_a_place_in_a_cell_and_one_in_a_caption_are_highlighted(client: TestClient) -> None:
    cell, caption = span("1,200"), span("1: Visits")
    page = client.get(f"/read/small?at={cell.start}-{cell.end},{caption.start}-{caption.end}").text
    assert '<mark id="at" class="at">1: Visits</mark></caption>' in page
    assert '<td><mark class="at">1,200</mark>' in page


def test_a_place_that_begins_between_cells_is_marked_at_the_next(client: TestClient) -> None:
    row = span("2001\t1,200")
    between = row.start + len("2001")
    page = client.get(f"/read/small?at={between}-{row.end}").text
    assert '<td><mark id="at" class="at">1,200</mark>' in page


@pytest.mark.parametrize("at", ["999999-1000000", "0-1000000"])
def test_a_place_outside_the_text_does_no_harm(client: TestClient, at: str) -> None:
    assert client.get(f"/read/small?at={at}").status_code == 200


def test_works_are_found_and_sorted(client: TestClient) -> None:
    assert re.findall(r'<h2><a href="/works/[^"]+">(.*?)</a>', client.get("/works?q=leeds").text) == ["Brown 2010"]
    newest = client.get("/works?sort=year").text
    assert newest.index("NSPCC/SCIE 2016") < newest.index("Brown 2010")
    assert client.get("/works?sort=luck").status_code == 400
    assert "No work matches" in client.get("/works?q=zzz").text


def test_a_work_lists_who_cites_it_and_follows_only_web_addresses(client: TestClient) -> None:
    start, end = span("Brown 2010: 14")
    page = client.get("/works/brown%202010").text
    assert f"/read/small?at={start}-{end}&amp;work=Brown+2010#at" in page
    assert "at 14" in text_of(page)
    assert 'href="javascript:' not in page.lower()
    assert 'href="https://example.org/parents" rel="noopener' in client.get("/works/NSPCC%2FSCIE%202016").text


def test_definitions_are_marked_as_ours(client: TestClient) -> None:
    assert '<p class="ours">Men who parent.</p>' in client.get("/themes").text


def test_the_audit_quotes_both_sides_and_leads_to_them(client: TestClient) -> None:
    start, end = span("2001\t1,200")
    page = client.get("/audit").text
    assert "“2001 1,200”" in page
    assert f"/read/small?at={start}-{end}#at" in page


def test_the_audit_is_filtered_by_its_address(client: TestClient) -> None:
    page = client.get("/audit?kind=number-differs").text
    assert 'href="/audit" aria-current="true">number differs</a>' in page
    assert 'href="/audit?kind=number-differs&amp;severity=major">major</a>' in page
    assert "Nothing here." in client.get("/audit?kind=none").text


def test_a_theme_shows_definition_evidence_and_reviews(client: TestClient) -> None:
    words = text_of(client.get("/themes/fathers").text)
    assert "Men who parent." in words
    assert "Fathers were often overlooked" in words
    assert "Passages by the review they cite 2001–03 1 passages" in words
    assert 'href="/themes/fathers?review=2001-2003" aria-label="1 on Fathers' in client.get("/themes").text


def test_references_are_files_to_take_away(client: TestClient) -> None:
    one = client.get("/export/works.bib?key=Brown%202010")
    assert one.text.count("@") == 1
    assert one.headers["content-disposition"].endswith("Brown%202010.bib")
    assert client.get("/export/works.ris?q=leeds").text.count("TY  -") == 1
    assert len(client.get("/export/works.json").json()) == 2
    assert client.get("/export/works.exe").status_code == 400
    assert client.get("/export/place.ris?document=small&at=10-20").text.startswith("TY  - RPRT")
    assert client.get("/export/place.exe?document=small").status_code == 404


def test_a_card_names_the_work_and_leads_on(client: TestClient) -> None:
    card = client.get("/cards/Brown%202010?at=0").text
    assert 'rel="next"' in card
    assert "cited once" in text_of(card)
    assert client.get("/cards/nobody").status_code == 404


def test_the_walk_stands_above_the_text(client: TestClient) -> None:
    start, end = span("Brown 2010: 14")
    page = text_of(client.get(f"/read/small?at={start}-{end}&work=Brown%202010").text)
    assert "Brown 2010 : place 1 of 1" in page


def test_the_network_is_data(client: TestClient) -> None:
    data = client.get("/charts/network.json").json()
    assert {node["key"]: node["review"] for node in data["nodes"]} == {
        "Brown 2010": "2001-2003",
        "NSPCC/SCIE 2016": None,
    }
    assert data["edges"] == [{"source": "Brown 2010", "target": "NSPCC/SCIE 2016", "count": 1}]


def test_a_table_that_is_not_there_is_named(client: TestClient) -> None:
    assert client.get("/charts/small/table-9.json").status_code == 404
    assert client.get("/charts/small/table-9.csv").status_code == 404
    assert client.get("/numbers.csv").text.startswith("measure,category,period")


def test_what_changed_is_counted_and_shown_as_text(client: TestClient) -> None:
    page = client.get("/changes").text
    assert "25 November 2026, 10:43 UTC" in page
    assert "Between them changed the corpus." in text_of(page)
    assert "<del>Old words.</del>" in page
    assert "<ins>2 count</ins>" in page
    assert "1.1 &lt;b&gt;" in page
    assert "Passages – 1 –" in text_of(page)
    assert "Old words." not in client.get("/changes?kind=number").text
    assert client.get("/api/changes").json()["changes"][0]["after"] is None


def test_a_briefing_is_taken_away(client: TestClient) -> None:
    for address in ("/themes/fathers/briefing", "/reviews/2001-2003/briefing", "/briefing"):
        taken = client.get(f"{address}.md?q=fathers")
        assert taken.headers["content-disposition"].startswith('attachment; filename="briefing-')
        assert "Fathers were often overlooked" in taken.text
    assert client.get("/briefing.exe?q=fathers").status_code == 404


def test_the_editor_holds_the_query_of_its_address(client: TestClient) -> None:
    page = client.get("/sparql-editor", params={"query": "ASK { <a> <b> 'c' }"}).text
    assert "ASK { &lt;a&gt; &lt;b&gt; &#39;c&#39; }</textarea>" in page
    assert '<form id="editor" class="editor" action="/sparql" method="post"' in page


def test_examples_are_titled_by_their_first_comment(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries/b.rq").write_text("# title: Who cites whom?\nSELECT * {}\n", "utf-8")
    (tmp_path / "queries/a.rq").write_text("ASK {}\n", "utf-8")
    assert [(e.name, e.title) for e in examples(tmp_path)] == [("a", "a"), ("b", "Who cites whom?")]
    assert examples(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (37, "percent", "37%"),
        (1200, "count", "1,200"),
        (1234.5, "GBP", "£1,234.5"),
        (2.5, "years", "2.5 years"),
        ("not known", "count", "not known"),
        (None, "count", "not given"),
        (0.333333, "", "0.33"),
        (-3.0, "", "-3"),
    ],
)
def test_figures_carry_their_unit(value: float | str | None, unit: str, shown: str) -> None:
    assert figure(value, unit) == shown


def test_names_are_spelled_for_people() -> None:
    assert spelled(last_name("http://purl.org/spar/cito/citesAsEvidence")) == "cites as evidence"
    assert last_name("https://w3id.org/scrgraph/ontology#aboutTheme") == "aboutTheme"


class Counting(FakeLibrary):
    """Counts how often a document is laid out."""

    opened = 0

    def document(self, identifier: str) -> Document:
        self.opened += 1
        return make_document()


def test_a_document_is_laid_out_once() -> None:
    library = Counting()
    reader = Reader(library)
    reader.read("small")
    _, parts = reader.read("small", [span("asking")])
    assert library.opened == 1
    assert [p.html for p in parts if "<mark" in p.html] == [Markup('<mark id="at" class="at">asking</mark>')]
    assert not [p for p in reader.read("small")[1] if "<mark" in p.html]


def test_a_heading_that_prints_its_number_gets_none_from_us() -> None:
    document = make_document()
    section = dataclasses.replace(document.sections[1], number="The history")
    changed = dataclasses.replace(document, sections=(document.sections[0], section, document.sections[2]))
    assert [p.number for p in _parts(changed)] == [None] * 12


def _parts(document: Document, at: tuple[Span, ...] = ()) -> list[Part]:
    layout = Layout(document, Findings())
    return [layout.part(index, at) for index in range(len(layout.shown))]


@pytest.fixture(scope="module")
def report(root: Path) -> Document:
    return read_file(root / "corpus/scr-1998-2019/report.txt", max_bytes=1_000_000)


def test_the_real_report_is_set_without_losing_a_word(report: Document) -> None:
    layout = Layout(report, Findings())
    shown: list[str] = []
    for index in range(len(layout.shown)):
        part = layout.part(index, ())
        table = part.table
        cells = [cell.html for row in (table.header, *table.rows) for cell in row] if table else []
        shown += [(table and table.caption) or "", *cells, part.html]
    # A table that a page break cut repeats its header on the next page, and is set with one.
    for found in report.tables:
        again = len(report.blocks[found.block].spans) - 1
        shown += [cell.text for cell in found.header] * again
    expected = "".join(report.fold(block).text for block in report.blocks)
    assert letters(unescape(re.sub(r"<[^>]+>", "", "".join(shown)))) == letters(expected)


def letters(text: str) -> Counter[str]:
    """How often each character occurs, white space apart."""
    return Counter("".join(text.split()))


def test_any_place_of_the_real_report_is_highlighted_as_it_reads(report: Document) -> None:
    layout = Layout(report, Findings())
    for index, block in enumerate(layout.shown):
        if block.kind != "paragraph":
            continue
        whole = layout.part(index, block.spans).html
        marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", whole))
        assert re.sub(r"<[^>]+>|\s", "", marked) == re.sub(r"\s", "", str(Markup.escape(report.fold(block).text)))
        assert whole.count('id="at"') == 1


def test_every_section_has_a_place_to_arrive_at(client: TestClient) -> None:
    """Also the matter before the first heading, which has none."""
    page = client.get("/read/small").text
    assert [page.count(f'id="s-{number}"') for number in ("front", "1.1", "references")] == [1, 1, 1]
