"""What a build changed: things that came, went or say something else, told apart from what only moved."""

import shutil
from pathlib import Path

import pytest

from scrgraph import wire
from scrgraph.indexes.changes import Record, changes, earlier, since_last_build

PASSAGE: Record = {
    "iri": "p/1",
    "document": "small",
    "section": {"number": "1", "title": "Opening"},
    "text": "Fathers were seen.",
    "spans": [[10, 28]],
    "themes": [{"label": "Fathers"}],
    "citations": [{"key": "Roe 2001", "locator": None, "status": "resolved", "start": 12, "end": 20}],
}
NUMBER: Record = {
    "iri": "n/1",
    "text": "n=161",
    "value": 161.0,
    "unit": "count",
    "period": "2003-05",
    "document": "small",
    "spans": [[40, 45]],
}
FINDING: Record = {
    "kind": "numeric-contradiction",
    "severity": "major",
    "message": "161 or 189",
    "anchors": [{"document": "small", "start": 40, "end": 45}],
}


def told(found: list[wire.ChangeView]) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.before, one.after) for one in found]


def test_the_same_records_have_no_changes() -> None:
    build = {"passage": [PASSAGE, PASSAGE], "statistic": [NUMBER], "audit": [FINDING]}
    assert changes(build, build) == []


def test_a_number_that_is_read_otherwise_shows_both_values() -> None:
    (one,) = changes({"statistic": [NUMBER]}, {"statistic": [{**NUMBER, "value": 189.0}]})
    assert (one.kind, one.name, one.before, one.after) == (
        "number",
        "n=161",
        "161 count, 2003-05",
        "189 count, 2003-05",
    )
    assert (one.document, one.spans) == ("small", ((40, 45),))


def test_a_passage_that_moved_in_its_document_did_not_change() -> None:
    moved = {**PASSAGE, "spans": [[510, 528]]}
    assert changes({"passage": [PASSAGE]}, {"passage": [moved]}) == []


def test_a_passage_that_went_has_no_place_and_takes_its_citations_with_it() -> None:
    (one,) = changes({"passage": [PASSAGE]}, {"passage": []})
    assert (one.kind, one.before, one.after, one.document) == ("passage", "Fathers were seen.", None, None)


def test_a_citation_linked_otherwise_and_a_theme_taken_off_are_told() -> None:
    other = {**PASSAGE, "themes": [], "citations": [{**PASSAGE["citations"][0], "key": None, "status": "unresolved"}]}
    assert told(changes({"passage": [PASSAGE]}, {"passage": [other]})) == [
        ("citation", "Roe 2001, resolved", "no work, unresolved"),
        ("theme", "Fathers", "no theme"),
    ]


def test_of_two_alike_one_may_go() -> None:
    assert told(changes({"audit": [FINDING, FINDING]}, {"audit": [FINDING]})) == [
        ("finding", "major: 161 or 189", None)
    ]


def test_the_generation_before_is_the_newest_older_complete_one(tmp_path: Path) -> None:
    for name in ("20260101T000000Z-a", "20260102T000000Z-b", "20260103T000000Z-c", ".building-20260102T120000Z-x"):
        (tmp_path / name).mkdir()
    assert earlier(tmp_path / "20260103T000000Z-c") == tmp_path / "20260102T000000Z-b"
    assert earlier(tmp_path / "20260101T000000Z-a") is None


@pytest.mark.index
def test_two_real_builds_are_compared_and_a_lost_one_is_not(index: Path, tmp_path: Path) -> None:
    current = (index / "current").resolve()
    for name in ("1", "2"):
        folder = tmp_path / name
        folder.mkdir()
        for file in ("manifest.json", "catalogue.sqlite"):
            shutil.copy(current / file, folder / file)
    found = since_last_build(tmp_path / "2")
    assert (found.earlier, found.causes, found.changes) == (found.built, (), ())
    (tmp_path / "1/catalogue.sqlite").write_bytes(b"")
    assert since_last_build(tmp_path / "2").earlier is None
