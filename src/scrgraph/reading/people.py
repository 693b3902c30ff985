"""One person under two spellings: "Jo Garstang" and "Joanna Garstang" are one where nobody else could be meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

_SHORTEST = 2
"""Letters of a short forename; an initial alone could stand for too many people."""


def full_names(names: Iterable[str]) -> Mapping[str, str]:
    """Return the fullest spelling of each name, given names first, itself where no fuller one is certain.

    A name is short for another of the same family name whose first forename begins with its own ("Jo", "Joanna").
    Where it could be short for several it stands for itself.
    """
    families: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        families[_parts(name)[1]].add(name)
    return {name: _fullest(name, family) for family in families.values() for name in family}


def _fullest(name: str, family: set[str]) -> str:
    first = _parts(name)[0]
    if len(first) < _SHORTEST:
        return name
    longer = {other for other in family if _is_short_for(first, _parts(other)[0])}
    return longer.pop() if len(longer) == 1 else name


def _is_short_for(short: str, name: str) -> bool:
    return len(name) > len(short) and name.startswith(short)


def _parts(name: str) -> tuple[str, str]:
    """Return the first forename and the family name, without case and full stops."""
    given, _, family = name.casefold().replace(".", "").strip().rpartition(" ")
    return given.partition(" ")[0], family
