"""Dated events of the prose: clauses that say what happened in a year ("the role was abolished in May 2010")."""

import re
from collections.abc import Iterator, Sequence

from scrgraph.reading.findings import LinkedCitation
from scrgraph.reading.quantities_clauses import Range, sentences
from scrgraph.reading.quantities_periods import MONTHS
from scrgraph.reading.relations import DatedEvent
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.text import Folded, Span

_YEAR = r"(?:1[89]|20)\d\d"
_TIME = f"(?:{MONTHS}|spring|summer|autumn|winter)"
_DATE = re.compile(
    r"\b(?:(?:in|by|on|since|from|until|after|during|of|as long ago as) "
    rf"(?:(?:early|mid|late|the end of|the start of) )?(?:\d{{1,2}} )?(?:{_TIME} )?|{_TIME} )"
    rf"(?P<years>{_YEAR}(?:(?:, | and |, and ){_YEAR}){{0,6}})"
    r"(?:[-–/]\d{2,4}\b(?! \w*(?:review|cohort|report|overview|stud)))?(?![\d:]|[-–/]\d|[a-hs]\b)",
    re.IGNORECASE,
)
_EDITION = re.compile(rf"\b[Tt]he (?P<years>{_YEAR}) (?:edition|guidance|act|white paper|green paper|strategy)\b")
_STEMS = (
    "introduc establish publish replac creat launch start found abolish end ceas clos enact pass revis updat "
    "commission announc requir di kill murder elect renam merg extend appoint open adopt implement complet issu sign "
    "dissolv reform strengthen chang expand redesign fail join resign order direct award privatis nationalis legislat "
    "legalis ban convict expir remov reduc restor reinstat transfer transferr restructur stopp"
)
_HAPPENED = re.compile(
    rf"(?<![\w-])(?:{'|'.join(_STEMS.split())})ed\b|"
    r"(?<![\w-])(?:began|begun|became|came|took (?:over|place|on|up|effect|office)|set up|brought|won|lost|fell|held|"
    r"wrote|written|led|moved|left|made(?! up)|gave|went|drew|built|withdrew|withdrawn|hit|no longer possible|"
    r"has been in (?:existence|place|force)|(?:there was|saw) an? (?:\w+ ){0,2}(?:revision|change|reform|"
    r"reorganisation|election|review|inquiry|merger|scandal|death|war|law|ban))\b"
)
_STATED = re.compile(
    r"\b(?:found|show(?:s|ed)|argu(?:es|ed)|suggest(?:s|ed)|comprising|accounted for|rose|increased|decreased|"
    r"average[sd]?|per ?cent)\b|%"
)
_CUT = re.compile(
    r"; | [–—] |: |, (?=[a-z]+ing\b)|, (?:(?:partly |largely |mainly )?because|and|but|which|who|when|where|although|"
    r"though|while|notably|following|followed|even|so)\b|"
    r" (?:but|although|because|when|while|whereas) | and (?=(?:was|were|is|are|has|had|it|they|he|she|there|this|to)\b)"
)
_PRONOUN = re.compile(r"(?:It|They|He|She|Both|was|were|has|had|is|are|it|they|[a-z]+ed)\b")
_THIS = re.compile(r"(?:This|These)\b")
_NO_SUBJECT = re.compile(
    r"(?:There|As|In|By|On|For|With|Over|After|Before|Given|If|Whether|From|Under|At|To|When|That)\b"
)
_SUBJECT = re.compile(
    r"^(?:[^,;:()]{1,60}, )?(?P<subject>[^,;:]{2,70}?) (?:was|were|is|are|has|have|had|hosts?|includes?|can|may|will|"
    r"[a-z]{3,}ed)\b"
)
_LEADING = re.compile(r"(?:and|but|which|who|when|although|though|while|because|so|,|notably) ")
_BRACKETS = re.compile(r"\([^()]{0,300}\)")
_ASIDE = re.compile(r" ?\([^()]{0,300}\)")
_ONE_YEAR = re.compile(_YEAR)
_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_MOST_WORDS = 45
# A sentence with more dates is a list of them and no prose.
_MOST_DATES = 30
_SUBJECT_REACH = 8
_MOST_CONTEXT = 20
_INFINITIVE = re.compile(r",? and to\b")
_IDLE = " ,;:–—."


