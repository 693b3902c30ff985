"""Policies that stand in the reference list themselves: Working Together (2013) is both a policy and an entry."""

from collections.abc import Sequence

from scrgraph.reading.authority import Authority, Entity
from scrgraph.reading.findings import Reference
from scrgraph.reading.linker import Linker
from scrgraph.reading.relations import ListedPolicy
from scrgraph.reading.surfaces import entity_records

_ARTICLE = len("The ")
_LASTING = frozenset({"SystemReview", "Inquiry"})


def find_listed(references: Sequence[Reference], authority: Authority) -> tuple[ListedPolicy, ...]:
    """Return the entries whose title begins with the name of a policy and whose year is that policy's.

    The name of a series stands for its edition of that year. A review or inquiry may report in any year of its own.
    """
    linker = Linker(entity_records(authority))
    policies = {policy.local: policy for policy in authority.policies}
    found: list[ListedPolicy] = []
    for reference in references:
        named = next((link for link in linker.link(reference.title or "") if link.start <= _ARTICLE), None)
        policy = policies.get(named.local) if named else None
        edition = _of_year(policy, (reference.year or "")[:4], authority.policies) if policy else None
        if edition:
            found.append(ListedPolicy(edition.local, reference.index))
    return tuple(found)


def _of_year(policy: Entity, year: str, policies: Sequence[Entity]) -> Entity | None:
    if not year.isdecimal():
        return None
    first, last = policy.valid
    if policy.year == int(year) or (policy.type in _LASTING and (first or 9999) <= int(year) <= (last or 0)):
        return policy
    editions = [one for one in policies if one.edition_of == policy.local and one.year == int(year)]
    return editions[0] if len(editions) == 1 else None
