"""References, citations, quotations and audit of the real report, and linking on articles it was not written for."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from series_words import KINDS

from scrgraph.reading.bibliography import to_json_line
from scrgraph.reading.citation_audit import audit_citations
from scrgraph.reading.citations import find_citations
from scrgraph.reading.findings import LinkedCitation, Organisation, Reference, ResolvedCitation
from scrgraph.reading.linking import link_citations
from scrgraph.reading.quotations import quoted_sources
from scrgraph.reading.quotations_inline import inline_quotations
from scrgraph.reading.references import parse_references
from scrgraph.reading.reviews import find_reviews, words_for
from scrgraph.source.corpus import read_file
from scrgraph.source.document import Document

FORMAL = ("parenthetical", "narrative", "continuation")


@dataclass(frozen=True)
class Read:
    """The report with what was read from it."""

    document: Document
    references: tuple[Reference, ...]
    citations: tuple[LinkedCitation, ...]

    def key(self, linked: LinkedCitation) -> str | None:
        return self.references[linked.target - 1].key if isinstance(linked, ResolvedCitation) else None


@pytest.fixture(scope="module")
def report(root: Path) -> Read:
    document = read_file(root / "corpus/scr-1998-2019/report.txt", max_bytes=10_000_000)
    references = parse_references(document)
    reviews = find_reviews(document, references, KINDS)
    found = find_citations(document, references, reviews, words_for(document, reviews, KINDS))
    return Read(document, references, link_citations(found, references, reviews))


def test_all_references_are_parsed(report: Read) -> None:
    assert len(report.references) == 95
    assert all(entry.authors and entry.year and entry.title for entry in report.references)
    assert [entry.key for entry in report.references if entry.duplicate_of] == ["NSPCC/SCIE 2016"]
    assert len({entry.key for entry in report.references}) == 94
    organisations = [e for e in report.references if isinstance(e.authors[0], Organisation)]
    assert len(organisations) == 42


def test_every_span_holds_its_text(report: Read) -> None:
    for linked in report.citations:
        citation = linked.citation
        assert report.document.read((citation.span,)) == citation.text
        assert not citation.text.startswith("(")


def test_formal_citations_and_their_status(report: Read) -> None:
    formal = [one for one in report.citations if one.citation.style in FORMAL]
    assert len(formal) == 184
    assert Counter(one.status for one in formal) == {"resolved": 174, "repaired": 7, "unresolved": 3}
    assert Counter(one.rule for one in formal if one.status == "repaired") == {
        "year-off-by-one": 2,
        "suffix-not-in-list": 2,
        "missing-et-al": 1,
        "misspelt-et-al": 1,
        "wrong-first-author": 1,
    }


def test_the_tricky_ones_lead_where_a_reader_would_go(report: Read) -> None:
    keys = {one.citation.text: report.key(one) for one in report.citations}
    assert keys["Brandon et al 2020: Appendix B, pp 248-9"] == "Brandon et al 2020"
    assert keys["Laming (2003: 205)"] == "Laming 2003"
    assert keys["Laming inquiry (2003)"] == "Laming 2003"
    assert keys["National Child Mortality Database (2021)"] == "National Child Mortality Database 2021"
    assert keys["Sidebotham et al 2020: 32"] == "Brandon et al 2020"
    assert keys["CSPRP 2020b"] is None
    assert keys["final review"] == "Dickens et al 2022a"
    assert keys["Working Together 2013"] == "HM Government 2013"
    assert keys["Munro review"] is None


def test_every_displayed_quotation_has_its_source(report: Read) -> None:
    quotations = quoted_sources(report.document, report.citations)
    assert len(quotations) == 19
    assert all(q.citation is not None and report.citations[q.citation].citation.locator for q in quotations)
    assert not [q for q in quotations if report.document.read(q.spans).endswith(")")]


def test_the_audit_finds_the_known_anomalies(report: Read) -> None:
    document, citations = report.document, report.citations
    quotations = quoted_sources(document, citations) + inline_quotations(document, citations)
    findings = audit_citations(document, report.references, citations, quotations)
    assert Counter(finding.kind for finding in findings) == {
        "unlisted-work": 7,
        "broken-citation": 3,
        "mismatched-citation": 8,
        "duplicate-reference": 1,
        "uncited-reference": 8,
        "malformed-reference": 3,
        "suspect-year": 1,
        "malformed-citation": 3,
        "swapped-labels": 1,
        "heading-mismatch": 1,
        "cross-reference": 2,
    }
    assert all(finding.repair for finding in findings)
    (other,) = [finding for finding in findings if finding.rule == "other-review"]
    assert [anchor.text for anchor in other.anchors[:2]] == ["2009-11 biennial review", "Brandon et al 2010"]
    pointers = {f.anchors[0].text: [a.text for a in f.anchors[1:]] for f in findings if f.kind == "cross-reference"}
    assert pointers["Part 1"] == [
        "Part 1: Introduction",
        "Part 2: Changing understandings of harm and the profile of SCRs",
    ]
    for finding in findings:
        for anchor in finding.anchors:
            assert report.document.read((anchor.span,)) == anchor.text


@pytest.mark.parametrize("style", ["uk", "elife"])
def test_articles_of_another_kind(style: str, shared: Path, tmp_path: Path) -> None:
    bench = shared / "bench/citation"
    rows = tmp_path / "rows.jsonl"
    with rows.open("w", encoding="utf-8") as out:
        for path in sorted((bench / f"docs_{style}").glob("*.txt")):
            document = read_file(path, max_bytes=10_000_000)
            references = parse_references(document)
            for linked in link_citations(find_citations(document, references), references):
                out.write(json.dumps(to_json_line(document, linked)) + "\n")
    command: list[str | Path] = [
        sys.executable,
        bench / "eval_citation.py",
        bench / f"gold_{style}.jsonl",
        rows,
        "--json",
    ]
    measured = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert measured["link_F1"] >= 0.99
    assert measured["link_P"] >= 0.99
    assert measured["exact_F1"] >= 0.99
