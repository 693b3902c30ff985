"""Whether a number that is asked for is said: a sentence near the question with a number of its kind and of its time.

A passage on the right topic answers no question of number by itself: the number may be another period's, or of another
kind. Example: "what share of the 2014-17 cases", where the sentence that gives a share is about 2017-19.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scrgraph import wire
from scrgraph.answering.counted import asked_things, counts
from scrgraph.answering.portions import NEAR, last_telling, portions, turned
from scrgraph.deriving.matching import NearMiss
from scrgraph.deriving.words import label_stems, stems
from scrgraph.reading.linker import Link
from scrgraph.reading.quantities_periods import periods
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.search import Searcher

Years = tuple[int, int]
Range = tuple[int, int]
BEST = 4
"""Best passages whose sentences may say the number so that it tells how sure the answer is."""
_PART = (
    r"\bhalf\b|\bthirds?\b|\bquarters?\b|\bfifths?\b|\bmajority\b|\bminority\b|\bmost\b|\bin (?:three|four|five|ten)\b"
)
_COUNT = (
    r"(?<![\d.,£$€-])(?!(?:1[89]|20)\d\d[a-z]?\b)\d[\d,]*"
    r"(?![\d.,]*\s?(?:%|per ?cent|pages|years|months|weeks|million|billion))"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|no|none|hundreds?|thousands?)\b"
)
_KINDS = tuple(
    (re.compile(asks, re.IGNORECASE), re.compile(looks, re.IGNORECASE))
    for asks, looks in (
        (
            r"\bpercent\w*|\bper cent\b|%|\bproportions?\b|\bshares?\b|\brates?\b|\bfraction\b|\bbreakdown\b|\bsplit\b",
            rf"%|\bper ?cent|\bproportions?\b|{_PART}",
        ),
        (r"\b(?:in )?(?:pounds|euros)\b|[£€]", r"[£$€]|\b(?:pounds|euros)\b"),
        (
            r"\b(?:costs?|prices?|fees?|funding|money|budgets?|spen[dt]|spending|cuts?|salary|allowance|pot)\b",
            r"[£$€]|\b(?:million|billion)\b|%",
        ),
        (
            r"\bhow (?:long|fast|soon|quickly)\b|\bhow many (?:minute|hour|day|week|month|year|page)s\b|\blength\b",
            r"\b(?:minute|hour|day|week|month|year|page)s?\b",
        ),
        (r"", _COUNT),
    )
)
"""What asks for a kind of number, and what such a number looks like; the last is any count."""
_ANY = re.compile(rf"(?<![\d.,-])(?!(?:1[89]|20)\d\d\b)\d|{_COUNT}|{_PART}", re.IGNORECASE)
_ASKING = re.compile(
    r"\bhow (?:many|much)\b|\bnumbers?(?: of)?\b|\bpercent\w*|\bper cent\b|\b(?:proportion|share)(?: of)?\b|\btotals?\b"
    r"|\baverage\b|%|\bwh(?:at|ich)\b|\b\d{4}(?:\s?[-–/]\s?\d+)?|\b(?:last|final|latest)\b",
    re.IGNORECASE,
)
"""Words that ask for a number, or say when: the number's own sentence says neither in these words."""
_CITED = re.compile(r"\([^()]{0,40}[A-Z][^()]{0,40} \d{4}[^()]{0,20}\)")
"""A citation: its year is that of a publication."""
_OPEN = re.compile(r"\b(?:after|since|before|around|about|roughly|from)(?: the)?(?: end of)? \d{4}\b", re.IGNORECASE)
"""A time that is no year or period of its own."""


def without_asking(question: str) -> str:
    """Return a question with blanks for the words that ask for a number or say when."""
    return _ASKING.sub(lambda match: " " * len(match.group()), question)


