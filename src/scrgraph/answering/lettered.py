"""Works that a question names by an author and a year which several share: "Munro 2011" is 2011a and 2011b."""

import re
from collections.abc import Iterator, Mapping

_NAMED = re.compile(
    r"(?P<name>[^\W\d_][\w’'-]*?)(?:['’]s)?(?: et al\.?| and (?:others|colleagues))?,? "
    r"\(?(?P<year>(?:1[89]|20)\d\d)\b\)?"
)


def lettered_works(question: str, works: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """Yield the keys and IRIs of the works that share a name in a question, and the question without that name.

    `works` gives the IRI of each key ("Munro 2011a"). A name that is one work's alone is left to the linker.
    """
    for match in _NAMED.finditer(question):
        own = re.compile(rf"{re.escape(match['name'])}\b.* {match['year']}[a-z]", re.IGNORECASE)
        keys = tuple(key for key in works if own.fullmatch(key))
        if len(keys) > 1:
            rest = f"{question[: match.start()]} {question[match.end() :]}"
            yield keys, tuple(works[key] for key in keys), rest
