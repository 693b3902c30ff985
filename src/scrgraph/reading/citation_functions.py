"""What a citation is for (CiTO), where words of its sentence show it; left open where they do not.

The properties are those of CiTO 2.8 (Peroni and Shotton, FaBiO and CiTO, Journal of Web Semantics 17, 2012).
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scrgraph.reading.findings import (
    Citation,
    CitationFunction,
    LinkedCitation,
    Observation,
    QuotedSource,
    Reference,
    ResolvedCitation,
)
from scrgraph.source.document import Block, Document
from scrgraph.source.sentences import sentences
from scrgraph.source.text import Folded

QUOTATION = "cito:includesQuotationFrom"
DATA = "cito:citesAsDataSource"
DISPLAYED = 0.98
"""Confidence that a displayed quotation comes from the citation that ends it."""
NUMBERS = 0.9
"""Confidence that a citation within the evidence of a number is cited for data."""
_NEAR = 60
_BY_NAME = frozenset({"narrative", "by-name", "by-period"})


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that show a function: right `before` a citation (to its bracket) or right `after` one named in the text."""

    rule: str
    function: str
    confidence: float
    side: Literal["before", "after"]
    pattern: re.Pattern[str]


def _before(rule: str, function: str, confidence: float, words: str) -> _Cue:
    pattern = re.compile(rf"\b(?P<cue>{words})(?: the)?[ ,:(]*(?:e\.g\.,? )?$", re.IGNORECASE)
    return _Cue(rule, function, confidence, "before", pattern)


def _after(rule: str, function: str, confidence: float, words: str) -> _Cue:
    # "Wood (2016) also rightly noted": at most two words stand between the name and its verb.
    pattern = re.compile(rf"[)\]]?,?(?: (?!not\b)[a-z]{{2,14}}){{0,2}}? (?P<cue>{words})\b")
    return _Cue(rule, function, confidence, "after", pattern)


# The first cue that holds decides. Negated and hypothetical wordings match none of them.
_CUES = (
    _before("contrast", "cito:disagreesWith", 0.85, r"contrary to|in contradiction (?:to|with)|(?:we )?disagree with"),
    _before("inconsistent", "cito:disputes", 0.8, r"inconsistent with|at odds with|in disagreement with"),
    _before("agreement", "cito:agreesWith", 0.85, r"consistent with|in (?:line|agreement|accordance) with"),
    _before("confirmation", "cito:confirms", 0.8, r"confirming|replicating|corroborating"),
    _before("method", "cito:usesMethodIn", 0.85, r"as (?:previously )?described (?:previously )?(?:in|by)?|method of"),
    _before("adaptation", "cito:extends", 0.8, r"(?:adapted|modified|extended) from|builds? on|building on"),
    _before("data", DATA, 0.9, r"(?:data|figures|statistics) (?:from|in)|sources?"),
    _before("coined", "cito:credits", 0.8, r"(?:coined|introduced|proposed|developed|pioneered) by"),
    _before("see", "cito:citesForInformation", 0.85, r"see(?: also| further)?|for (?:a )?(?:re|over)views?,? see"),
    _before("example", "cito:citesForInformation", 0.75, r"e\.g\.|for example|for instance"),
    _after("required", "cito:citesAsAuthority", 0.8, r"requires?|required|advises?|advised|recommend(?:s|ed)?"),
    _after("faulted", "cito:critiques", 0.7, r"overlooks?|overstates?|overstated|fails? to|neglects to"),
    _after(
        "found",
        "cito:citesAsEvidence",
        0.85,
        r"found|finds?|show(?:s|ed)|demonstrate[sd]?|estimate[sd]?|calculate[sd]?|report(?:s|ed)|identif(?:ies|ied)"
        r"|record(?:s|ed)|observe[sd]?|noted?|notes|reveal(?:s|ed)",
    ),
    _after(
        "discussed",
        "cito:discusses",
        0.8,
        r"argue[sd]?|comment(?:s|ed)|conclude[sd]?|suggest(?:s|ed)|describe[sd]?|emphasi[sz]e[sd]?|highlight(?:s|ed)"
        r"|stress(?:es|ed)|warn(?:s|ed)|claim(?:s|ed)|speaks?|spoke|characteri[sz]e[sd]?|categori[sz]ed|call(?:s|ed)",
    ),
)
# A sentence that states a finding or a number, and ends in its source.
_FINDING = re.compile(
    r"\b(?:found(?: that)?|showed that|shows that|estimated|calculated|according to|identified|reported (?:that|in)"
    r"|evidence (?:that|of|for)|\d[\d,.]* ?(?:%|per cent)|\d[\d,.]* of the \d[\d,.]*)",
)
_STATED = 0.7
_NEGATED = re.compile(r"\b(?:not|never|no longer|hardly) $", re.IGNORECASE)


