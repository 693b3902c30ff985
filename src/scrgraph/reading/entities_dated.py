"""Policies that a text calls by year and kind alone, having named them before: "the 1999 guidance", "the 1989 Act"."""

import re
from collections.abc import Iterator, Sequence

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

    An edition also counts as named where its series is named earlier in the same block. Where none or several
    policies qualify nothing is returned. Blocks are given in reading order; what they name is remembered.
    """

    def __init__(self, authority: Authority) -> None:
        self._policies = {policy.local: policy for policy in authority.policies}
        self._named: set[str] = set()

    def find(self, text: str, named: Sequence[Link]) -> list[Link]:
        """Return what the text of a block calls by date, outside the names already found in it, and remember both."""
        taken = {position for link in named for position in range(link.start, link.end)}
        found: list[Link] = []
        for match in _DATED.finditer(text):
            before = [link.local for link in (*named, *found) if link.start < match.start()]
            for start, end in _years(match):
                policy = self._resolve(text[start : start + 4], match["noun"], before)
                if policy is not None and start not in taken and end - 1 not in taken:
                    found.append(Link(start, end, policy.local, policy.label))
        self._named.update(link.local for link in (*named, *found))
        return found

    def _resolve(self, year: str, noun: str, before: Sequence[str]) -> Entity | None:
        named = self._named.union(before)
        candidates = [
            policy
            for policy in self._policies.values()
            if policy.year == int(year)
            and _is_called(policy, noun)
            and (policy.local in named or policy.edition_of in before or self._sister(policy, before))
        ]
        return candidates[0] if len(candidates) == 1 else None

    def _sister(self, policy: Entity, before: Sequence[str]) -> bool:
        """Return whether another edition of the same series is named earlier in the block."""
        if policy.edition_of is None:
            return False
        return any(
            local in self._policies and self._policies[local].edition_of == policy.edition_of for local in before
        )


def _years(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the range of each year of a match; that of the last runs to the end of the noun."""
    years = list(_ONE_YEAR.finditer(match["years"]))
    for year in years:
        start = match.start() + year.start()
        yield start, match.end() if year is years[-1] else start + 4


def _is_called(policy: Entity, noun: str) -> bool:
    if noun == "Act":
        return policy.type == "Legislation" and " Act" in policy.label
    if noun == "guidance":
        return policy.type in ("Guidance", "StatutoryGuidance")
    return policy.edition_of is not None
