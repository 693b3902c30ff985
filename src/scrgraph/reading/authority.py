"""Authority data: the themes, policies and organisations that scrgraph itself adds, read from `ontology/*.ttl`.

None of it is words of a report. It is read when an index is built; what is needed at query time (labels and surface
forms, see `surfaces`) goes into the index as plain records.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from scrgraph.errors import BuildError
from scrgraph.reading.authority_file import AuthorityFile
from scrgraph.reading.series import SeriesWords, load_series
from scrgraph.vocabulary import NAMESPACES

Kind = Literal["policy", "organisation"]
_T = TypeVar("_T")

_DCTERMS, _OWL, _SKOS = NAMESPACES["dcterms"], NAMESPACES["owl"], NAMESPACES["skos"]


@dataclass(frozen=True, slots=True)
class Theme:
    """A concept of the scheme. `local` is "theme/poverty"; `broader` and `related` are local ids too.

    `alternative` are words that name the theme in a text, `hidden` words by which people look for it and which are
    too ambiguous to show that a text is about it.
    """

    local: str
    label: str
    alternative: tuple[str, ...]
    hidden: tuple[str, ...]
    definition: str
    scope_note: str | None
    broader: str | None
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """A policy or organisation. `local` is "policy/children-act-2004"; `type` the name of its class ("Legislation").

    `year` is the year of issue, `valid` the years in force (None: not known, or still). `replaces` and `replaced_by`
    hold local ids (of an organisation: those whose work it took over, or that took over its work); `edition_of` is
    the series that an edition belongs to. `issuer` is an organisation's local id, `subjects` are the themes that the
    thing is about, so that who names it speaks of them.
    """

    local: str
    kind: Kind
    label: str
    alternative: tuple[str, ...]
    type: str
    year: int | None
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    same_as: str | None
    issuer: str | None
    edition_of: str | None = None
    valid: tuple[int | None, int | None] = (None, None)
    note: str | None = None
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A land whose law and practice are its own. `local` is "place/wales"."""

    local: str
    label: str
    alternative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Authority:
    """Everything that the authority files state, each part sorted by local id."""

    themes: tuple[Theme, ...]
    policies: tuple[Entity, ...]
    organisations: tuple[Entity, ...]
    places: tuple[Place, ...] = ()
    series: tuple[SeriesWords, ...] = ()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Policies, then organisations."""
        return self.policies + self.organisations


def load_authority(folder: Path) -> Authority:
    """Read `themes.ttl`, `policies.ttl`, `organisations.ttl`, `places.ttl` and `series.ttl`.

    Raises:
        BuildError: A file is missing, is not Turtle (the message names file and line), or states a thing without
            its label, a theme without its definition, or a link to a thing that no file states.
    """
    names = ("themes", "policies", "organisations", "places")
    files = {name: AuthorityFile.open(folder / f"{name}.ttl") for name in names}
    authority = Authority(
        _each(files["themes"], "theme", _theme),
        _each(files["policies"], "policy", _policy),
        _each(files["organisations"], "organisation", _organisation),
        _each(files["places"], "place", _place),
        load_series(folder),
    )
    _check_links(authority)
    return authority


def _each(file: AuthorityFile, kind: str, make: Callable[[AuthorityFile, str], _T]) -> tuple[_T, ...]:
    return tuple(make(file, iri) for iri in file.things(kind))


def _theme(file: AuthorityFile, iri: str) -> Theme:
    broader = file.locals(iri, _SKOS + "broader")
    return Theme(
        local=file.local(iri),
        label=file.need(iri, _SKOS + "prefLabel"),
        alternative=file.texts(iri, _SKOS + "altLabel"),
        hidden=file.texts(iri, _SKOS + "hiddenLabel"),
        definition=file.need(iri, _SKOS + "definition"),
        scope_note=file.text(iri, _SKOS + "scopeNote"),
        broader=broader[0] if broader else None,
        related=file.locals(iri, _SKOS + "related"),
    )


def _policy(file: AuthorityFile, iri: str) -> Entity:
    issuer = file.locals(iri, _DCTERMS + "publisher")
    series = file.locals(iri, _DCTERMS + "isVersionOf")
    return Entity(
        local=file.local(iri),
        kind="policy",
        label=file.need(iri, _SKOS + "prefLabel"),
        alternative=file.texts(iri, _SKOS + "altLabel"),
        type=file.type(iri),
        year=file.year(iri, _DCTERMS + "date"),
        replaces=file.locals(iri, _DCTERMS + "replaces"),
        replaced_by=file.locals(iri, _DCTERMS + "isReplacedBy"),
        same_as=file.text(iri, _OWL + "sameAs"),
        issuer=issuer[0] if issuer else None,
        edition_of=series[0] if series else None,
        valid=(file.year(iri, file.terms + "startYear"), file.year(iri, file.terms + "endYear")),
        note=file.text(iri, _SKOS + "scopeNote"),
        subjects=file.locals(iri, _DCTERMS + "subject"),
    )


def _organisation(file: AuthorityFile, iri: str) -> Entity:
    return Entity(
        local=file.local(iri),
        kind="organisation",
        label=file.need(iri, _SKOS + "prefLabel"),
        alternative=file.texts(iri, _SKOS + "altLabel"),
        type=file.type(iri),
        year=file.year(iri, _DCTERMS + "date"),
        replaces=file.locals(iri, file.terms + "precededBy"),
        replaced_by=file.locals(iri, file.terms + "succeededBy"),
        same_as=file.text(iri, _OWL + "sameAs"),
        issuer=None,
        valid=(file.year(iri, file.terms + "startYear"), file.year(iri, file.terms + "endYear")),
        note=file.text(iri, _SKOS + "scopeNote"),
        subjects=file.locals(iri, _DCTERMS + "subject"),
    )


def _place(file: AuthorityFile, iri: str) -> Place:
    return Place(file.local(iri), file.need(iri, _SKOS + "prefLabel"), file.texts(iri, _SKOS + "altLabel"))


def _check_links(authority: Authority) -> None:
    """Refuse a link to a thing that no authority file states."""
    known = {theme.local for theme in authority.themes} | {entity.local for entity in authority.entities}
    for origin, target in _links(authority):
        if target not in known:
            raise BuildError(
                f"The authority files link {origin} to {target}, which none states; state it or drop the link"
            )


def _links(authority: Authority) -> Iterator[tuple[str, str]]:
    for theme in authority.themes:
        for target in (theme.broader, *theme.related):
            if target:
                yield theme.local, target
    for entity in authority.entities:
        for target in (*entity.replaces, *entity.replaced_by, entity.issuer, entity.edition_of, *entity.subjects):
            if target:
                yield entity.local, target
