"""Loading the authority files, and the integrity of those that are shipped."""

from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from scrgraph.errors import BuildError
from scrgraph.reading.authority import Authority, Entity, load_authority
from scrgraph.reading.series import SeriesWords
from scrgraph.reading.surfaces import edition_forms, entity_records, link_records, theme_records
from scrgraph.reading.words import fold_key
from scrgraph.settings import Settings

FOLDER = Settings().ontology
HEAD = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix scr: <https://example.org/g/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <https://example.org/g/id/theme/> .
@prefix p: <https://example.org/g/id/policy/> .
@prefix o: <https://example.org/g/id/organisation/> .
@prefix l: <https://example.org/g/id/place/> .
@prefix s: <https://example.org/g/id/series/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
THEMES = """t:home a skos:Concept ; skos:prefLabel "Home"@en ; skos:definition "Where one lives."@en .
t:rent a skos:Concept ; skos:prefLabel "Rent"@en ; skos:altLabel "renting"@en ; skos:hiddenLabel "landlord"@en ;
  skos:definition "Paying for a home."@en ; skos:broader t:home ; skos:related t:home ."""
POLICIES = """p:rules a scr:Guidance ; skos:prefLabel "House Rules"@en .
p:rules-1999 a scr:Guidance ; skos:prefLabel "House Rules 1999"@en ; dcterms:date "1999"^^xsd:gYear ;
  dcterms:isVersionOf p:rules ; dcterms:publisher o:board ; dcterms:isReplacedBy p:rules-2004 ; scr:startYear 1999 .
p:rules-2004 a scr:Guidance ; skos:prefLabel "House Rules 2004"@en ; dcterms:date "2004"^^xsd:gYear ;
  dcterms:isVersionOf p:rules ; dcterms:replaces p:rules-1999 ; owl:sameAs <http://example.org/r> ."""
ORGANISATIONS = """o:board a scr:Department ; skos:prefLabel "Housing Board"@en ; scr:precededBy o:committee .
o:committee a scr:Panel ; skos:prefLabel "Housing Committee"@en ; scr:succeededBy o:board ."""

PLACES = """l:norland a scr:Place ; skos:prefLabel "Norland"@en ; skos:altLabel "Norlandish"@en ; skos:notation "NL"."""
SERIES = """s:wave a scr:SeriesKind ; skos:prefLabel "Waves"@en ; skos:altLabel "wave"@en ; scr:counted "homes"@en ."""


def write(folder: Path, themes: str = THEMES, policies: str = POLICIES, organisations: str = ORGANISATIONS) -> Path:
    files = {"themes": themes, "policies": policies, "organisations": organisations, "places": PLACES, "series": SERIES}
    for name, text in files.items():
        (folder / f"{name}.ttl").write_text(HEAD + text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def shipped() -> Authority:
    return load_authority(FOLDER)


def test_reads_everything_that_is_stated(tmp_path: Path) -> None:
    authority = load_authority(write(tmp_path))
    home, rent = authority.themes
    assert (home.local, home.broader) == ("theme/home", None)
    assert (rent.label, rent.alternative, rent.hidden) == ("Rent", ("renting",), ("landlord",))
    assert (rent.definition, rent.broader, rent.related) == ("Paying for a home.", "theme/home", ("theme/home",))
    series, first, second = authority.policies
    assert (series.type, series.year, series.edition_of) == ("Guidance", None, None)
    assert (first.year, first.issuer, first.replaced_by) == (1999, "organisation/board", ("policy/rules-2004",))
    assert (first.valid, first.edition_of, first.kind) == ((1999, None), "policy/rules", "policy")
    assert (second.replaces, second.same_as) == (("policy/rules-1999",), "http://example.org/r")
    assert [(one.local, one.alternative) for one in authority.places] == [("place/norland", ("Norlandish",))]
    assert authority.series == (SeriesWords(("wave",), (), ("homes",)),)
    board, committee = authority.organisations
    assert (board.type, board.replaces, committee.replaced_by) == (
        "Department",
        ("organisation/committee",),
        ("organisation/board",),
    )


def test_editions_are_named_by_year_and_order(tmp_path: Path) -> None:
    policies = load_authority(write(tmp_path)).policies
    series = {policy.local: policy for policy in policies}
    forms = edition_forms(policies[1], series, first=True)
    assert {"House Rules 1999", "1999 edition of House Rules", "first edition of House Rules"} <= set(forms)
    assert "first edition of House Rules" not in edition_forms(policies[2], series)
    assert edition_forms(policies[0], series) == ()


def test_hidden_labels_are_for_questions_only(tmp_path: Path) -> None:
    authority = load_authority(write(tmp_path))
    assert "landlord" in {r.local: r.surfaces for r in link_records(authority)}["theme/rent"]
    assert "landlord" not in {r.local: r.surfaces for r in theme_records(authority)}["theme/rent"]


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"themes": THEMES + "\nt:x a ; ."}, "themes.ttl, line 14"),
        ({"themes": 't:x a skos:Concept ; skos:prefLabel "never closed'}, "themes.ttl, line 11"),
        ({"themes": 't:x a skos:Concept ; skos:prefLabel "X"@en .'}, "theme/x has no definition"),
        ({"policies": 'p:x a scr:Guidance ; dcterms:date "1999" .'}, "policy/x has no prefLabel"),
        ({"policies": 'p:x a scr:Guidance ; skos:prefLabel "X" ; dcterms:date "soon" .'}, "'soon'"),
        ({"policies": 'p:x a scr:Guidance ; skos:prefLabel "X" ; dcterms:replaces p:gone .'}, "policy/gone"),
        ({"themes": THEMES + "\nt:home skos:related <http://example.org/x> ."}, "no thing of scrgraph"),
        ({"organisations": 'o:board skos:prefLabel "X" .'}, "organisation/board has no type"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(tmp_path: Path, broken: dict[str, str], words: str) -> None:
    with pytest.raises(BuildError, match=words):
        load_authority(write(tmp_path, **broken))


def test_a_missing_or_foreign_file_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "policies.ttl").write_bytes(b'<a> <b> "\xff" .')
    with pytest.raises(BuildError, match=r"policies\.ttl, line"):
        load_authority(tmp_path)
    (tmp_path / "policies.ttl").unlink()
    with pytest.raises(BuildError, match=r"policies\.ttl cannot be read \(No such file"):
        load_authority(tmp_path)


