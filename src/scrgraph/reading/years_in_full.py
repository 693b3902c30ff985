"""Years of two digits as people type them, written out where they can be nothing else: "'07", "03-05", "in 88".

A number that may be an age, a share or a count is left alone: "11-15", "65-67%", "in 88 cases".
"""

import re
from collections.abc import Callable

SPAN = 5
"""Most years that two short years joined by a stroke are apart: "03-05", "98/99"."""
_PIVOT = 60
"""From here on a year of two digits is of the twentieth century."""
_EARLY = r"(?:0\d|[89]\d)"
_JOIN = r"\s?[-–/]\s?"
_ENDS = (
    r"(?=\s*(?:$|[?.,;:)!])|\s+(?:and|to(?! \d\d\b)|until|till|did|do|were|was|when|the|compared|against|versus|vs?|"
    r"how|what|why|by|for|in|from|or)\b(?!\s+over\b))"
)
"""What follows a year: an end or a word that no number is followed by when it counts something."""
_QUOTED = re.compile(rf"(?<![\w’'])['’‘](\d\d)(?:{_JOIN}['’‘]?(\d\d?))?(?![\d\w%])(?!\s?(?:[-–+]|years?\b|yrs?\b))")
_JOINED = re.compile(rf"(?<![\w.,£$€/'’-])({_EARLY}){_JOIN}['’‘]?(\d\d?)(?![\w%/-]|[.,]\d|\s?%)")
_OTHERWISE = re.compile(
    r"\b(?:pages?|pp?\.?|aged?|ages|sections?|ss?\.?|tables?|paras?|paragraphs?|on)\s$", re.IGNORECASE
)
"""Before two short numbers that are no years: a page, an age, a day of a month."""
_PAIR = re.compile(
    rf"(?<![\w.,£$€/'’-])(?P<one>{_EARLY}{_JOIN}\d\d?)(?P<between>\s(?:vs?\.?|versus|against|and|to|or|with)\s)"
    rf"(?P<first>\d\d){_JOIN}(?P<last>\d\d){_ENDS}",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b(?P<before>(?:from|between)\s)(?P<first>{_EARLY})(?P<join>\s(?:to|until|and)\s)(?P<last>\d\d){_ENDS}",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"\b(?P<before>(?:in|since|until|after|before|from|to)\s)(?P<year>{_EARLY}){_ENDS}", re.IGNORECASE
)
_TAIL = re.compile(r"\b(?P<first>(?:19|20)\d\d)(?P<join>\s(?:to|and)\s)(?P<last>0\d)(?![\w%/-]|[.,]\d)")


def years_in_full(text: str) -> str:
    """Return a question with its years of two digits written out."""
    for pattern, write in _FORMS:
        text = pattern.sub(write, text)
    return text


def _full(digits: str) -> str:
    return f"{'19' if int(digits) >= _PIVOT else '20'}{digits}"


def _quoted(match: re.Match[str]) -> str:
    later = match.string[match.end() :]
    if re.search(r"['’](?!\w)", later):
        return match.group()
    return f"{_full(match[1])}-{match[2]}" if match[2] else _full(match[1])


def _joined(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if _OTHERWISE.search(match.string[: match.start()]) or (
        int(first) >= _PIVOT and last[0] != "0" and "/" not in match[0]
    ):
        return match.group()
    size = 10 ** len(last)
    apart = (int(last) - int(first)) % size
    return f"{_full(first)}-{last}" if 0 < apart <= SPAN else match.group()


def _pair(match: re.Match[str]) -> str:
    return f"{match['one']}{match['between']}{_full(match['first'])}-{match['last']}"


def _range(match: re.Match[str]) -> str:
    return f"{match['before']}{_full(match['first'])}{match['join']}{_full(match['last'])}"


def _single(match: re.Match[str]) -> str:
    return f"{match['before']}{_full(match['year'])}"


def _tail(match: re.Match[str]) -> str:
    return f"{match['first']}{match['join']}{_full(match['last'])}"


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (_QUOTED, _quoted),
    (_RANGE, _range),
    (_PAIR, _pair),
    (_JOINED, _joined),
    (_SINGLE, _single),
    (_TAIL, _tail),
)
