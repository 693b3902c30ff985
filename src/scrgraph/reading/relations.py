"""Findings that relate: sections and reviews to themes, policies to the list, bodies to members, parts to parts."""

from dataclasses import dataclass
from typing import Literal

from scrgraph.source.text import Span, Spans

Role = Literal["publisher of the report", "author of a cited work", "publisher of a cited work", "issuer"]


@dataclass(frozen=True, slots=True)
class SectionTheme:
    """A section (its number) discusses a theme, with the words of its heading or of a passage that show it best."""

    document: str
    section: str
    theme: str
    span: Span
    text: str
    method: Literal["heading", "passages"]
    confidence: float


@dataclass(frozen=True, slots=True)
class ThemeFinding:
    """A sentence that tells what a periodic review (local id) found on a theme (local id)."""

    document: str
    passage: str
    theme: str
    review: str
    spans: Spans
    text: str


@dataclass(frozen=True, slots=True)
class ListedPolicy:
    """A policy (local id) that stands in the reference list itself, with the 1-based index of its entry."""

    policy: str
    reference: int


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of a body (the organisation's local id) as the text describes them."""

    document: str
    block: int
    body: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class OrganisationRole:
    """What a known organisation (local id) does for a document; an issuer issued a policy that it names."""

    organisation: str
    role: Role


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A pointer to a numbered section of the same document: its words ("Part 4.3") and the number they name."""

    document: str
    block: int
    span: Span
    text: str
    target: str


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """What the text says happened in a year, in its own words at `spans`; `about` names what it goes on about."""

    document: str
    block: int
    year: int
    about: str | None
    spans: Spans
    text: str


@dataclass(frozen=True, slots=True)
class ReviewLead:
    """A body (local id, and its name there) led a periodic review (local id) or took part, as a sentence tells."""

    document: str
    block: int
    review: str
    organisation: str
    name: str
    role: Literal["lead", "partner"]
    spans: Spans
    text: str
