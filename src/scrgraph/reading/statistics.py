"""Observations of a document: the cells of its tables and the numbers of its prose, each with what it is about."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scrgraph.iri import fingerprint
from scrgraph.reading.findings import LinkedCitation, Observation, PeriodicReview, Reference
from scrgraph.reading.quantities import Quantity, quantities
from scrgraph.reading.quantities_clauses import Range, clause_of, sentences
from scrgraph.reading.quantities_periods import periods
from scrgraph.reading.statistics_periods import (
    PeriodMention,
    earlier_meant,
    earlier_reviews,
    names_several,
    nearest,
    period_mentions,
    reporter,
    short_label,
)
from scrgraph.reading.statistics_shared import share_values
from scrgraph.reading.statistics_sources import CitedKey, cited_keys, is_aside, leans_back, reach, source_of
from scrgraph.reading.statistics_topics import Said, is_whole, rate_of, topic_of
from scrgraph.reading.tables import table_observations
from scrgraph.source.document import Block, BlockKind, Document
from scrgraph.source.text import Folded

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION)
_LASTING = frozenset({"years", "months", "weeks", "days", "hours", "decades"})
_LOOK_BACK = 20
_BRACKETS = re.compile(r" ?\([^()]{0,300}\)")


@dataclass(frozen=True, slots=True)
class _Context:
    """A block with everything that its numbers may refer to."""

    document: Document
    block: Block
    folded: Folded
    sentences: tuple[Range, ...]
    cited: tuple[CitedKey, ...]
    mentions: tuple[PeriodMention, ...]
    reviews: dict[str, PeriodicReview]


def find_observations(
    document: Document,
    citations: Sequence[LinkedCitation],
    references: Sequence[Reference],
    reviews: Sequence[PeriodicReview],
) -> tuple[Observation, ...]:
    """Return the observations of a document: those of its tables in order, then those of its prose in order."""
    tables = [found for table in document.tables for found in table_observations(document, table)]
    prose: list[Observation] = []
    for block in document.blocks_of(*_PROSE):
        prose.extend(_block(_context(document, block, citations, references, reviews)))
    return (*tables, *_numbered(share_values(prose)))


def _context(
    document: Document,
    block: Block,
    citations: Sequence[LinkedCitation],
    references: Sequence[Reference],
    reviews: Sequence[PeriodicReview],
) -> _Context:
    folded = document.fold(block)
    cited = cited_keys(block, folded, citations, references)
    return _Context(
        document=document,
        block=block,
        folded=folded,
        sentences=tuple(sentences(folded.text)),
        cited=cited,
        mentions=period_mentions(folded.text, reviews, [(c.start, c.end) for c in cited if c.explicit]),
        reviews={review.key: review for review in reviews if review.key},
    )


def _block(context: _Context) -> Iterator[Observation]:
    text = context.folded.text
    found = quantities(text, [(c.start, c.end) for c in context.cited if c.explicit])
    starts = [quantity.start for quantity in found]
    said = Said()
    for sentence in context.sentences:
        inside = found[bisect_left(starts, sentence[0]) : bisect_left(starts, sentence[1])]
        ranges = [(quantity.start, quantity.end) for quantity in inside]
        population = ""
        wholes = {q.start for q in inside if is_whole(text, sentence, (q.start, q.end), q.unit)}
        for quantity in inside:
            if quantity.unit == "percent" and quantity.whole:
                population = quantity.whole
            read = _observation(context, sentence, quantity, ranges, population, said)
            said = said if quantity.start in wholes else Said(read.topic, said.sentence, here=True)
            yield read
        said = Said(said.topic if inside else None, text[slice(*sentence)])


def _observation(
    context: _Context, sentence: Range, quantity: Quantity, others: Sequence[Range], population: str, said: Said
) -> Observation:
    text, at = context.folded.text, (quantity.start, quantity.end)
    clause = clause_of(text, sentence, at, [other for other in others if other != at], apart=_apart(quantity))
    words = text[slice(*clause)]
    mention = _mention(context, sentence, at, others, lasting=quantity.unit in _LASTING)
    if earlier_meant(text, clause, at, mention):
        inherited = mention or _inherited(context, sentence)
        mention = earlier_reviews(text, clause, inherited, list(context.reviews.values()))
    spans = context.folded.spans(*clause, context.block.spans)
    return Observation(
        document=context.document.id,
        local=f"observation/{context.document.id}/prose-{fingerprint(words, text[slice(*at)])}",
        measure=_measure(text, clause, at),
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        population=_population(quantity, population) or rate_of(text, clause, at, quantity.unit),
        period=mention.label if mention else None,
        years=mention.review.length_years if mention and mention.review else None,
        dimensions=(),
        source=_source(context, sentence, at, others, mention),
        spans=spans,
        text=context.document.read(spans),
        topic=topic_of(text, clause, at, quantity.unit, quantity.noun, said),
    )


def _measure(text: str, clause: Range, at: Range) -> str:
    """Return the words of a clause without the brackets that do not hold the number itself."""
    words = text[slice(*clause)]
    for match in reversed(list(_BRACKETS.finditer(words))):
        if not match.start() <= at[0] - clause[0] < match.end():
            words = words[: match.start()] + words[match.end() :]
    return words.strip(" ,;:.") or text[slice(*clause)]


def _apart(quantity: Quantity) -> bool:
    """Say whether the words beside a number tell by themselves what it counts."""
    return bool(quantity.noun) and quantity.base is None and quantity.unit != "percent"


def _mention(
    context: _Context, sentence: Range, at: Range, others: Sequence[Range], *, lasting: bool
) -> PeriodMention | None:
    """Return the period of a number: named in its sentence, of the review it cites, or of the sentence before it."""
    text = context.folded.text
    found = nearest(text, sentence, at, context.mentions, [other for other in others if other != at])
    if found is not None:
        return found
    inside = [c for c in context.cited if c.explicit and sentence[0] <= c.start < sentence[1]]
    if inside:
        cited = next((c for c in inside if c.start >= at[1]), inside[-1])
        review = context.reviews.get(cited.key or "")
        return PeriodMention(0, 0, short_label(review), review) if review else None
    if any(sentence[0] <= m.start < sentence[1] for m in context.mentions):
        return None
    return None if lasting else _inherited(context, sentence) or _looked_back(context, sentence)


def _looked_back(context: _Context, sentence: Range) -> PeriodMention | None:
    """Return the one period of the sentence before, for a sentence that goes on about it or stands in its brackets."""
    here, text = bisect_left(context.sentences, sentence), context.folded.text
    if here == 0 or not (leans_back(text, sentence) or is_aside(text, sentence)):
        return None
    before = context.sentences[here - 1]
    named = {m.label: m for m in context.mentions if before[0] <= m.start < before[1]}
    if not named and is_aside(text, before):
        return _looked_back(context, before)
    return next(iter(named.values())) if len(named) == 1 else None


def _inherited(context: _Context, sentence: Range) -> PeriodMention | None:
    """Return the review of the last sentence before this one that names any, where it names a single one."""
    here = bisect_left(context.sentences, sentence)
    for earlier in reversed(context.sentences[max(0, here - _LOOK_BACK) : here]):
        named = [m for m in context.mentions if earlier[0] <= m.start < earlier[1] and (m.review or m.joined)]
        if named:
            if names_several(context.folded.text, earlier):
                return None
            return named[0] if len({m.label for m in named}) == 1 and not named[0].joined else None
    return None


def _source(
    context: _Context, sentence: Range, at: Range, others: Sequence[Range], mention: PeriodMention | None
) -> str | None:
    """Return the key of the work a number comes from; the review that the words name or go on about comes in."""
    text, mentions = context.folded.text, context.mentions
    near = nearest(text, sentence, at, mentions, [other for other in others if other != at])
    if near is None and not any(sentence[0] <= m.start < sentence[1] for m in mentions):
        near = _inherited(context, sentence)
    if near is None or not near.named:
        near = reporter(text, sentence, mentions)
    named = near.review.key if near and near.review else None
    dated = mention.review.key if mention and mention.review else None
    when = next(periods(mention.label), None) if mention else None
    return source_of(
        sentence,
        at,
        context.cited,
        named,
        dated,
        back=_back(context, sentence),
        until=reach(text, context.sentences, sentence, dated=dated is not None),
        since=when.first if when else None,
    )


def _back(context: _Context, sentence: Range) -> int | None:
    """Return where the words begin that a sentence looks back to: the sentence before it, for an aside any; or None."""
    if is_aside(context.folded.text, sentence):
        return 0
    here = bisect_left(context.sentences, sentence)
    leans = here > 0 and leans_back(context.folded.text, sentence)
    return context.sentences[here - 1][0] if leans else None


def _population(quantity: Quantity, inherited: str) -> str | None:
    """Return what a number is a number of: the whole of a share with its size, else what is counted."""
    if quantity.base is not None:
        return f"{quantity.base:g} {quantity.whole}".strip()
    if quantity.unit == "percent":
        return quantity.whole or inherited or None
    return quantity.noun or None


def _numbered(found: Iterable[Observation]) -> Iterator[Observation]:
    """Tell apart the same number in the same words at two places."""
    seen: Counter[str] = Counter()
    for observation in found:
        seen[observation.local] += 1
        again = seen[observation.local]
        yield observation if again == 1 else replace(observation, local=f"{observation.local}-{again}")
