"""The rows that the commands print."""

import json

from citation_documents import make_document

from scrgraph.reading.bibliography import reference_line, to_json_line
from scrgraph.reading.citations import find_citations
from scrgraph.reading.linking import link_citations
from scrgraph.reading.references import parse_references


def test_a_citation_row() -> None:
    document = make_document("It was (Bernard and Harris 2019: 259; Munro 2011).")
    references = parse_references(document)
    rows = [to_json_line(document, one) for one in link_citations(find_citations(document, references), references)]
    assert rows[0] == {
        "doc": "made", "start": 8, "end": 36, "text": "Bernard and Harris 2019: 259", "style": "parenthetical",
        "locator": "259", "group": 1, "targets": [3], "candidates": [], "status": "repaired",
        "rule": "year-off-by-one",
    }  # fmt: skip
    assert (rows[1]["targets"], rows[1]["candidates"], rows[1]["status"]) == ([], [5, 6], "ambiguous")
    assert json.loads(json.dumps(rows)) == rows


def test_a_reference_row() -> None:
    document = make_document()
    rows = [reference_line(document, reference) for reference in parse_references(document)]
    assert rows[2] == {
        "doc": "made", "index": 3, "key": "Bernard and Harris 2018",
        "authors": [{"family": "Bernard", "given": "C."}, {"family": "Harris", "given": "P."}],
        "year": "2018", "title": "SCRs: the lived experience", "container": "Child and Family Social Work",
        "publisher": None, "place": None, "volume": "24", "issue": "2", "pages": "256-63", "doi": None, "url": None,
        "type": "article", "start": rows[2]["start"], "end": rows[2]["end"],
    }  # fmt: skip
    assert rows[9]["authors"] == [{"organisation": "Child Safeguarding Practice Review Panel", "acronym": "CSPRP"}]
    assert (rows[10]["place"], rows[10]["publisher"]) == ("London", "The Stationery Office")
    assert rows[2]["start"] == document.text.index("Bernard, C.")