def test_every_name_belongs_to_one_thing(shipped: Authority) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for record in link_records(shipped):
        for surface in record.surfaces:
            owners[fold_key(surface)].add(record.local)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_the_scheme_is_a_forest_of_two_or_three_levels(shipped: Authority) -> None:
    broader = {theme.local: theme.broader for theme in shipped.themes}

    def depth(local: str, seen: tuple[str, ...] = ()) -> int:
        assert local not in seen, "a theme is broader than itself"
        above = broader[local]
        return 1 if above is None else 1 + depth(above, (*seen, local))

    depths = [depth(local) for local in broader]
    assert set(depths) == {1, 2, 3}
    assert 60 <= len(depths) <= 120
    tops = {local for local, above in broader.items() if above is None}
    assert tops <= set(broader.values()), "a top theme has nothing under it"


def test_related_is_mutual_and_never_a_broader_theme(shipped: Authority) -> None:
    themes = {theme.local: theme for theme in shipped.themes}
    for theme in shipped.themes:
        above = theme.broader
        while above is not None:
            assert above not in theme.related
            above = themes[above].broader
        assert all(theme.local in themes[other].related for other in theme.related)


def test_definitions_are_sentences_of_their_own(shipped: Authority) -> None:
    definitions = [theme.definition for theme in shipped.themes]
    assert all(text[0].isupper() and text.endswith(".") and len(text) > 40 for text in definitions)
    assert len(set(definitions)) == len(definitions)


def test_everyday_words_lead_to_themes(shipped: Authority) -> None:
    names = {fold_key(s): r.local for r in theme_records(shipped, hidden=True) for s in r.surfaces}
    wanted = {
        "dads": "theme/working-with-men",
        "drink": "theme/alcohol-misuse",
        "beaten": "theme/physical-abuse",
        "info sharing": "theme/information-sharing",
        "skint": "theme/poverty",
        "red tape": "theme/bureaucracy",
    }
    assert {word: names.get(fold_key(word)) for word in wanted} == wanted


def test_successions_are_told_from_both_ends_and_go_forward(shipped: Authority) -> None:
    things = {entity.local: entity for entity in shipped.entities}
    for entity in shipped.entities:
        for earlier in entity.replaces:
            assert entity.local in things[earlier].replaced_by
            before, after = things[earlier].year, entity.year
            assert before is None or after is None or before < after
        assert all(entity.local in things[later].replaces for later in entity.replaced_by)


def test_working_together_has_every_edition_in_order(shipped: Authority) -> None:
    editions = {e.year: e for e in shipped.policies if e.edition_of == "policy/working-together"}
    years = [1988, 1991, 1999, 2006, 2010, 2013, 2015, 2018, 2023]
    assert sorted(year for year in editions if year) == years
    for year, following in pairwise(years):
        assert editions[year].valid == (year, following)
        assert editions[year].replaced_by == (editions[following].local,)
    assert all(edition.issuer for edition in editions.values())


def test_acts_carry_their_year_and_their_legislation_iri(shipped: Authority) -> None:
    acts = [entity for entity in shipped.policies if entity.same_as]
    assert len(acts) >= 30
    for act in acts:
        assert act.type == "Legislation"
        assert str(act.year) == act.label[-4:]
        path = (act.same_as or "").removeprefix("http://www.legislation.gov.uk/id/").split("/")
        assert path[0] in ("ukpga", "uksi")
        assert path[1] == str(act.year) or not path[1].isdecimal()
    by_label = {act.label: act.same_as for act in acts}
    assert by_label["Children Act 1989"] == "http://www.legislation.gov.uk/id/ukpga/1989/41"
    assert by_label["Children Act 2004"] == "http://www.legislation.gov.uk/id/ukpga/2004/31"


def test_classes_are_defined_in_the_ontology(shipped: Authority) -> None:
    ontology = (FOLDER / "scrgraph.ttl").read_text(encoding="utf-8")
    own = {entity.type for entity in shipped.entities} - {"FormalOrganization"}
    assert {name for name in own if f"scr:{name} a owl:Class" not in ontology} == set()


@pytest.mark.parametrize("name", ["themes", "policies", "organisations"])
def test_a_file_says_that_it_is_authority_data(name: str) -> None:
    facts = list(parse((FOLDER / f"{name}.ttl").read_bytes(), format=RdfFormat.TURTLE))
    header = {q.predicate.value: q.object.value for q in facts if str(q.subject).endswith(f"/scheme/{name}>")}
    assert "not words of any report" in header["http://purl.org/dc/terms/description"]
    assert header["http://purl.org/dc/terms/license"].startswith("https://creativecommons.org/")
    assert header["http://www.w3.org/2002/07/owl#versionInfo"] == "1.0.0"


def test_entity_records_keep_labels_first(shipped: Authority) -> None:
    records = entity_records(shipped)
    entities: tuple[Entity, ...] = shipped.entities
    assert [record.surfaces[0] for record in records] == [entity.label for entity in entities]
