"""What every wire model is made of."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Pair = tuple[int, int]


class Model(BaseModel):
    """Base of every wire model."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SectionRef(Model):
    """Where a passage stands."""

    number: str
    title: str


class Labelled(Model):
    """An IRI with its label."""

    iri: str
    label: str


class CitationView(Model):
    """One cited work at one place. `key` and `iri` are None where it is not linked."""

    key: str | None
    iri: str | None
    locator: str | None
    style: str
    status: Literal["resolved", "repaired", "ambiguous", "unresolved"]
    rule: str | None
    start: int
    end: int
