"""What is known of a question before anything is said: passages, sentences chosen, numbers, and how sure that is."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from scrgraph import wire
from scrgraph.answering import confidence as sureness
from scrgraph.answering.amounts import Amounts, Fitting
from scrgraph.answering.aspects import clause_vectors, pins
from scrgraph.answering.constraints import Constraint, constraints, spelled_out, unmet
from scrgraph.answering.defining import definitions
from scrgraph.answering.expecting import asks_for_number, says_none_such
from scrgraph.answering.facts import FactFinder, in_its_rows
from scrgraph.answering.nowhere import Nowhere
from scrgraph.answering.portions import portions, share
from scrgraph.answering.selection import (
    BESIDE_FACTS,
    BUDGET_WORDS,
    CLOSE_TO_FACTS,
    PASSAGES,
    Candidate,
    Mix,
    candidates,
    choose,
)
from scrgraph.answering.statements import own_words, statement
from scrgraph.answering.whose import not_theirs
from scrgraph.deriving.matching import NearMiss
from scrgraph.deriving.premises import Contradicted
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.reading.linker import Link
from scrgraph.retrieval.ranking import Ranking
from scrgraph.retrieval.search import Searcher
from scrgraph.source.document import Document

Views = Mapping[int, wire.PassageView]
CITED, THEME, PLACE = "work/", "theme/", "place/"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Passages by row, best first; the sentences chosen of them; numbers; what is pinned down and not met.

    `misses` are numbers that a table gives for other periods than asked, `cells` the facts without their tables' rows,
    `contradicted` what a table gives against a change that the question supposes, `share` what a part and its whole
    make in the sentence that fits best.
    """

    passages: Views
    chosen: Sequence[Candidate]
    facts: Sequence[wire.FactView]
    cells: Sequence[wire.FactView]
    unmet: Sequence[Constraint]
    misses: Sequence[NearMiss]
    contradicted: Contradicted | None
    share: wire.FactView | None
    features: sureness.Features


