"""Reviewed corrections applied: what they change, what the audit and the graph say of them, and what is left alone."""

from functools import cache
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from build_samples import ROOT, Quiet, WordEncoder, make_settings
from number_documents import write
from pyoxigraph import Literal as Text
from pyoxigraph import NamedNode

from scrgraph import wire
from scrgraph.build import build
from scrgraph.errors import SourceError
from scrgraph.graph.correction_quads import correction_quads
from scrgraph.indexes import layout
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.opening import is_stale, open_index
from scrgraph.iri import Iris
from scrgraph.passages import make_passages
from scrgraph.reading.authority import Authority, load_authority
from scrgraph.reading.findings import Reading, ResolvedCitation, UnresolvedCitation
from scrgraph.reading.override import Override
from scrgraph.reading.reader import read

TREES = """Trees of the park

1. Neglect of trees

Neglect was found in 12% of trees (Lee 2018: 7). Others saw 30 trees fall (Poe 2017).

References

Lee, A. (2018) *Orchards and what they yield*. London: Tree Press.

Poe, B. (2017) *Pests of the orchard*. London: Tree Press.
"""
Action = Literal["accept", "reject", "replace"]


@cache
def themes_and_policies() -> Authority:
    return load_authority(ROOT / "ontology")


def reading(folder: Path, *overrides: Override) -> Reading:
    document = write(folder, TREES)
    authority, passages = themes_and_policies(), make_passages(document)
    vectors = np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(passages), 1))
    themes = np.tile(np.array([0.4, 0.84**0.5], dtype=np.float32), (len(authority.themes), 1))
    return read(document, passages, vectors, authority, themes, overrides)


def change(
    kind: Literal["link", "theme", "number"],
    action: Action,
    about: str,
    *,
    at: int | str | None = None,
    was: str | float | None = None,
    to: str | float | None = None,
) -> Override:
    return Override(kind, action, about, at, was, to, "A. Reader", "2026-01-31", "Seen on paper.", 4)


def told(found: Reading) -> list[tuple[str, str, str]]:
    return [(f.kind, f.severity, f.message) for f in found.audit if "override" in f.kind]


def links(found: Reading) -> list[tuple[str, int | None, str | None]]:
    return [(c.citation.text, c.target if isinstance(c, ResolvedCitation) else None, c.rule) for c in found.citations]


@pytest.fixture
def plain(tmp_path: Path) -> Reading:
    return reading(tmp_path)


def test_without_overrides_nothing_is_said(plain: Reading) -> None:
    assert links(plain) == [("Lee 2018: 7", 1, None), ("Poe 2017", 2, None)]
    assert plain.corrections == ()
    assert told(plain) == []


def test_links(tmp_path: Path, plain: Reading) -> None:
    start = plain.citations[0].citation.span.start
    found = reading(
        tmp_path,
        change("link", "replace", "Lee 2018: 7", at=start, was="Lee 2018", to="Poe 2017"),
        change("link", "reject", "Poe 2017", at=start + 9_999),
    )
    assert links(found) == [("Lee 2018: 7", 2, "reviewed"), ("Poe 2017", None, "reviewed")]
    assert isinstance(found.citations[1], UnresolvedCitation)
    assert [o.source for o in found.observations] == ["Poe 2017", None]
    assert told(found)[0] == (
        "override",
        "minor",
        'A reviewer replaced the link "Lee 2018: 7" by "Poe 2017" (A. Reader, 2026-01-31: Seen on paper.).',
    )


def test_numbers(tmp_path: Path, plain: Reading) -> None:
    share, count = (one.local for one in plain.observations)
    found = reading(
        tmp_path, change("number", "replace", share, was=12.0, to=21.0), change("number", "reject", f"x/id/{count}")
    )
    assert [(o.local, o.value) for o in found.observations] == [(share, 21.0)]
    assert [kind for kind, *_ in told(found)] == ["override", "override"]


