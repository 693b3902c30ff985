"""The surface forms by which texts name the things of the authority files, as records for a Linker."""

from collections.abc import Iterable, Mapping

from scrgraph.reading.authority import Authority, Entity
from scrgraph.reading.linker import LinkRecord

EDITION_WORDS = ("edition", "version", "revision", "update", "guidance")
"""What a text calls one issue of a series: "the 2013 edition", "the 1991 revision"."""


def link_records(authority: Authority, *, hidden: bool = True) -> tuple[LinkRecord, ...]:
    """Return everything with its surface forms, for a Linker. Without `hidden`, only forms that a text is read by."""
    return theme_records(authority, hidden=hidden) + entity_records(authority)


def theme_records(authority: Authority, *, hidden: bool = False) -> tuple[LinkRecord, ...]:
    """Return the themes with their surface forms."""
    return tuple(
        LinkRecord(t.local, t.label, (t.label, *t.alternative, *(t.hidden if hidden else ()))) for t in authority.themes
    )


def entity_records(authority: Authority) -> tuple[LinkRecord, ...]:
    """Return policies and organisations with their surface forms, those of editions included (see `edition_forms`)."""
    series = {entity.local: entity for entity in authority.policies}
    first = _first_editions(authority.policies)
    return tuple(
        LinkRecord(
            entity.local,
            entity.label,
            (entity.label, *entity.alternative, *edition_forms(entity, series, first=entity.local in first)),
        )
        for entity in authority.entities
    )


def themes_named(authority: Authority) -> dict[str, tuple[str, ...]]:
    """Return the themes that who names a thing speaks of: a theme of itself, a law or body of its subjects."""
    named = {theme.local: (theme.local,) for theme in authority.themes}
    return named | {entity.local: entity.subjects for entity in authority.entities if entity.subjects}


def edition_forms(entity: Entity, series: Mapping[str, Entity], *, first: bool = False) -> tuple[str, ...]:
    """Return how texts name an edition: "2013 edition of Working Together", "Working Together (2013)", ..."""
    whole = series.get(entity.edition_of) if entity.edition_of else None
    if whole is None or entity.year is None:
        return ()
    forms: list[str] = []
    for name in (whole.label, *whole.alternative):
        forms += [f"{name} {entity.year}", f"{entity.year} {name}"]
        forms += [f"{entity.year} {word} of {name}" for word in EDITION_WORDS]
        forms += [f"{entity.year} {word} of the {name}" for word in EDITION_WORDS]
        forms += [f"first {word} of {name}" for word in EDITION_WORDS if first]
    return tuple(dict.fromkeys(forms))


def _first_editions(policies: Iterable[Entity]) -> set[str]:
    """Return the earliest edition of each series."""
    first: dict[str, Entity] = {}
    for entity in policies:
        if entity.edition_of is None or entity.year is None:
            continue
        known = first.get(entity.edition_of)
        if known is None or known.year is None or entity.year < known.year:
            first[entity.edition_of] = entity
    return {entity.local for entity in first.values()}