@dataclass(frozen=True, slots=True)
class Fitting:
    """A sentence at [start, end) of a passage's text with numbers of the kind and time asked for, at `numbers`.

    `score` is how well it answers the words of the question, 0..1; `counts` that it counts the very things asked for.
    """

    row: int
    start: int
    end: int
    numbers: tuple[Range, ...]
    score: float = 0.0
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """Looks for the number asked for. `years` gives the years of the periodic reviews among some links."""

    searcher: Searcher
    years: Callable[[Iterable[Link]], Sequence[Years]]

    def fitting(
        self, ranking: Ranking, passages: Mapping[int, wire.PassageView], misses: Sequence[NearMiss] = ()
    ) -> list[Fitting]:
        """Return the sentences of the passages that may say the number, in the order of their passages.

        Where a table gives the same for other periods (`misses`), a sentence must itself name the thing and the period.
        """
        asked = self._times(_OPEN.sub(" ", ranking.query))
        looks = next(looks for asks, looks in _KINDS if asks.search(ranking.query))
        bare = without_asking(ranking.query)
        lexical = self.searcher.lexical
        things = asked_things(ranking.query, lexical.stems, lambda stem: lexical.frequency(stem) / len(lexical))
        found: list[Fitting] = []
        for hit in ranking.hits:
            fitting = self._fitting(hit.row, passages[hit.row], looks, asked) if hit.row in passages else []
            if hit.row in passages and looks is _KINDS[0][1]:
                fitting += self._portions(ranking.query, bare, hit.row, passages[hit.row].text, asked)
            if misses:
                text = passages[hit.row].text if fitting else ""
                fitting = [one for one in fitting if self._names(text[one.start : one.end], asked, misses)]
            places = [(one.start, one.end) for one in fitting]
            scores = self.searcher.parts(ranking.query, hit.row, places, bare).tolist() if fitting else []
            found += [replace(one, score=score) for one, score in zip(fitting, scores, strict=True)]
        return [self._counting(one, things, passages[one.row].text) for one in found] if things else found

    def _counting(self, one: Fitting, things: frozenset[str], text: str) -> Fitting:
        """Return a sentence with half of what it lacks made up for, where it counts the very things asked for."""
        counting = counts(things, text, one.end, one.numbers, self.searcher.lexical.stems)
        return replace(one, score=(1 + one.score) / 2, counts=True) if counting else one

    def said(self, ranking: Ranking, fitting: Sequence[Fitting]) -> float:
        """Return how well the best fitting sentence of the best passages answers, 0..1; 0 where none fits."""
        best = {hit.row for hit in ranking.hits[:BEST]}
        return max((one.score for one in fitting if one.row in best or one.counts), default=0.0)

    def _fitting(self, row: int, passage: wire.PassageView, looks: re.Pattern[str], asked: set[Years]) -> list[Fitting]:
        """Return the sentences with a number of a kind, of the years asked for where some are."""
        index = self.searcher.sentences
        units = [(int(start), int(end)) for start, end in index.places[list(index.of(row)), 1:]]
        fitting = [
            Fitting(row, start, end, tuple(match.span() for match in looks.finditer(passage.text, start, end)))
            for start, end in units
            if _ANY.search(passage.text, start, end)
        ]
        fitting = [one for one in fitting if one.numbers]
        return [one for one in fitting if asked & self._when(passage.text, one.start, one.end)] if asked else fitting

    def _portions(self, question: str, bare: str, row: int, text: str, asked: set[Years]) -> list[Fitting]:
        """Return the sentences that hold a share as a part and its whole, near to what is asked (see `portions`)."""
        index, word = self.searcher.sentences, last_telling(bare)
        units = [(int(start), int(end)) for start, end in index.places[list(index.of(row)), 1:]]
        held = [(unit, one) for unit in units for one in portions(text, *unit) if not turned(question)]
        lexical = self.searcher.lexical
        stems = set(lexical.stems(word)) or {""}
        near = self.searcher.parts(question, row, [one.clause for _, one in held], word).tolist() if held else []
        return [
            Fitting(row, *unit, (one.part, one.whole))
            for (unit, one), closeness in zip(held, near, strict=True)
            if closeness >= NEAR or stems <= set(lexical.stems(text[slice(*one.clause)]))
            if not asked or asked & self._when(text, *unit)
        ]

    def _when(self, text: str, start: int, end: int) -> set[Years]:
        """Return the times of a sentence: its own, else those last named before it, else any of its passage."""
        own = self._times(_CITED.sub(" ", text[start:end]))
        return own or self._times(_CITED.sub(" ", text[:start])) or self._times(text)

    def _names(self, text: str, asked: set[Years], misses: Sequence[NearMiss]) -> bool:
        """Whether a sentence names the row of a near miss and what its table lacks: the period, or the words beyond."""
        words, lexical = stems(text), self.searcher.lexical
        held = set(lexical.stems(text)) | words
        dated = bool(asked & self._times(text))
        return any(
            label_stems(one.label) <= words
            and (all(word in held or held.issuperset(lexical.stems(word)) for word in one.beyond))
            and (dated or bool(one.beyond))
            for one in misses
        )

    def _times(self, text: str) -> set[Years]:
        return {period.years for period in periods(text)} | set(self.years(self.searcher.linker.link(text)))