def test_themes(tmp_path: Path, plain: Reading) -> None:
    seen = next(one for one in plain.themes if one.theme == "theme/neglect")
    rejected = reading(tmp_path, change("theme", "reject", "neglect", at=seen.passage))
    assert "theme/neglect" not in {one.theme for one in rejected.themes}
    accepted = reading(tmp_path, change("theme", "accept", "poverty", at=seen.passage))
    added = next(one for one in accepted.themes if one.theme == "theme/poverty")
    assert (added.method, added.confidence) == ("review", 1.0)
    replaced = reading(tmp_path, change("theme", "replace", "neglect", at=seen.passage, to="poverty"))
    assert {one.theme for one in replaced.themes} >= {"theme/poverty"}
    assert "theme/neglect" not in {one.theme for one in replaced.themes}
    kept = reading(tmp_path, change("theme", "accept", "neglect", at=seen.passage))
    assert {one.confidence for one in kept.themes if one.theme == "theme/neglect"} == {1.0}


@pytest.mark.parametrize(
    ("override", "words"),
    [
        (change("link", "reject", "Moe 2011"), 'no citation reads "Moe 2011"'),
        (change("link", "reject", "Poe 2017", was="Lee 2018"), 'now linked to "Poe 2017", not to "Lee 2018"'),
        (change("link", "replace", "Poe 2017", to="Moe 2011"), 'the reference list has no "Moe 2011"'),
        (change("link", "accept", "Poe 2017", to="Lee 2018"), 'linked to "Poe 2017", not to "Lee 2018"'),
        (change("number", "reject", "observation/made-up/gone"), "there is no number"),
        (change("theme", "reject", "neglect", at="gone"), 'there is no passage "gone"'),
    ],
)
def test_an_override_that_no_longer_applies_is_reported(
    tmp_path: Path, plain: Reading, override: Override, words: str
) -> None:
    found = reading(tmp_path, override)
    ((kind, severity, message),) = told(found)
    assert (kind, severity) == ("stale-override", "major")
    assert words in message
    assert "line 4" in message
    assert links(found) == links(plain)
    assert found.observations == plain.observations
    assert list(correction_quads(Iris(), [found])) == []


def test_a_number_read_differently_now(tmp_path: Path, plain: Reading) -> None:
    (local, *_) = (one.local for one in plain.observations)
    found = reading(tmp_path, change("number", "replace", local, was=99.0, to=1.0))
    assert found.observations == plain.observations
    assert "it now reads 12, not 99" in told(found)[0][2]


def test_provenance_says_who_when_and_why(tmp_path: Path) -> None:
    quads = list(correction_quads(Iris(), [reading(tmp_path, change("link", "reject", "Poe 2017"))]))
    texts = {quad.object.value for quad in quads if isinstance(quad.object, Text)}
    assert texts == {'Reject the link "Poe 2017"', "Seen on paper.", "2026-01-31", "A. Reader"}
    assert {quad.graph_name for quad in quads} == {NamedNode(Iris().graph("provenance"))}


def test_a_build_applies_the_file_beside_the_source(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    build(settings, Quiet(), WordEncoder)
    folder, manifest = open_index(settings)
    first, second = (
        one for p in Catalogue.open(folder / layout.CATALOGUE).all("passage", wire.PassageView) for one in p.citations
    )
    assert first.status == second.status == "resolved"
    stated = (
        'kind = "link"\naction = "reject"\nabout = "Smith and Jones 2010"\nby = "A"\non = 2026-01-31\nwhy = "No."\n'
    )
    path = settings.corpus / "small" / "overrides.toml"
    path.write_text(f"[[override]]\n{stated}at = {second.start}\n")
    assert is_stale(manifest, settings)
    build(settings, Quiet(), WordEncoder)
    catalogue = Catalogue.open(open_index(settings)[0] / layout.CATALOGUE)
    passages = catalogue.all("passage", wire.PassageView)
    assert [one.status for passage in passages for one in passage.citations] == ["resolved", "unresolved"]
    assert "override" in {finding.kind for finding in catalogue.all("audit", wire.AuditView)}
    graph = (open_index(settings)[0] / layout.GRAPH).read_text()
    assert "wasInfluencedBy" in graph
    path.write_text("[[override]]\nkind = 3\n")
    with pytest.raises(SourceError, match="override at line 1"):
        build(settings, Quiet(), WordEncoder)