def find_events(document: Document, citations: Sequence[LinkedCitation]) -> tuple[DatedEvent, ...]:
    """Return the dated events of a document in reading order, one for each year that a clause gives.

    The year of a citation dates a source and no event. A clause of numbers, or one without a verb of happening, is
    none; a clause that begins with a pronoun also names what it goes on about.
    """
    sources: dict[int, list[Span]] = {}
    for linked in citations:
        if linked.citation.style not in ("by-name", "by-period"):
            sources.setdefault(linked.citation.block, []).append(linked.citation.span)
    return tuple(
        event
        for block in document.blocks_of(*_KINDS)
        for event in _block(document, block, sources.get(block.index, ()))
    )


def _block(document: Document, block: Block, skip: Sequence[Span]) -> Iterator[DatedEvent]:
    folded = document.fold(block)
    sources = [(folded.position(span.start), folded.position(span.end)) for span in skip]
    before = ""
    for sentence in sentences(folded.text):
        taken: set[tuple[int, Range]] = set()
        dates = list(_dates(folded.text, sentence, sources))
        for start, end, edition in dates if len(dates) <= _MOST_DATES else ():
            clause = _clause(folded.text, sentence, (start, end))
            if clause is None or (edition and start - clause[0] > _SUBJECT_REACH):
                continue
            for year in _ONE_YEAR.findall(folded.text, start, end):
                if (int(year), clause) not in taken:
                    taken.add((int(year), clause))
                    yield _event(
                        document, block, folded, clause, int(year), _about(folded.text, sentence, clause, before)
                    )
        before = folded.text[slice(*sentence)]


def _dates(text: str, sentence: Range, sources: Sequence[Range]) -> Iterator[tuple[int, int, bool]]:
    """Yield where years stand that date something, and whether they are those of an edition."""
    found = [
        (*m.span("years"), pattern is _EDITION)
        for pattern in (_DATE, _EDITION)
        for m in pattern.finditer(text, *sentence)
    ]
    for start, end, edition in sorted(found):
        if not any(low < end and start < high for low, high in sources):
            yield start, end, edition


def _clause(text: str, sentence: Range, date: Range) -> Range | None:
    """Return the clause that says what happened at a date, taking in the words before it that it leans on."""
    brackets = [m.span() for m in _BRACKETS.finditer(text, *sentence)]
    own = next((b for b in brackets if b[0] < date[0] < b[1]), None)
    if own is not None:
        return None
    cuts = [m.start() for m in _CUT.finditer(text, *sentence) if not any(b[0] < m.start() < b[1] for b in brackets)]
    starts = [sentence[0], *(cut for cut in cuts if cut < date[0] and not _INFINITIVE.match(text, cut))]
    end = next((cut for cut in cuts if cut >= date[1]), sentence[1])
    for start in reversed(starts):
        clause = _trimmed(text, start, end)
        words = _ASIDE.sub("", text[slice(*clause)])
        if len(words.split()) > _MOST_WORDS or _STATED.search(words):
            return None
        if _HAPPENED.search(words):
            return clause
    return None


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in _IDLE:
        start += 1
    while match := _LEADING.match(text, start, end):
        start = match.end()
    while end > start and text[end - 1] in _IDLE:
        end -= 1
    return start, end


def _about(text: str, sentence: Range, clause: Range, before: str) -> str | None:
    """Return what a clause without a subject of its own goes on about, as the words before it name it."""
    if _THIS.match(text, clause[0]):
        return before if 0 < len(before.split()) <= _MOST_CONTEXT and clause[0] == sentence[0] else None
    if not _PRONOUN.match(text, clause[0]):
        return None
    match = _SUBJECT.match(text[sentence[0] : clause[0]] if clause[0] > sentence[0] else before)
    unclear = match is None or any(p.match(match["subject"]) for p in (_PRONOUN, _THIS, _NO_SUBJECT))
    return None if unclear or match is None else match["subject"]


def _event(document: Document, block: Block, folded: Folded, clause: Range, year: int, about: str | None) -> DatedEvent:
    spans = folded.spans(*clause, block.spans)
    return DatedEvent(document.id, block.index, year, about, spans, document.read(spans))
