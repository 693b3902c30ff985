"""An answer phrased by a language model, if one is plugged in: shown apart, and only what its sources bear out.

The verbatim statements stay as they are and come first. Nothing here runs, or is loaded, unless an address is set.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scrgraph import wire
from scrgraph.answering.phrasing_checks import Language, Source, refusal
from scrgraph.answering.phrasing_prompt import SILENT, messages
from scrgraph.answering.phrasing_sentences import Written, written
from scrgraph.answering.statements import own_words
from scrgraph.errors import PhrasingError
from scrgraph.settings import Settings
from scrgraph.source.document import Document
from scrgraph.source.text import Span

SOURCES = 12
"""Passages and facts that are sent, at most."""
LONGEST = 4000
"""Characters of a phrasing that are worth reading: one that is longer is no short answer."""
KEPT = 0.5
"""Share of its sentences that must bear out; of a model that errs more often, nothing is shown."""
_LEANING = frozenset(
    (
        "additionally also and another both but consequently furthermore he hence her his however instead it its"
        " likewise moreover nevertheless she similarly so such that their then therefore these they this those thus"
    ).split(" ")
)
"""First words of a sentence that says little, or something else, without the one before it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What may be shown, and why the rest may not."""

    kept: tuple[wire.PhrasedSentence, ...]
    refused: tuple[str, ...]


class Phraser:
    """Has answers phrased. Safe for many threads; at most `phrasing_at_once` of them wait for the model."""

    def __init__(
        self,
        settings: Settings,
        passage: Callable[[str], wire.PassageView],
        document: Callable[[str], Document],
        language: Language,
    ) -> None:
        self._settings = settings
        self._passage = passage
        self._document = document
        self._language = language
        self._free = threading.BoundedSemaphore(settings.phrasing_at_once)

    def phrased(self, question: str, answer: wire.AnswerView) -> wire.AnswerView:
        """Return the answer with its phrasing; as it is where no model is plugged in, or nothing was answered."""
        if not self._settings.phrasing_url or not answer.answered:
            return answer
        started = time.perf_counter()
        phrasing = self._phrase(question, self._sources(answer))
        took = answer.took_ms + round((time.perf_counter() - started) * 1000, 2)
        return answer.model_copy(update={"phrasing": phrasing, "took_ms": took})

    def _sources(self, answer: wire.AnswerView) -> list[Source]:
        """Return the passages of the statements, read from their documents, and the facts."""
        found = []
        for identifier in dict.fromkeys(one.passage for one in answer.statements):
            view = self._passage(identifier)
            document = self._document(view.document)
            text = document.read(tuple(Span(*pair) for pair in view.spans))
            found.append(Source(identifier, text, own_words(view, document)))
        found += [Source(fact.iri, _said(fact), _said(fact), fact=True) for fact in answer.facts]
        return found[:SOURCES]

    def _phrase(self, question: str, sources: Sequence[Source]) -> wire.PhrasingView:
        try:
            text = self._written(question, [source.text for source in sources])
        except PhrasingError as error:
            return self._view((), str(error))
        if text.strip() == SILENT:
            return self._view((), "found no answer in the passages above")
        if len(text) > LONGEST:
            return self._view((), f"wrote {len(text):,} characters, where {LONGEST:,} may be read")
        found = judged(written(text), sources, question, self._language)
        whole = len(found.kept) + len(found.refused)
        if not whole or len(found.kept) < KEPT * whole:
            return self._view((), f"is not shown: {_reasons(found.refused, whole)}")
        return self._view(found.kept, f"is shown in part: {_reasons(found.refused, whole)}" if found.refused else None)

    def _written(self, question: str, sources: Sequence[str]) -> str:
        from scrgraph.answering.phrasing_client import complete  # loads the HTTP client

        if not self._free.acquire(blocking=False):
            limit = f"{self._settings.phrasing_at_once} (SCRGRAPH_PHRASING_AT_ONCE)"
            raise PhrasingError(f"was not asked: {limit} other questions wait for it")
        try:
            return complete(self._settings, messages(question, sources))
        finally:
            self._free.release()

    def _view(self, sentences: tuple[wire.PhrasedSentence, ...], note: str | None) -> wire.PhrasingView:
        model = self._settings.phrasing_model
        text = " ".join(sentence.text for sentence in sentences)
        return wire.PhrasingView(text=text, sentences=sentences, model=model, note=note)


def judged(sentences: Sequence[Written], sources: Sequence[Source], question: str, language: Language) -> Judged:
    """Return which sentences their sources bear out; one that leans on a refused one falls with it."""
    kept: list[wire.PhrasedSentence] = []
    refused: list[str] = []
    fell = False
    for sentence in sentences:
        cited = [sources[number - 1] for number in sentence.cites if 1 <= number <= len(sources)]
        if len(cited) < len(sentence.cites):
            reason: str | None = "cites a passage that was not given"
        elif fell and sentence.text.split()[0].strip(",").casefold() in _LEANING:
            reason = "leans on a sentence left out"
        else:
            reason = refusal(sentence.text, cited, question, language)
        fell = reason is not None
        if reason is None:
            kept.append(_shown(sentence.text, cited))
        else:
            refused.append(reason)
    return Judged(tuple(kept), tuple(refused))


def _shown(text: str, cited: Sequence[Source]) -> wire.PhrasedSentence:
    return wire.PhrasedSentence(
        text=text,
        passages=tuple(source.id for source in cited if not source.fact),
        facts=tuple(source.id for source in cited if source.fact),
    )


def _said(fact: wire.FactView) -> str:
    """Return a fact in words, with its dimensions: they say what the number is of."""
    value = f"{fact.value:,.10g}" if isinstance(fact.value, float) else fact.value
    unit = "%" if fact.unit == "percent" else "" if fact.unit == "count" else f" {fact.unit}"
    return "; ".join([f"{fact.label}: {value}{unit}", *(f"{name} {of}" for name, of in fact.dimensions.items())])


def _reasons(refused: Sequence[str], whole: int) -> str:
    """Return why sentences were left out, each reason once with how often it occurred."""
    if not refused:
        return "it holds no sentence"
    counted = (reason if times == 1 else f"{reason}, {times} times" for reason, times in Counter(refused).items())
    return f"{len(refused)} of {whole} sentences left out ({'; '.join(counted)})"
