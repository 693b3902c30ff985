"""Catalogue records of the real report: complete, led back to the text, and consistent with each other."""

from collections import Counter
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from pydantic import BaseModel

from scrgraph import wire
from scrgraph.cataloguing.records import catalogue_records
from scrgraph.cataloguing.report import Report
from scrgraph.embedding import unit
from scrgraph.iri import Iris
from scrgraph.passages import make_passages
from scrgraph.reading.authority import Authority, load_authority
from scrgraph.reading.findings import ResolvedCitation
from scrgraph.reading.reader import read
from scrgraph.reading.themes import theme_texts
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.text import Span

Records = list[tuple[str, str, BaseModel]]
View = TypeVar("View", bound=BaseModel)
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def authority() -> Authority:
    return load_authority(ROOT / "ontology")


@pytest.fixture(scope="module")
def report(authority: Authority) -> Report:
    """The real report; its vectors are random, so that themes come from words alone."""
    document = read_source(find_sources(ROOT / "corpus")[0])
    passages = make_passages(document)
    random = np.random.default_rng(3)
    vectors = unit(random.normal(size=(len(passages), 384)))
    themes = unit(random.normal(size=(len(theme_texts(authority)), 384)))
    return Report(Iris(), document, passages, read(document, passages, vectors, authority, themes))


@pytest.fixture(scope="module")
def records(report: Report, authority: Authority) -> Records:
    return list(catalogue_records([report], authority))


def of(records: Records, kind: str, model: type[View]) -> list[View]:
    return [record for found, _, record in records if found == kind and isinstance(record, model)]


def test_every_finding_has_its_record(report: Report, records: Records, authority: Authority) -> None:
    counts = Counter(kind for kind, _, _ in records)
    reading = report.reading
    assert counts["passage"] == len(report.passages)
    assert counts["reference"] == len(reading.references) == 95
    assert counts["work"] == len(set(report.works.values()))
    assert counts["review"] == len(reading.reviews) == 9
    assert counts["statistic"] == len(reading.observations)
    assert counts["audit"] == len(reading.audit)
    assert counts["theme"] == len(authority.themes)
    named = {mention.entity for mention in reading.mentions}
    named |= {one.policy for one in reading.listed}
    named |= {one.organisation for one in reading.roles if one.role != "issuer"}
    assert counts["policy"] == sum(policy.local in named for policy in authority.policies)
    assert counts["organisation"] == sum(body.local in named for body in authority.organisations)


def test_ids_are_distinct_in_any_case(records: Records) -> None:
    ids = Counter((kind, identifier.casefold()) for kind, identifier, _ in records)
    assert ids.most_common(1)[0][1] == 1


def test_passages_are_in_order_and_linked_to_their_neighbours(report: Report, records: Records) -> None:
    views = of(records, "passage", wire.PassageView)
    assert [view.id for view in views] == [passage.id for passage in report.passages]
    assert [view.previous for view in views] == [None, *[view.id for view in views[:-1]]]
    assert [view.next for view in views] == [*[view.id for view in views[1:]], None]
    for view in views:
        assert view.text == report.document.read(tuple(Span(*pair) for pair in view.spans))
        assert view.path[-1] == view.section


def test_every_citation_stands_in_the_passage_that_shows_it(report: Report, records: Records) -> None:
    views = of(records, "passage", wire.PassageView)
    shown = [(view, citation) for view in views for citation in view.citations]
    for view, citation in shown:
        assert any(start <= citation.start < end for start, end in view.spans)
        assert (citation.key is None) == (citation.iri is None) == (citation.status in ("ambiguous", "unresolved"))
    placed = [one for one in report.reading.citations if report.places.of(one.citation.span)]
    assert len(shown) == len(placed) > 200


def test_a_work_knows_everyone_who_cites_it_in_their_words(report: Report, records: Records) -> None:
    works = of(records, "work", wire.ReferenceView)
    resolved = [one for one in report.reading.citations if isinstance(one, ResolvedCitation)]
    assert sum(work.citations for work in works) == len(resolved) == sum(len(work.cited_by) for work in works)
    for work in works:
        for place in work.cited_by:
            words = report.document.read((Span(place.start, place.end),))
            assert words in place.text
            assert len(place.text) < 1500


