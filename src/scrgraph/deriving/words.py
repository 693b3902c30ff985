"""The words of a question and of a table's labels, brought to one form so that they can be compared."""

import re
from collections.abc import Iterable

from scrgraph.reading.quantities_periods import MONTHS
from scrgraph.reading.words import split_words

_TIMED = re.compile(
    r"\b(?:(?:as )?(?:at|on|by)|over|during|in|for|per) (?:the |each )?(?:(?:end|start|beginning) of (?:the )?)?"
    rf"(?:\d{{1,2}} [A-Z][a-z]{{2,8}}|{MONTHS}|(?:[a-z]+ )?(?:year|month))\b"
)
_SECTION = re.compile(r"\bs\.?(\d{1,3})\b")
"""A section of an Act as people write it: "s47" is "s. 47"."""
_PLURAL = re.compile(r"(?<![\d.,])(\d{1,2})s\b")
"""Of an age: "the 6-10s"."""
_STOPS = frozenset(
    "a an the of in on at for to from by with and or as is are was were be been being it its this that these those "
    "there their them they had has have having do does did s who which what when where how many much more fewer less "
    "than year years yr old aged age among amongst about between during over across into per did number no "
    "involving involved involve concerning subject up out so then compared comparison versus vs against each any all "
    "report reported say says said state stated give given gives show shown shows found find imply implied implies "
    "recorded please tell me us can you doe see saw seen concerned carried undertaken conducted held occurred happened "
    "want wish know like would could should quick remind check i im id ive my whod whove theyd thats whats "
    "counted registered noted listed logged published presented printed documented collected captured tallied reached "
    "stood amounted represented comprised constituted accounted exist existed seen been being nationally overall "
    "put only just even ever now then far contain contained form formed belong belonged hold held analysed analyzed "
    "considered selected sampled mentioned quoted provided turned turn came sat fell relate related dealt deal "
    "identified described focused total totalled respectively alone typically actual currently altogether "
    "featured feature appeared appear look looking ended got get happen down compare examined examine studied "
    "according cover covered include included made up come came end add added adding".split()
)
_SAME = (
    ("serious case review", "scr"),
    ("case", "scr"),
    ("looked after child", "child looked after"),
    ("in care", "looked after"),
    ("under one", "under 1"),
    ("under 12 month", "under 1"),
    ("under twelve month", "under 1"),
    ("less than 1", "under 1"),
    ("less than one", "under 1"),
    ("younger than 1", "under 1"),
    ("younger than one", "under 1"),
    ("under 1s", "under 1"),
    ("infant", "under 1"),
    ("baby", "under 1"),
    ("child protection", "cp"),
    ("protection plan", "cp plan"),
    ("section", "s"),
    ("inquiry", "enquiry"),
    ("investigation", "enquiry"),
    ("kid", "child"),
    ("children", "child"),
    ("childrens", "child"),
    ("youngster", "child"),
    ("minor", "child"),
    ("boy and girl", "child"),
    ("girl and boy", "child"),
    ("young people", "child"),
    ("newborn", "under 1"),
    ("die", "death"),
    ("died", "death"),
    ("dead", "death"),
    ("fatal", "death"),
    ("fatality", "death"),
    ("killed", "death"),
    ("seriously harmed", "serious harm"),
    ("survive", "serious harm"),
    ("survived", "serious harm"),
    ("caseload", "scr"),
    ("killed themselve", "suicide"),
    ("killing themselve", "suicide"),
    ("took their own life", "suicide"),
    ("take their own life", "suicide"),
    ("taking their own life", "suicide"),
    ("took their own live", "suicide"),
    ("take their own live", "suicide"),
    ("taken their own live", "suicide"),
    ("lethal", "death"),
    ("lac", "child looked after"),
    ("cla", "child looked after"),
    ("looked after", "looked after"),
    ("looked at", "covered"),
    ("care population", "child looked after"),
    ("looked after population", "child looked after"),
    ("in the care system", "looked after"),
    ("in local authority care", "looked after"),
    ("in public care", "looked after"),
    ("in state care", "looked after"),
    ("cin", "child in need"),
    ("cpp", "cp plan"),
    ("probe", "enquiry"),
    ("tot", "child"),
)
"""What people call the same thing, in the folded singular forms of `reading.words`."""
_MEANT = {tuple(said.split()): tuple(meant.split()) for said, meant in reversed(_SAME)}
_LONGEST = max(map(len, _MEANT))


def stems(text: str) -> frozenset[str]:
    """Return the telling words of a text, each in one form: "babies under 12 months" gives {"under", "1"}."""
    words = [
        word.folded
        for word in split_words(_PLURAL.sub(r"\1", _SECTION.sub(r"s \1", text)))
        if word.folded not in {"", ",", "&", ":"}
    ]
    return frozenset(word for word in _same(words) if word not in _STOPS or word.isdecimal())


def label_stems(label: str) -> frozenset[str]:
    """Return the telling words of a label without the time it is counted at ("on 31 March", "over year")."""
    return stems(_TIMED.sub(" ", label)) or stems(label)


def without_times(text: str) -> str:
    """Return a question without the times of a year it names ("on 31 March")."""
    return _TIMED.sub(" ", text)


def _same(words: list[str]) -> Iterable[str]:
    """Yield words with those that mean the same replaced, the longest first."""
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            meant = _MEANT.get(tuple(words[at : at + size]))
            if meant is not None:
                yield from meant
                at += size
                break
        else:
            yield words[at]
            at += 1
