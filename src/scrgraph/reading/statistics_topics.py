"""What a number of the prose measures, in a word or two: the subject or object of its clause, or what went before."""

import re
from dataclasses import dataclass

from scrgraph.reading.quantities_clauses import Range

_SEEN = (
    "reported|noted|recorded|found|identified|present|evident|known|mentioned|seen|cited|observed|suspected|documented|"
    "a factor|an issue|a feature|common"
)
_SUBJECT = re.compile(
    rf"^(?P<subject>.{{2,90}}?) (?:was|were|is|are|has been|had been|have been) (?:\w+ly )?(?:{_SEEN})\b"
)
_MAKES = re.compile(
    r"(?P<subject>[^,;:()]{2,60}?),? (?:made up|make up|makes up|compris(?:ed|es|ing|e)|account(?:ed|s|ing)? for|"
    r"constitut(?:ed|es|ing|e)|represent(?:ed|s|ing)?) $"
)
_ABOUT = r"(?:(?:just )?(?:over|under|almost|nearly|around|about|at least|more than|less than) )?"
_HELD = re.compile(
    r"\b(?:(?:was|were|is|are) for|had|has|have|experienced|reported|received) (?:an? |the )?"
    r"(?P<subject>(?!been\b|fewer\b|more\b|not\b|to\b)[a-z][^,;:()]{2,50}?) (?:in|for|among) "
    rf"{_ABOUT}(?:(?:half|an? [a-z]+|one in [a-z]+|[a-z]+-[a-z]+) [^,;:()]{{0,30}}, )?$"
)
_IS = re.compile(
    r"(?:^|, )(?P<subject>(?!there\b|this\b|it\b)[^\d,;:()]{3,60}?) "
    r"(?:was|were|is|are|stood at|reached|averaged|totalled|(?:rose|fell|increased|decreased|dropped|grew) to|"
    rf"ranged (?:between|from)) {_ABOUT}$",
    re.IGNORECASE,
)
_SAME = re.compile(
    rf"(?:\bfrom [^;:()]{{0,60}}\d[^;:()]{{0,40}} to {_ABOUT}|"
    r"\d% of (?:all )?(?:the |these |those )?[\w-]+(?: [\w-]+)? and )$"
)
_FEWER = re.compile(r"\b(?:fewer|more|many|number of) (?P<noun>[a-z-]{3,}s)\b(?! than)")
_BALANCE = re.compile(
    r"\b(?:balance|split|division|ratio|breakdown) (?:between|of|into) (?:cases of )?(?P<one>[^,;:()]{2,40}?) "
    r"(?:or|and|to) (?P<other>[^,;:()]{2,40}?)"
    r"(?: (?:changed|shifted|has|have|had|was|were|is|remained|over|in|at)\b|[,.;:]|$)"
)
_ELLIPTIC = re.compile(r"^(?P<subject>[^\d,;:()]{3,50}) (?:in|for|among) $")
_CLAIMS = re.compile(r"\b(?:found|finds|show(?:s|ed)?|not(?:es|ed)|reports?|reported|suggest(?:s|ed)|calculated) that ")
_OF = (
    r"(?: of (?:all )?(?:the |these |those |them ?)?(?:[\w’'-]+ ){0,3}?|"
    r" (?:[a-z]+ )?(?:[a-z]+s|children|people|women|men)(?: aged \d{1,2}(?:(?: to |[-–])\d{1,2})?)? )?"
)
_AFTER = re.compile(
    rf"^(?:{_OF} ?(?:also )?(?:(?:featured|reported|involved|included|mentioned|experienced|noted|recorded|were|was|"
    r"had been|had|are|have) |(?:had |have )?(?=never ))|(?= never ))(?P<said>[^,;:().]{3,80})"
)
_DIRECT = re.compile(r"^ (?P<object>(?!the |an? |all )[a-z][^,;:().]{3,50})")
_RATE = re.compile(
    r"\b(?:proportion|percentage|share|number|rate) of (?P<of>[^,;:()]{3,120}?)(?: at the time[^,;]{0,40})?,? "
    r"(?:has|have|had|rose|fell|increased|decreased|grew|dropped)\b(?! been known)"
)
_SHARE_OF = re.compile(
    r"\b(?:proportion|percentage|share)s? of (?:all |the |those |these )*"
    r"([\w’'-]+(?: [\w’'-]+){0,2}?) (?:who|that|which) "
)
_WHO = re.compile(r"^.{0,60}?\b(?:who|that|which) (?:were|was|had been|had|have|are) (?P<state>.+)$")
_AVERAGE = re.compile(r"\b(?:average|mean|median) (?P<what>(?!of\b)[a-z]+)(?: of (?P<of>[a-z]+))?\b")
_AVERAGE_OF = re.compile(r"\b(?:average|mean|median) of $")
_EMPTY = re.compile(
    r"^(?:(?:and|but|so|that is|this|it|these|they|which|has|have|had|is|was|were|up|down|from|to|of|in|at|the|a|an|"
    r"around|about|nearly|almost|over|just|under|compared|with|than|more|less|now|then|also|gone|fallen|risen|increased|"
    r"decreased|dropped|grown|proportion|figure|number|percentage|share|(?:\d{4}[-–]\d{1,4}))[ ,]*)*$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:it|this|that|these|they|those|both)$", re.IGNORECASE)
