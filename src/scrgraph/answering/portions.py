"""Shares that a sentence holds as two counts: "14 of the 161 cases", "372 had been begun, but only 117 finished".

Such a sentence answers what share only where the question's last telling word, what the part is said to be, is near
to what the sentence says of its part. Example: "what proportion had been finished" but not "... were about neglect".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.deriving.arithmetic import derive
from scrgraph.deriving.inputs import number_of
from scrgraph.retrieval.function_words import FUNCTION_WORDS

Range = tuple[int, int]
NEAR = 0.78
"""Least nearness (mean cosine of its tokens) of the last telling word to the part, where its stem does not stand there:
"finished" has .81 to "completed", "published" .35; opposites come near too, "adequate" .76 to "inadequate"."""
_SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
_NUMBER = r"(?<![\d.,£$€-])(?!(?:1[89]|20)\d\d\b)\d[\d,]*(?![\d.,-]*\d|\s?%)"
_COUNT = rf"(?:{_NUMBER}|\b(?:{'|'.join(_SMALL)}))\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<part>{_COUNT})\s+(?:[\w'’‘-]+\s+){{0,4}}?(?:out of|of|from)\s+(?:the\s+|all\s+|a\s+total\s+of\s+)*"
        rf"(?P<whole>{_NUMBER})",
        rf"(?P<whole>{_NUMBER})\b[^.;:%]{{1,120}}?\bonly\s+(?P<part>{_COUNT})",
        rf"\bout of (?P<whole>{_NUMBER})\b[^.;:%]{{1,120}}?(?P<part>{_COUNT})",
    )
)
_ANY = re.compile(_COUNT, re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|no|none|neither|without|still|yet|left|remain\w*|fail\w*)\b|n['’]t\b", re.IGNORECASE)
_BY = re.compile(r"\bby (?:the |an? )?[^\W\d]\w*(?: [^\W\d]\w*)?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SHARE = re.compile(r"%|\bper ?cent", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Portion:
    """A part and its whole as counts at [start, end) of a text; `clause` tells of the part, to the next count."""

    part: Range
    whole: Range
    clause: Range


def portions(text: str, start: int, end: int) -> Iterator[Portion]:
    """Yield the portions of a sentence that states no percentage itself."""
    if _SHARE.search(text, start, end):
        return
    for form in _FORMS:
        for match in form.finditer(text, start, end):
            if 0 < value(match["part"]) < value(match["whole"]):
                after = _ANY.search(text, match.end(), end)
                yield Portion(
                    match.span("part"), match.span("whole"), (match.start("part"), after.start() if after else end)
                )


def turned(question: str) -> bool:
    """Whether a question asks for those of whom something is not said."""
    return _NOT.search(question) is not None


def value(said: str) -> float:
    """Return a count in figures or in a word up to twelve."""
    return float(said.replace(",", "")) if said[0].isdigit() else 1.0 + _SMALL.index(said.casefold())


def last_telling(words: str) -> str:
    """Return a question with blanks for all but its last word that tells something; "by" whom tells nothing."""
    found = [match for match in _WORD.finditer(_BY.sub("", words)) if match.group().casefold() not in FUNCTION_WORDS]
    if not found:
        return " " * len(words)
    start, end = found[-1].span()
    return f"{' ' * start}{words[start:end]}{' ' * (len(words) - end)}"


def share(text: str, portion: Portion, claims: Sequence[wire.StatisticView]) -> wire.FactView | None:
    """Return the share that a portion makes, where each of its counts is one claim of those that its sentence makes."""
    sides = [value(text[slice(*place)]) for place in (portion.part, portion.whole)]
    found = [[one for one in claims if one.unit == "count" and number_of(one) == side] for side in sides]
    if not all(len(some) == 1 for some in found):
        return None
    return derive("share", [some[0] for some in found])
