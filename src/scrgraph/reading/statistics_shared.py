"""Numbers that a clause gives to several things: "Alcohol misuse was reported in 34% of cases, as was drug misuse"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scrgraph.reading.findings import Observation

_SHARED = re.compile(
    r", as (?:was|were|is|are|did|had|has|have) (?!the case\b|true\b|expected\b)(?P<things>[^,;:.()\d]{3,120})$"
)
_AND = re.compile(r" and | as well as ")


def share_values(observations: Iterable[Observation]) -> Iterator[Observation]:
    """Yield each observation of the prose and, where its clause ends in "as was A and B", one for A and one for B.

    They differ in their topic alone; an observation whose own topic is not sure is shared with nothing.
    """
    for observation in observations:
        yield observation
        match = _SHARED.search(observation.measure) if observation.topic else None
        for thing in _AND.split(match["things"]) if match else ():
            yield replace(observation, topic=thing.strip())
