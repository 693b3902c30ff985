"""Cited works, and the places that cite them."""

from scrgraph.wire.base import Model, SectionRef


class AuthorView(Model):
    """A person (family, given) or an organisation."""

    family: str | None = None
    given: str | None = None
    organisation: str | None = None


class CitedBy(Model):
    """One place that cites a work, with the sentence it stands in.

    `function` is a CiTO curie, with its `confidence` and the words that show it; `teams` counts the teams without a
    common author among the works cited in the same brackets.
    """

    document: str
    passage: str
    section: SectionRef
    text: str
    start: int
    end: int
    locator: str | None
    style: str
    status: str
    function: str | None = None
    confidence: float | None = None
    evidence: str | None = None
    teams: int | None = None


class CoCited(Model):
    """A work cited in the same brackets, and how often."""

    key: str
    count: int


class OtherWork(Model):
    """Another cited work by some of the same authors (as the list prints them), and how often it is cited."""

    key: str
    title: str | None
    authors: tuple[str, ...]
    citations: int


class ReferenceView(Model):
    """A reference entry as parsed; what follows `citations` is filled for a single work only.

    `self_citation`: a report that cites the work shares an author with it.
    """

    document: str
    index: int
    key: str
    iri: str
    authors: tuple[AuthorView, ...]
    year: str | None
    title: str | None
    container: str | None
    publisher: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    doi: str | None
    url: str | None
    type: str
    start: int
    end: int
    text: str
    duplicate_of: int | None = None
    citations: int = 0
    cited_by: tuple[CitedBy, ...] = ()
    co_cited: tuple[CoCited, ...] = ()
    other_works: tuple[OtherWork, ...] = ()
    self_citation: bool = False
