"""Everyday words of a question of number brought to those that it is parsed by: "the biggest slice", "the 2007-9 lot".

Words that a table would name otherwise are for `deriving.words`; here are those that ask, compare and set out groups.
Nothing is dropped that could pin the question down: what is left over keeps an answer back.
"""

import re
from functools import lru_cache

from scrgraph.deriving.everyday_ages import plain_ages

_REVIEWS = r"(?:serious )?(?:case )?(?:reviews?|cases|scrs?)"
_BATCH = r"(?:sets?|batch(?:es)?|lots?|rounds?|waves?|tranches?|crops?|bunch(?:es)?)"
_PERIOD = r"(?:cohort|period|(?:over|re)view|column|study|round)"
_CHANGED = (
    r"(?:jump|leap|climb|surge|soar|swell|mount|shoot|shot up|rocket|expand)(?:s|ed|ing)?",
    r"(?:shrink|shrank|shrunk|dip|slump|plunge|tumble|decline|dwindle|lessen)(?:s|d|ed|ped|ing)?|reduction|"
    r"(?:came|come|gone|went|brought) down",
)

Form = tuple[str, str]
_COHORTS: tuple[Form, ...] = (
    (r"\bmost recent\b", "latest"),
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
)
"""Batches of cases are cohorts: "the last lot of reviews"."""
_ASKING: tuple[Form, ...] = (
    (r"\bp\.?c\.?t\b\.?", "percent"),
    (r"\b(?:no|num|nr)\.? of\b", "number of"),
    (r"\bvs?\b\.?(?=\s)", "versus"),
    (r"\b(?:i|we) need(?: to (?:know|find|see))?\b", " "),
    (
        r"\b(?:nation-?wide|nationally|country-?wide|(?:across|in|throughout) the (?:whole )?country|"
        r"for the country as a whole)\b",
        " ",
    ),
    (r"\bsample size(?: n)?\b|\bsize of (?:the )?sample\b", "number of cases"),
    (r"\bhow (?:big|large) (?=(?:was|were|is|are) the\b)", "how many cases "),
    (r"\bsize of\b", "number of"),
    (r"\bin (?:percentage|per cent|percent) terms\b", "percent"),
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
    (r",? (?:the )?(?:biggest|largest|highest|greatest|smallest|lowest) (?:one )?first\b", " "),
    (r"\b(?:in|out of|per) (?:every |each )?(?:hundred|100)\b", "percent"),
    (r"\b(?:most common|commonest|most frequent|most numerous|top)\b", "highest"),
    (r"\b(?:least common|rarest|least frequent|least numerous|least often|(?:came|come|comes) up least)\b", "lowest"),
    (r"\b(?:came|come|comes) up most\b|\bmost often\b", "highest"),
    (r"\bin order of (?:size|number)\b", "in order"),
    (r"\b(?:roughly|approximately|approx|exactly|actually|just about|around about|in all likelihood)\b", " "),
)
"""What is asked for: a share, a number, the highest, a rank."""
_CHANGES: tuple[Form, ...] = (
    (r"\bhow (?:far|much|steeply|sharply|fast) did\b", "by how much did"),
    (r"\bhow much (?:bigger|larger|greater|smaller)\b", "how much higher"),
    (rf"\b(?:{_CHANGED[0]})\b(?: up)?", "rise"),
    (rf"\b(?:{_CHANGED[1]})\b", "fall"),
    (r"\bas an? (?:multiple|factor) of\b", "times as many"),
    (r"\bgap between\b", "difference between"),
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
)
"""What is compared, and how."""
_NAMES: tuple[Form, ...] = (
    (r"\b(?:ended|ending|resulted|resulting) in (?:an? )?(?:child'?s? )?deaths?\b", "deaths"),
    (r"\bnon-?\s?fatal(?: serious harm)?\b", "serious harm"),
    (r"\b(?:child protection|cp) register\b", "cp plan"),
    (r"\bs\.? ?47s\b|\bsection 47s\b", "section 47 enquiries"),
    (
        r"\b(?:s\.? ?|section )47(?=\s*(?:$|[,.?]|(?:numbers?|figures?|counts?|totals?|volumes?|trends?|activity|"
        r"growth|rise|fall|increases?|decreases?|changes?|differences?|over)\b|"
        r"(?:in|from|between|since|for) (?:19|20)\d\d))",
        "section 47 enquiries",
    ),
)
"""What is counted."""
_HELD = 64
"""Questions held in plain words: one is asked for its numbers several times."""
_PATTERNS = tuple((re.compile(form, re.IGNORECASE), write) for form, write in (*_COHORTS, *_ASKING, *_CHANGES, *_NAMES))


@lru_cache(_HELD)
def plain(question: str) -> str:
    """Return a question in the words that `deriving.requests` knows; what they do not cover is left as it is."""
    for pattern, write in _PATTERNS:
        question = pattern.sub(write, question)
    return plain_ages(question)
