"""Policies that a text calls by year and kind alone, having named them before: "the 1999 guidance", "the 1989 Act"."""

import re
from collections.abc import Iterator, Sequence, Set

from scrgraph.reading.authority import Authority, Entity
from scrgraph.reading.linker import Link
from scrgraph.reading.surfaces import EDITION_WORDS

_YEAR = r"(?:19|20)\d\d"
_DATED = re.compile(
    rf"(?<![\w–-])(?P<years>{_YEAR}(?:(?:, and |, | and ){_YEAR}){{0,8}}) (?P<noun>{'|'.join(EDITION_WORDS)}|Act)s?\b"
)
_ONE_YEAR = re.compile(_YEAR)


class DatedNames:
    """Resolves a year with a kind to the one policy of that year and kind that the document has named.

    An edition also counts as named where its series, or another edition of it, is named earlier in the same block.
    Where none or several policies qualify nothing is returned. Blocks are given in reading order; what they name is
    remembered.
    """

    def __init__(self, authority: Authority) -> None:
        self._by_year: dict[str, list[Entity]] = {}
        for policy in authority.policies:
            self._by_year.setdefault(str(policy.year), []).append(policy)
        self._series = {policy.local: policy.edition_of or policy.local for policy in authority.policies}
        self._named: set[str] = set()

    def find(self, text: str, named: Sequence[Link]) -> list[Link]:
        """Return what the text of a block calls by date, outside the names already found in it, and remember both.

        `named` is in the order of the text; time is linear in the text.
        """
        found: list[Link] = []
        series: set[str] = set()
        place = 0
        for start, end, noun in _dated(text):
            while place < len(named) and named[place].end <= start:
                self._remember(named[place], series)
                place += 1
            if place < len(named) and named[place].start < end:
                continue
            policy = self._resolve(text[start : start + 4], noun, series)
            if policy is not None:
                found.append(Link(start, end, policy.local, policy.label))
                self._remember(found[-1], series)
        for link in named[place:]:
            self._remember(link, series)
        return found

    def _remember(self, link: Link, series: set[str]) -> None:
        self._named.add(link.local)
        series.add(self._series.get(link.local, link.local))

    def _resolve(self, year: str, noun: str, series: Set[str]) -> Entity | None:
        candidates = [
            policy
            for policy in self._by_year.get(year, ())
            if _is_called(policy, noun) and (policy.local in self._named or policy.edition_of in series)
        ]
        return candidates[0] if len(candidates) == 1 else None


def _dated(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the range of each year with a kind; where years share one, the last year's range runs to its end."""
    for match in _DATED.finditer(text):
        years = list(_ONE_YEAR.finditer(text, match.start("years"), match.end("years")))
        for year in years[:-1]:
            yield *year.span(), match["noun"]
        yield years[-1].start(), match.end(), match["noun"]


def _is_called(policy: Entity, noun: str) -> bool:
    if noun == "Act":
        return policy.type == "Legislation" and " Act" in policy.label
    if noun == "guidance":
        return policy.type in ("Guidance", "StatutoryGuidance")
    return policy.edition_of is not None
