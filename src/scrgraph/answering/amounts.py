"""Whether a number that is asked for is said: a sentence near the question with a number of its kind and of its time.

A passage on the right topic answers no question of number by itself: the number may be another period's, or of another
kind. Example: "what share of the 2014-17 cases", where the sentence that gives a share is about 2017-19.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.deriving.matching import NearMiss
from scrgraph.deriving.words import label_stems, stems
from scrgraph.reading.linker import Link
from scrgraph.reading.quantities_periods import periods
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.search import Searcher

Years = tuple[int, int]
BEST = 4
"""Best passages whose sentences may say the number."""
_PART = (
    r"\bhalf\b|\bthirds?\b|\bquarters?\b|\bfifths?\b|\bmajority\b|\bminority\b|\bmost\b|\bin (?:three|four|five|ten)\b"
)
_COUNT = (
    r"(?<![\d.,£$€-])(?!(?:1[89]|20)\d\d\b)\d[\d,]*"
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
_OPEN = re.compile(r"\b(?:after|since|before|around|about|roughly|from)(?: the)?(?: end of)? \d{4}\b", re.IGNORECASE)
"""A time that is no year or period of its own."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """Looks for the number asked for. `years` gives the years of the periodic reviews among some links."""

    searcher: Searcher
    years: Callable[[Iterable[Link]], Sequence[Years]]

    def said(
        self, ranking: Ranking, passages: Mapping[int, wire.PassageView], misses: Sequence[NearMiss] = ()
    ) -> float:
        """Return how well the best fitting sentence answers the words of the question, 0..1; 0 where none fits.

        Where a table gives the same for other periods (`misses`), a sentence must itself name the thing and the period.
        """
        asked = self._times(_OPEN.sub(" ", ranking.query))
        looks = next(looks for asks, looks in _KINDS if asks.search(ranking.query))
        bare = _ASKING.sub(lambda match: " " * len(match.group()), ranking.query)
        found = [0.0]
        for hit in ranking.hits[:BEST]:
            fitting = self._fitting(hit.row, passages[hit.row], looks, asked)
            if misses:
                fitting = [one for one in fitting if self._names(passages[hit.row].text[slice(*one)], asked, misses)]
            found += self.searcher.parts(ranking.query, hit.row, fitting, bare).tolist() if fitting else []
        return max(found)

    def _fitting(
        self, row: int, passage: wire.PassageView, looks: re.Pattern[str], asked: set[Years]
    ) -> list[tuple[int, int]]:
        """Return [start, end) of the sentences with a number of a kind, of the years asked for where some are."""
        index = self.searcher.sentences
        units = [(int(start), int(end)) for start, end in index.places[list(index.of(row)), 1:]]
        texts = [passage.text[start:end] for start, end in units]
        fitting = [at for at, text in enumerate(texts) if _ANY.search(text) and looks.search(text)]
        if asked and fitting:
            whole = self._times(passage.text)
            fitting = [at for at in fitting if asked & (self._times(texts[at]) or whole)]
        return [units[at] for at in fitting]

    def _names(self, text: str, asked: set[Years], misses: Sequence[NearMiss]) -> bool:
        words = stems(text)
        return bool(asked & self._times(text)) and any(label_stems(miss.label) <= words for miss in misses)

    def _times(self, text: str) -> set[Years]:
        return {period.years for period in periods(text)} | set(self.years(self.searcher.linker.link(text)))
