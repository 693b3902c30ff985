"""Questions about citations, answered from the graph: which statements rest on a work, or on a page of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.retrieval.ranking import Ranking

_ASKS = re.compile(
    r"\b(?:cit(?:e[sd]?|ing|ations?)|referenc(?:ed?|es|ing)|rest(?:s|ing|ed)? on|rel(?:y|ies|ied) on|draws? on"
    r"|drawn from"
    r"|quot(?:e[sd]?|ing|ations?)|used (?:across|in|for|by)|attributed to|based on|support(?:s|ed)? by)\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"\b(?:p|pp|page|pages)\.?\s*(\d{1,4})\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d+")
WORK = "work/"


@dataclass(frozen=True, slots=True)
class Cited:
    """A work that a question asks about, the page that it names, and the places that cite it (there)."""

    work: wire.ReferenceView
    page: int | None
    places: tuple[wire.CitedBy, ...]

    def sparql(self, base: str) -> str:
        """Return the query that yields the same places."""
        page = "" if self.page is None else f'\n  FILTER(CONTAINS(STR(?locator), "{self.page}"))'
        return (
            "PREFIX c4o: <http://purl.org/spar/c4o/>\nPREFIX biro: <http://purl.org/spar/biro/>\n"
            f"PREFIX scr: <{base}/ontology#>\n"
            "SELECT ?pointer ?locator WHERE {\n"
            f"  ?entry biro:references <{self.work.iri}> .\n"
            "  ?pointer c4o:denotes ?entry .\n"
            f"  OPTIONAL {{ ?pointer scr:hasLocator/scr:locatorText ?locator }}{page}\n}}"
        )


def cited(ranking: Ranking, catalogue: Catalogue) -> list[Cited]:
    """Return the works that a question asks the citations of, in order; none where it asks something else."""
    if not _ASKS.search(ranking.query):
        return []
    keys = dict.fromkeys(link.label for link in ranking.links if link.local.startswith(WORK))
    works = [catalogue.get("work", key, wire.ReferenceView) for key in keys]
    found = _PAGE.search(ranking.query)
    page = int(found[1]) if found else None
    return [Cited(work, page, tuple(_on(work.cited_by, page))) for work in works if work is not None]


def _on(places: Sequence[wire.CitedBy], page: int | None) -> Iterator[wire.CitedBy]:
    """Yield the places whose locator holds the page; all formal citations where no page is named."""
    for place in places:
        if page is None:
            if place.style not in ("by-name", "by-period"):
                yield place
        elif place.locator and _holds(place.locator, page):
            yield place


def _holds(locator: str, page: int) -> bool:
    """Whether a printed locator holds a page: "245", "241-2", "63-70"."""
    for part in re.split(r"[,;&]", locator):
        numbers = _NUMBERS.findall(part)
        if not numbers:
            continue
        first, last = numbers[0], numbers[-1]
        whole = first[: len(first) - len(last)] + last if len(last) < len(first) else last
        if int(first) <= page <= int(whole):
            return True
    return False