def test_citing_together_is_mutual(records: Records) -> None:
    works = of(records, "work", wire.ReferenceView)
    keys = Counter(work.key for work in works)
    together = {(work.key, other.key): other.count for work in works for other in work.co_cited}
    assert len(together) > 20
    for (one, other), count in together.items():
        if keys[one] == keys[other] == 1:
            assert together[(other, one)] == count


def test_references_keep_the_order_of_the_list(records: Records) -> None:
    entries = of(records, "reference", wire.ReferenceView)
    assert [entry.index for entry in entries] == list(range(1, 96))
    assert all(entry.cited_by == () for entry in entries)
    assert [identifier for kind, identifier, _ in records if kind == "reference"][:2] == [
        "scr-1998-2019/1",
        "scr-1998-2019/2",
    ]


def test_themes_count_the_passages_that_show_them(report: Report, records: Records) -> None:
    views = of(records, "passage", wire.PassageView)
    shown = Counter(theme.iri for view in views for theme in view.themes)
    themes = of(records, "theme", wire.ThemeView)
    assert {theme.iri: theme.passages for theme in themes if theme.passages} == dict(shown)
    numbers = {section.number for section in report.document.sections}
    assert all(set(theme.sections) <= numbers for theme in themes)
    iris = {theme.iri for theme in themes}
    assert all(theme.broader in iris for theme in themes if theme.broader)


def test_themes_tell_what_each_review_found_in_the_words_of_the_report(report: Report, records: Records) -> None:
    themes = {theme.label: theme for theme in of(records, "theme", wire.ThemeView)}
    suicide = themes["Suicide"]
    assert (suicide.first, suicide.last) == ("2001-2003", "2017-2019")
    assert [view.review for view in suicide.findings] == sorted(view.review for view in suicide.findings)
    for view in suicide.findings:
        assert report.document.read(tuple(Span(*span) for span in view.spans)) == view.text
    assert "5.2.1" in themes["Publication of reviews"].sections
    untold = themes["Radicalisation"]
    assert (untold.first, untold.last, untold.findings) == (None, None, ())


def test_policies_carry_their_place_in_time_and_in_the_list(records: Records) -> None:
    policies = {policy.label: policy for policy in of(records, "policy", wire.EntityView)}
    edition = policies["Working Together 2013"]
    assert edition.keys == ("HM Government 2013",)
    assert edition.replaces == (Iris().thing("policy/working-together-2010"),)
    assert edition.replaced_by == (Iris().thing("policy/working-together-2015"),)
    # Named by no words, but its report is cited.
    assert policies["Independent Inquiry into Child Sexual Exploitation in Rotherham"].mentions == 1
    bodies = {body.label: body for body in of(records, "organisation", wire.EntityView)}
    assert "publisher of the report" in bodies["Department for Education"].roles


def test_entities_are_where_they_say(report: Report, records: Records) -> None:
    entities = of(records, "policy", wire.EntityView) + of(records, "organisation", wire.EntityView)
    assert len(entities) > 20
    for entity in entities:
        assert entity.mentions == len(entity.spans)
        assert entity.spans or entity.roles or entity.keys
        for span in entity.spans:
            assert report.document.read((Span(*span),)).strip()


def test_the_document_lists_its_sections(report: Report, records: Records) -> None:
    (document,) = of(records, "document", wire.DocumentView)
    assert document.characters == len(report.document.text)
    assert [section["number"] for section in document.sections] == [s.number for s in report.document.sections]
    parts = {section["number"] for section in document.sections}
    assert all(section["parent"] in parts for section in document.sections if section["parent"])


def test_two_reports_share_works_and_keep_their_own_ids(report: Report, authority: Authority) -> None:
    together = list(catalogue_records([report, report], authority))
    works = of(together, "work", wire.ReferenceView)
    assert len(works) == len(set(report.works.values()))
    resolved = [one for one in report.reading.citations if isinstance(one, ResolvedCitation)]
    assert sum(work.citations for work in works) == 2 * len(resolved)
    assert len({(kind, identifier.casefold()) for kind, identifier, _ in together}) == len(together)
