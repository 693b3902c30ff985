"""Everyday words of a question of number brought to those that it is parsed by: "the biggest slice", "the 2007-9 lot".

Words that a table would name otherwise are for `deriving.words`; here are those that ask, compare and set out groups.
Nothing is dropped that could pin the question down: what is left over keeps an answer back.
"""

import re
from collections.abc import Callable

_SPELLED = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen"
).split()
_WORD = rf"(?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))})"
_AGE = rf"(?:\d{{1,2}}|{_WORD})"
_OLD = r"(?:[\s-]*(?:years?|yrs?|y/?os?)(?:[\s-]*olds?)?)"
_REVIEWS = r"(?:serious )?(?:case )?(?:reviews?|cases|scrs?)"
_BATCH = r"(?:sets?|batch(?:es)?|lots?|rounds?|waves?|tranches?|crops?|bunch(?:es)?)"
_PERIOD = r"(?:cohort|period|(?:over|re)view|column|study|round)"
_CHILD = (
    r"(?:toddlers?|pre-?school(?:er)?s?(?: (?:children|kids))?|teens?|teenagers?|adolescents?|little ones|youngsters|"
    r"(?:(?:primary|secondary)[\s-]school|(?:primary|secondary|school)[\s-]age|(?:primary|secondary)[\s-]school[\s-]age)d?"
    r"(?: (?:children|kids|pupils))?|(?:older|younger) (?:children|kids|teenagers|teens|ones|adolescents))"
)
_AGED = re.compile(
    r"(?<![\d.])\d{1,2}-\d{1,2} year\b|\b\d{1,2}\+|(?<!\d)\d{1,2}s?\s?(?:-|–|to|and|or)\s?\d{1,2}s?(?!\d)"
)
"""An age group in figures: what the children of it are called adds nothing then."""
_CHANGED = (
    r"(?:jump|leap|climb|surge|soar|swell|mount|shoot|shot up|rocket|expand)(?:s|ed|ing)?",
    r"(?:shrink|shrank|shrunk|dip|slump|plunge|tumble|decline|dwindle|lessen)(?:s|d|ed|ped|ing)?|reduction|"
    r"(?:came|come|gone|went|brought) down",
)