class Gathering:
    """Gathers evidence from one generation."""

    def __init__(
        self,
        searcher: Searcher,
        catalogue: Catalogue,
        document: Callable[[str], Document],
        facts: Path,
        mix: Mix,
    ) -> None:
        self._searcher = searcher
        self._catalogue = catalogue
        self._document = document
        self._facts = FactFinder(catalogue, facts, searcher.linker, document, _home(searcher))
        self._amounts = Amounts(searcher, self._facts.years)
        self._mix = mix
        self._nowhere = Nowhere(searcher, catalogue, document)

    def numbers(self, question: str, links: Sequence[Link]) -> list[wire.FactView]:
        """Return the numbers that a table or a calculation gives for sure."""
        return self._facts.numbers(question, links)

    def definitions(self, question: str) -> dict[int, list[tuple[int, int]]]:
        """Return where passages say what the term means that a question is after (see `definitions`)."""
        return definitions(question, self._searcher.lexical, self._searcher.sentences, self._views)

    def _views(self, rows: Sequence[int]) -> list[wire.PassageView]:
        return self._catalogue.rows("passage", rows, wire.PassageView)

    def gather(self, question: str) -> Evidence:
        """Return what bears on a question."""
        searcher = self._searcher
        defined = self.definitions(question)
        ranking = searcher.rank(question, told=list(defined))
        rows = [hit.row for hit in ranking.hits[:PASSAGES]]
        passages = dict(zip(rows, self._views(rows), strict=True))
        exact, claims = self._facts.find(ranking)
        misses = [] if exact else self._facts.misses(ranking)
        cells = exact or claims
        exact = [in_its_rows(fact, self._document(fact.document)) for fact in exact]
        pinned = constraints(question, ranking.links, searcher.lexical)
        number = asks_for_number(question) or bool(misses)
        fitting = self._amounts.fitting(ranking, passages, misses) if number and not exact else []
        ordered = self._candidates(ranking, passages, defined, fitting)
        chosen = self._chosen(ordered, [*pinned, *_themes(question, ranking)], beside_facts=bool(exact))
        # A number that accounts for every telling word of a clause meets what that pins down, but for where and whose.
        asked = [one for one in pinned if one.place or _whose(one, exact)] if exact else pinned
        missing = self._unmet(question, ranking, passages, chosen, asked)
        missing += [one for one in self._elsewhere(question, ranking, pinned) if not exact and one not in missing]
        missing += self._nowhere.find(question, ranking.links)
        missing += not_theirs(question, fitting, passages, partial(searcher.parts, question))
        share = self._share(fitting, passages)
        features = sureness.features(
            ranking,
            max((candidate.cosine for candidate in ordered), default=0.0),
            pinned,
            missing,
            exact=bool(exact),
            number=number,
            untyped=share is None and self._untyped(question, chosen),
            said=self._amounts.said(ranking, fitting),
            rarest=self._rarest(question),
        )
        contradicted = self._facts.contradicted(ranking)
        return Evidence(passages, chosen, exact or claims, cells, missing, misses, contradicted, share, features)

    def _candidates(
        self,
        ranking: Ranking,
        passages: Views,
        defined: Mapping[int, Sequence[tuple[int, int]]],
        fitting: Sequence[Fitting],
    ) -> list[Candidate]:
        searcher = self._searcher
        return candidates(
            ranking,
            clause_vectors(ranking.query, ranking.vector, searcher.encoder),
            searcher.sentences,
            lambda row: (passages[row].kind, passages[row].text),
            lambda row, places: searcher.parts(ranking.query, row, places),
            self._mix,
            defined,
            {(one.row, one.start, one.end): one.score for one in fitting},
        )

    def _chosen(
        self, ordered: Sequence[Candidate], pinned: Sequence[Constraint], *, beside_facts: bool
    ) -> list[Candidate]:
        mix = replace(self._mix, keep=max(self._mix.keep, CLOSE_TO_FACTS)) if beside_facts else self._mix
        budget = BESIDE_FACTS if beside_facts else BUDGET_WORDS
        return choose(ordered, self._searcher.sentences, lambda one: self._pins(one, pinned), mix, budget)

    def _share(self, fitting: Sequence[Fitting], passages: Views) -> wire.FactView | None:
        """Return the share that the best fitting sentence holds as its only part and whole."""
        best = max(fitting, key=lambda one: one.score, default=None)
        text = passages[best.row].text if best is not None else ""
        held = list(portions(text, best.start, best.end)) if best is not None else []
        if best is None or len(held) != 1 or (held[0].part, held[0].whole) != best.numbers:
            return None
        passage = passages[best.row]
        spans = statement(passage, (best.start, best.end), self._document(passage.document)).spans
        return share(text, held[0], self._facts.claims_at(passage.document, spans))

    def _pins(self, one: Candidate, pinned: Sequence[Constraint]) -> tuple[bool, ...]:
        if not pinned:
            return ()
        lexical = self._searcher.lexical
        things = frozenset(link.local for link in self._searcher.linker.link(one.text))
        return pins(pinned, one.text, things, frozenset(lexical.stems(one.text)), lexical)

    def _unmet(
        self,
        question: str,
        ranking: Ranking,
        passages: Views,
        chosen: Sequence[Candidate],
        pinned: Sequence[Constraint],
    ) -> list[Constraint]:
        """Return what neither the best passages meet nor those that are shown.

        A number, and what is asked of a nation, must come from the best: among many passages some year or nation will
        stand beside some other thing.
        """
        best = [hit.row for hit in ranking.hits[: sureness.BEST]]
        rows = list(dict.fromkeys([*best, *(one.passage for one in chosen)]))
        texts = {row: self._own_words(passages[row]) for row in rows}
        strict = asks_for_number(question)
        return [
            one
            for one in pinned
            for held in [best if strict or (one.decisive and not one.dated) else rows]
            if unmet([one], held, [texts[row] for row in held], self._searcher.network.tied, self._searcher.lexical)
        ]

    def _elsewhere(self, question: str, ranking: Ranking, pinned: Sequence[Constraint]) -> list[Constraint]:
        """Return the lands that a question adds to what a table answers without them: it speaks of another."""
        lands = [one for one in pinned if one.place]
        without = question
        for one in lands:
            without = without.replace(one.text, " ")
        return lands if lands and self._facts.numbers(without, ranking.links) else []

    def _rarest(self, question: str) -> float:
        """Return the inverse document frequency of a question's rarest word as a share of the greatest there is."""
        lexical = self._searcher.lexical
        most = math.log(1 + len(lexical))
        rarities = (math.log(1 + len(lexical) / (1 + lexical.frequency(stem))) for stem in lexical.stems(question))
        return max(rarities, default=0.0) / most if most else 0.0

    def _own_words(self, passage: wire.PassageView) -> str:
        return f"{passage.section.title}. {own_words(passage, self._document(passage.document))}"

    def _untyped(self, question: str, chosen: Sequence[Candidate]) -> bool:
        text = " ".join(one.text for one in chosen)
        named = [link for link in self._searcher.linker.link(text) if not link.local.startswith(CITED)]
        return says_none_such(question, text, named, self._searcher.lexical.stems)


def _whose(one: Constraint, numbers: Sequence[wire.FactView]) -> bool:
    """Whether a name never heard of says whose number is asked for: no acronym of what the numbers are ("CIN")."""
    return one.unheard and not any(spelled_out(one.text, number.label) for number in numbers)


def _home(searcher: Searcher) -> str | None:
    """Return the land that most passages name, None where they name none.

    Lands of one word alone: how many passages hold "United States" its two words apart do not tell.
    """
    lexical = searcher.lexical
    named = {
        record.local: max(map(lexical.frequency, lexical.stems(record.label)), default=0)
        for record in searcher.records
        if record.local.startswith(PLACE) and " " not in record.label
    }
    return max(named, key=lambda local: named[local]) if any(named.values()) else None


def _themes(question: str, ranking: Ranking) -> list[Constraint]:
    """Return the themes that a question names: a sentence that names one too says more than one that does not."""
    return [
        Constraint(question[one.start : one.end], one.local) for one in ranking.links if one.local.startswith(THEME)
    ]
