"""Reviews, themes, policies, organisations and numbers."""

from scrgraph.wire.base import Model, Pair


class CountView(Model):
    """A number of cases as one place states it."""

    value: int | None
    text: str
    document: str
    spans: tuple[Pair, ...]


class LeadView(Model):
    """A body that led a periodic review ("lead") or took part ("partner"), named as at the place that tells."""

    iri: str
    name: str
    role: str
    document: str
    spans: tuple[Pair, ...]


class ReviewView(Model):
    """A periodic review."""

    iri: str
    number: int
    title: str
    authors: tuple[str, ...]
    years: Pair
    length_years: float
    published: int | None
    key: str | None
    counts: tuple[CountView, ...]
    leads: tuple[LeadView, ...] = ()


class ThemeFindingView(Model):
    """A sentence that tells what a periodic review (years as in its IRI: "2003-2005") found on a theme."""

    review: str
    text: str
    document: str
    passage: str
    section: str
    spans: tuple[Pair, ...]


class ThemeView(Model):
    """A theme of the scheme with where it occurs. `definition` is ours, not the report's.

    `findings` stand in the order of the reviews, `first` and `last` are the earliest and latest review among them.
    """

    iri: str
    label: str
    alternative: tuple[str, ...]
    definition: str
    broader: str | None
    passages: int
    sections: tuple[str, ...]
    reviews: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    findings: tuple[ThemeFindingView, ...] = ()


class EntityView(Model):
    """A policy or organisation with where it is named.

    Type, year, issuer, successions (IRIs), years in force and note are authority data, not the report's. `keys` are
    the entries of reference lists that are the policy itself, `roles` what the organisation does for a report.
    """

    iri: str
    label: str
    alternative: tuple[str, ...]
    type: str
    year: int | None
    mentions: int
    sections: tuple[str, ...]
    spans: tuple[Pair, ...] = ()
    issuer: str | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    in_force: tuple[int | None, int | None] = (None, None)
    note: str | None = None
    keys: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class StatisticView(Model):
    """An observation. `topic` names in a word or two what a number of the prose measures, where that is sure."""

    iri: str
    measure: str
    value: float | str | None
    low: float | None
    high: float | None
    unit: str
    population: str | None
    period: str | None
    dimensions: dict[str, str]
    source: str | None
    document: str
    spans: tuple[Pair, ...]
    text: str
    years: float | None = None
    table: str | None = None
    footnote: str | None = None
    topic: str | None = None
    source_note: str | None = None