def citation_functions(
    document: Document,
    citations: Sequence[LinkedCitation],
    quotations: Sequence[QuotedSource] = (),
    observations: Sequence[Observation] = (),
    references: Sequence[Reference] = (),
) -> tuple[CitationFunction, ...]:
    """Return at most one function a citation, in the order of the citations.

    The strongest evidence decides: words quoted, then a cue beside the citation, then a number that is taken from
    the work, then a stated finding that ends in its source.
    """
    found: dict[int, CitationFunction] = {}
    for one in (*_quoted(quotations), *_cued(document, citations), *_data(citations, observations, references)):
        found.setdefault(one.citation, one)
    for one in _stated(document, citations):
        found.setdefault(one.citation, one)
    return tuple(found[number] for number in sorted(found))


def _quoted(quotations: Sequence[QuotedSource]) -> Iterator[CitationFunction]:
    for quotation in quotations:
        if quotation.citation is not None:
            sure, rule = (DISPLAYED, "displayed") if quotation.displayed else (quotation.confidence, "quoted")
            yield CitationFunction(quotation.citation, QUOTATION, sure, rule, quotation.spans)


def _by_block(citations: Sequence[LinkedCitation]) -> dict[int, list[int]]:
    """Return the linked citations of each block in the order of the text."""
    held: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(range(len(citations)), key=lambda number: citations[number].citation.span):
        if isinstance(citations[number], ResolvedCitation):
            held[citations[number].citation.block].append(number)
    return held


def _cued(document: Document, citations: Sequence[LinkedCitation]) -> Iterator[CitationFunction]:
    for index, numbers in _by_block(citations).items():
        block = document.blocks[index]
        folded = document.fold(block)
        openings = _openings(folded, [citations[n].citation for n in numbers])
        for number in numbers:
            citation = citations[number].citation
            found = _cue(folded.text, openings[citation.group], folded.position(citation.span.end), citation)
            if found:
                cue, start, end = found
                spans = folded.spans(start, end, within=block.spans)
                yield CitationFunction(number, cue.function, cue.confidence, cue.rule, spans)


def _openings(folded: Folded, citations: Sequence[Citation]) -> dict[int, int]:
    """Return where each group begins: what is said before a bracket holds for all citations in it."""
    starts: dict[int, int] = {}
    for citation in citations:
        at = folded.position(citation.span.start)
        starts[citation.group] = min(at, starts.get(citation.group, at))
    return starts


def _cue(text: str, start: int, end: int, citation: Citation) -> tuple[_Cue, int, int] | None:
    low = max(0, start - _NEAR)
    before, after = text[low:start], text[end : end + _NEAR]
    for cue in _CUES:
        if cue.side == "before":
            match = cue.pattern.search(before)
            offset = low
        else:
            match = cue.pattern.match(after) if citation.style in _BY_NAME else None
            offset = end
        if match and not (cue.side == "before" and _NEGATED.search(before[: match.start()])):
            return cue, offset + match.start("cue"), offset + match.end("cue")
    return None


def _data(
    citations: Sequence[LinkedCitation], observations: Sequence[Observation], references: Sequence[Reference]
) -> Iterator[CitationFunction]:
    order = sorted(range(len(citations)), key=lambda i: citations[i].citation.span)
    starts = [citations[i].citation.span.start for i in order]
    keys = {reference.index: reference.key for reference in references}
    for observation in observations:
        for span in observation.spans if observation.source is not None else ():
            for number in order[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
                linked = citations[number]
                if isinstance(linked, ResolvedCitation) and keys.get(linked.target) == observation.source:
                    yield CitationFunction(number, DATA, NUMBERS, "number", observation.spans)


def _stated(document: Document, citations: Sequence[LinkedCitation]) -> Iterator[CitationFunction]:
    """Yield the evidence of sentences that state a finding and cite one bracket, at their end."""
    for index, numbers in _by_block(citations).items():
        block: Block = document.blocks[index]
        folded = document.fold(block)
        starts = [folded.position(citations[n].citation.span.start) for n in numbers]
        for start, end in sentences(folded.text):
            inside = numbers[bisect_left(starts, start) : bisect_left(starts, end)]
            formal = [n for n in inside if citations[n].citation.style in ("parenthetical", "continuation")]
            groups = {citations[n].citation.group for n in formal}
            if len(groups) != 1:
                continue
            opening = min(folded.position(citations[n].citation.span.start) for n in formal)
            closing = max(folded.position(citations[n].citation.span.end) for n in formal)
            said = _FINDING.search(folded.text, start, opening)
            if said and not folded.text[closing:end].strip(" ).,;:'’\"”"):
                spans = folded.spans(said.start(), said.end(), within=block.spans)
                for number in formal:
                    yield CitationFunction(number, "cito:citesAsEvidence", _STATED, "stated-finding", spans)