_LEADS = re.compile(
    r"^(?:(?:evidence|levels?|numbers?|rates?|signs|reports?|cases|incidence|prevalence|history|instances|"
    r"experience) of |(?:the|a|an|some|any|all|their|its|such|early|now) )+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r" (?:in|at|by|for|from|to|with|within|among|amongst|on|during|across|after|before|who|that|which|where|when|but|"
    r"and|or|of|(?<!ed )as|into|about|was|were|is|are|has|have|had)\b.*$"
)
_NO_NAME = re.compile(
    r"^(?:(?:a|an|the|all|each|every|and|or|but|at|on|in|as|is|of|to|by|for|per|from|between|over|under|into|were|was|"
    r"had|has|who|more|fewer|less|lower|higher|one|two|three|four|five|both|either|afterwards|these|those|them)(?=\s|$)|"
    r"\w+ing$|\d|(?-i:[^\W\d_A-Z][^\W\d_]?)\b|(?:hz|min|sec|hrs?|kda|vs)\b|"
    r"(?:cases|children|reviews|reports|scrs|people|families|others|groups?|studies|number)$)",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:of|from (?:a total of|a sample of|the|these|those|all)) (?:the |these |those |all |our )*$")
_AS = re.compile(r"^ as [\w-]+")
_VERB = re.compile(r"^(?P<subject>[^,;:()]{2,90}?) (?:was|were|is|are|has|have|had|can|may|will)\b")
_MOST_WORDS = 5
_SHORT_HEAD = 60
_ELLIPSIS_REACH = 160


@dataclass(frozen=True, slots=True)
class Said:
    """What has been said before a number: the topic of the last one, and the sentence before its own ("" if none).

    `here` says that the last number stands in the same sentence.
    """

    topic: str | None = None
    sentence: str = ""
    here: bool = False


def topic_of(text: str, clause: Range, at: Range, unit: str, noun: str, said: Said) -> str | None:
    """Return what the number `at` of a folded text measures, None where the words do not tell.

    Read in order: averages ("an average length of"), rates ("the proportion of children who were ..."), subjects
    ("poverty was noted in"), objects ("of the cases featured ..."), what is counted, the topic of the number before.
    """
    head, tail = text[clause[0] : at[0]], text[at[1] : clause[1]]
    head = head[m.end() :] if (m := _last(_CLAIMS, head)) else head
    if shared := _of_two(text, clause, at, said):
        return shared
    averaged = _averaged(head, noun or _ellipsis(text, clause))
    if averaged or is_whole(text, clause, at, unit):
        return averaged
    if head.endswith("(") and said.here:
        return said.topic
    if found := _rate(head) or _subject(head, said) or (_short(head) if unit == "times" else None):
        return found
    if _SAME.search(head):
        return said.topic
    if unit in {"percent", "count"} and (after := _AFTER.match(tail)):
        return _short(after["said"])
    if unit == "count" and noun and not tail.startswith((" of ", " out of ")):
        return _short(noun)
    if again := _AS.match(tail):
        verb, joint, _ = (said.topic or "").partition(" as ")
        return verb + again.group() if joint else None
    if unit == "percent" and (direct := _DIRECT.match(tail)) and (found := _short(direct["object"])):
        return found
    return said.topic if len(head) <= _SHORT_HEAD and _EMPTY.match(head) and (head or said.here) else None


def _ellipsis(text: str, clause: Range) -> str:
    """Return what a bare number counts where the words before its clause say it: "had fewer accidents - ..."."""
    before = _last(_FEWER, text[max(0, clause[0] - _ELLIPSIS_REACH) : clause[0]])
    return before["noun"] if before else ""


def _of_two(text: str, clause: Range, at: Range, said: Said) -> str | None:
    """Return which of two things a share belongs to: "the balance between boys and girls went from 66%-34%"."""
    first = re.match(r" ?[-–] ?\d", text[at[1] : at[1] + 4])
    second = re.search(r"% ?[-–] ?$", text[max(0, at[0] - 4) : at[0]])
    if not first and not second:
        return None
    named = _BALANCE.search(text, clause[0], at[0]) or _BALANCE.search(said.sentence)
    return _short(named["one" if first else "other"]) if named else None


def rate_of(text: str, clause: Range, at: Range, unit: str) -> str | None:
    """Return whom a share is taken of where its subject says so: "the proportion of children who were ..."."""
    match = _SHARE_OF.search(text, clause[0], at[0]) if unit == "percent" else None
    return match[1] if match else None


def is_whole(text: str, clause: Range, at: Range, unit: str) -> bool:
    """Say whether a number is only the size of what another one is a part of ("14 of the 161 cases")."""
    head = text[clause[0] : at[0]]
    return unit == "count" and _WHOLE.search(head) is not None and not _AVERAGE_OF.search(head)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return max(pattern.finditer(text), key=lambda match: match.start(), default=None)


def _averaged(head: str, noun: str) -> str | None:
    if _AVERAGE_OF.search(head):
        return _short(noun) if noun else None
    match = _AVERAGE.search(head)
    if match is None:
        return None
    if match["what"] == "number":
        return _short(match["of"] or "") or None
    return f"average {match['what']}" if not match["of"] else f"average {match['what']} of {match['of']}"


def _rate(head: str) -> str | None:
    match = _RATE.search(head)
    if match is None:
        return None
    who = _WHO.match(match["of"])
    return _short(who["state"] if who else match["of"])


def _subject(head: str, said: Said) -> str | None:
    match = _SUBJECT.match(head) or _last(_MAKES, head) or _last(_HELD, head) or _ELLIPTIC.match(head)
    match = match or _last(_IS, head)
    if match is None:
        return None
    if _PRONOUN.match(match["subject"].strip()):
        before = _VERB.match(said.sentence)
        return _short(before["subject"]) if before else None
    return None if _EMPTY.match(match["subject"]) else _short(match["subject"].rpartition(" now ")[2])


def _short(words: str) -> str | None:
    """Return the head of a phrase in lower case, None where it is long or empty: no sure name of a measure."""
    plain = re.sub(r"['‘’\"“”](?!s\b)", "", words.strip(" .,")).replace(" been ", " ").removeprefix("been ")
    plain = _CUT.sub("", _LEADS.sub("", plain)).strip(" .,")
    if not plain or len(plain.split()) > _MOST_WORDS or _NO_NAME.match(plain) or _EMPTY.match(plain):
        return None
    return " ".join(word if sum(map(str.isupper, word)) > 1 else word.lower() for word in plain.split())