Write = str | Callable[[re.Match[str]], str]
_FORMS: tuple[tuple[str, Write], ...] = (
    (r"\bp\.?c\.?t\b\.?", "percent"),
    (r"\b(?:no|num|nr)\.? of\b", "number of"),
    (r"\bvs?\b\.?(?=\s)", "versus"),
    (r"\b(?:i|we) need(?: to (?:know|find|see))?\b", " "),
    (r"\bmost recent\b", "latest"),
    (
        r"\b(?:nation-?wide|nationally|country-?wide|(?:across|in|throughout) the (?:whole )?country|"
        r"for the country as a whole)\b",
        " ",
    ),
    (r"\bsample size(?: n)?\b|\bsize of (?:the )?sample\b", "number of cases"),
    (r"\bhow (?:big|large) (?=(?:was|were|is|are) the\b)", "how many cases "),
    (r"\bsize of\b", "number of"),
    (r"\bin (?:percentage|per cent|percent) terms\b", "percent"),
    (rf"\b{_BATCH} of {_REVIEWS}\b", "cohort"),
    (rf"\bgroups? of {_REVIEWS}\b", "cohort"),
    (rf"(?<=\d )(?:{_BATCH})\b", "cohort"),
    (rf"\b(last|latest|final|first|earliest|most recent) {_BATCH}\b", r"\1 cohort"),
    (rf"\bwhich {_BATCH}\b", "which cohort"),
    (
        rf"\b(first|earliest) ({_PERIOD}) (?:to|and|until|through to) (?:the )?(?:last|latest|final)(?: one)?"
        rf"(?! {_PERIOD})\b",
        r"\1 \2 and last \2",
    ),
    (
        r"\b(?:second|third|fourth|next|2nd|3rd|4th)[ -]"
        r"(?:most|highest|largest|biggest|greatest|lowest|smallest|least)\b(?: common| frequent| numerous)?",
        "ranking of",
    ),
    (r"\bage (?:band|bracket|range|categor(?:y|ies)|class)s?\b", "age group"),
    (r"\bwhich ages?\b(?! group)", "which age group"),
    (r"\b(?:slice|chunk|portion)s?\b(?= of\b)", "share"),
    (r"\bwhat (?:slice|chunk|portion|part) of\b", "what share of"),
    (r"\bhow (?:big|large|small|high|low) an? (?:share|part|slice|chunk|portion)\b", "what share"),
    (r"\bhow (?:far|much|steeply|sharply|fast) did\b", "by how much did"),
    (r"\bhow much (?:bigger|larger|greater|smaller)\b", "how much higher"),
    (rf"\b(?:{_CHANGED[0]})\b(?: up)?", "rise"),
    (rf"\b(?:{_CHANGED[1]})\b", "fall"),
    (r",? (?:the )?(?:biggest|largest|highest|greatest|smallest|lowest) (?:one )?first\b", " "),
    (r"\b(?:in|out of|per) (?:every |each )?(?:hundred|100)\b", "percent"),
    (r"\bas an? (?:multiple|factor) of\b", "times as many"),
    (r"\bgap between\b", "difference between"),
    (r"\b(?:most common|commonest|most frequent|most numerous|top)\b", "highest"),
    (r"\b(?:least common|rarest|least frequent|least numerous|least often|(?:came|come|comes) up least)\b", "lowest"),
    (r"\b(?:came|come|comes) up most\b|\bmost often\b", "highest"),
    (r"\btimes (?:bigger|larger|greater|higher)\b|\bby what (?:factor|multiple)\b|\bhow many ?fold\b", "times as many"),
    (
        r"\b(?:percentage|percent|per cent|%|relative) (?:increase|rise|growth|change|decrease|drop|fall|reduction)\b",
        "by what percentage change",
    ),
    (r"\b(?:extra|additional)\b", "more"),
    (r"\bpatterns? (?:in|of)\b", "trend in"),
    (
        r"\b(?:are|is|were|was) (?=[^?;,]{3,80}\b"
        r"(?:rising|falling|increasing|decreasing|growing|declining|going (?:up|down))\b)",
        "trend ",
    ),
    (r"\b(?:rising|increasing|growing|going up)\b", "rise"),
    (r"\b(?:falling|decreasing|declining|dropping|going down)\b", "fall"),
    (r"\b(?:doubl|trebl|tripl|halv|quadrupl)(?:e[sd]?|ing)\b", "times as many"),
    (r"\bin order of (?:size|number)\b", "in order"),
    (r"\b(?:roughly|approximately|approx|exactly|actually|just about|around about|in all likelihood)\b", " "),
    (r"\b(?:ended|ending|resulted|resulting) in (?:an? )?(?:child'?s? )?deaths?\b", "deaths"),
    (r"\bnon-?\s?fatal(?: serious harm)?\b", "serious harm"),
    (r"(\d) ?-?(?:yo|y/o|yrs? olds?|years? olds?)s?\b", r"\1 year"),
    (r"\b(?:child protection|cp) register\b", "cp plan"),
    (r"\bs\.? ?47s\b|\bsection 47s\b", "section 47 enquiries"),
    (
        r"\b(?:s\.? ?|section )47(?=\s*(?:$|[,.?]|(?:numbers?|figures?|counts?|totals?|volumes?|trends?|activity|growth|"
        r"rise|fall|increases?|decreases?|changes?|differences?|over)\b|"
        r"(?:in|from|between|since|for) (?:19|20)\d\d))",
        "section 47 enquiries",
    ),
    (rf"\bbetween ({_AGE}) and ({_AGE})(?!\d){_OLD}?", lambda match: _ages(match)),
    (rf"(?<![\d/-])\b({_WORD})(?:-to-| to |-| or | and )({_WORD})\b{_OLD}?", lambda match: _ages(match)),
    (
        rf"\bover[- ]({_AGE})(?:s|'s)?\b(?! (?:years|months|weeks|pages|percent|%))",
        lambda match: f"{_number(match[1])}+",
    ),
    (rf"\b({_AGE})(?:[ -]?plus| (?:and|or) (?:over|older|above|up|upwards))\b", lambda match: f"{_number(match[1])}+"),
    (r"\b(?:less than|below|under|not yet) (?:a|one|1) (?:year|yr)s?(?: old| of age)?\b", "under 1"),
    (r"\b(?:in|during) (?:the|their) first year(?: of life)?\b", "under 1"),
)
_PATTERNS = tuple((re.compile(form, re.IGNORECASE), write) for form, write in _FORMS)
_CALLED = re.compile(rf"\b{_CHILD}(?!\w)", re.IGNORECASE)


def plain(question: str) -> str:
    """Return a question in the words that `deriving.requests` knows; what they do not cover is left as it is."""
    for pattern, write in _PATTERNS:
        question = pattern.sub(write, question)
    return _CALLED.sub("children", question) if _AGED.search(question) else question


def _number(said: str) -> str:
    return said if said.isdigit() else str(1 + _SPELLED.index(said.casefold()))


def _ages(match: re.Match[str]) -> str:
    first, last = _number(match[1]), _number(match[2])
    return f"{first}-{last} year" if int(first) < int(last) <= len(_SPELLED) else match.group()
