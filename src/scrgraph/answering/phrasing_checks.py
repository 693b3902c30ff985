"""Whether a sentence that a language model wrote may be shown: what it takes from its sources must stand in them.

The checks cannot know what a sentence means. They see to it that it cites, quotes, counts and names nothing that its
sources do not hold, and that it keeps near their words; they refuse many a sentence that is true.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scrgraph.reading.quantities_numbers import numbers

SUPPORT = 0.5
"""Share of a sentence's words that its sources or the question hold in some form.

"Fathers were often overlooked by professionals" keeps 2 of 3 of "Fathers were often overlooked"; advice to visit an
address, or a judgement of the model's own, keeps none.
"""
_LOOKALIKES = str.maketrans("‘’‛“”„", "'''\"\"\"")
_DOUBLE = re.compile(r'"([^"]*)"')
_SINGLE = re.compile(r"(?<!\w)'(?=\w)(.+?)(?<=[\w.,!?])'(?!\w)")
_MARKUP = re.compile(r"[<>\[\]{}*_#`|\\«»@]|://|\bwww\.|[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_STOPPED = re.compile(r"[.!?][\"'’”)]*$")
_BRACKETS = re.compile(r"\([^()]*\)")
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_TURNING = frozenset(
    (
        "all always both dozen dozens each every everybody everyone half hundreds majority millions minority most only"
        " thousands twice third fourth fifth sixth seventh eighth ninth tenth"
        " barely cannot hardly neither never no nobody none nor not nothing nowhere rarely scarcely seldom without"
    ).split(" ")
)
"""Words that say how many or how often without a numeral, or that it is not so."""


@dataclass(frozen=True, slots=True)
class Language:
    """How words are compared: the stems of a text (stop words left out), and whether any passage holds a word."""

    stems: Callable[[str], Sequence[str]]
    held: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Source:
    """A passage or a fact that is given to the model: its id or IRI, its text, and the text without its citations."""

    id: str
    text: str
    own: str
    fact: bool = False


def refusal(sentence: str, sources: Sequence[Source], question: str, language: Language) -> str | None:
    """Return why a sentence (without its marks) may not be shown beside the sources that it cites; None: it may."""
    plain, texts = _plain(sentence), [_plain(source.text) for source in sources]
    if not texts:
        return "cites none of the passages given"
    if _MARKUP.search(sentence):
        return "holds an address, markup or brackets"
    if not _STOPPED.search(sentence):
        return "is cut off"
    if not all(_quotes(quotation, texts) for quotation in _quotations(plain)):
        return "quotes what its passages do not say"
    if not _counts(_uncited(plain, texts), " ".join(_plain(source.own) for source in sources)):
        return "gives a number that its passages do not"
    if not _turns(plain, " ".join(texts)):
        return "counts or denies in words that its passages do not use"
    if not _names(plain, " ".join([*texts, question]), language):
        return "names what its passages do not"
    if not _supported(plain, " ".join([*texts, question]), language):
        return "strays from the words of its passages"
    return None


def _plain(text: str) -> str:
    return " ".join(text.translate(_LOOKALIKES).split())


def _quotations(sentence: str) -> Iterator[str]:
    """Yield what stands in quotation marks; a mark without its pair opens a quotation that never ends."""
    yield from (match[1] for match in _DOUBLE.finditer(sentence))
    yield from (match[1] for match in _SINGLE.finditer(sentence))
    if sentence.count('"') % 2:
        yield sentence[sentence.rindex('"') :]


def _quotes(quotation: str, texts: Sequence[str]) -> bool:
    """Whether a text holds a quotation letter by letter, as whole words; a stop set inside the marks may differ."""
    words = quotation.strip(" .,;:!?")
    return bool(words) and any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) for text in texts)


def _uncited(sentence: str, texts: Sequence[str]) -> str:
    """Return a sentence without the brackets that a text holds as they are: its own citations, years and pages."""
    return _BRACKETS.sub(lambda found: "" if any(found.group() in text for text in texts) else found.group(), sentence)


def _counts(sentence: str, text: str) -> bool:
    """Whether every number stands in the text, in figures or in words, with its unit."""
    known = {(one.value, one.unit) for one in numbers(text)}
    own = list(numbers(sentence))
    if not all((one.value, one.unit) in known for one in own):
        return False
    runs = set(_DIGITS.findall(text))
    rest = "".join(" " if any(n.start <= at < n.end for n in own) else sign for at, sign in enumerate(sentence))
    signs = {sign for sign in rest if unicodedata.category(sign) in ("No", "Nl")}
    return set(_DIGITS.findall(rest)) <= runs and signs <= set(text)


def _turns(sentence: str, text: str) -> bool:
    """Whether every word that could turn the meaning round stands in the text, but for those of numbers."""
    counted = [(number.start, number.end) for number in numbers(sentence)]
    words = {
        word
        for match in _WORD.finditer(sentence)
        if not any(start <= match.start() < end for start, end in counted)
        for word in _words(match.group())
    }
    return _TURNING & words <= {*_words(text)}


def _words(text: str) -> list[str]:
    """Return the words of a text; "n't" is the word "not"."""
    words = [word.group().casefold() for word in _WORD.finditer(text)]
    return [*words, *("not" for word in words if word.endswith("n't") or word == "cannot")]


def _names(sentence: str, text: str, language: Language) -> bool:
    """Whether every word that begins with a capital stands in the text; the first may be a word of any passage."""
    known = {part for word in _words(text) for part in (word, *word.split("'")[:1], *word.split("-"))}
    for match in _WORD.finditer(sentence):
        word = match.group()
        folded = word.casefold()
        if word[0].isupper() and folded not in known and folded.split("'")[0] not in known:
            first = not _WORD.search(sentence[: match.start()])
            if not (first and language.held(word)):
                return False
    return True


def _supported(sentence: str, text: str, language: Language) -> bool:
    own, known = set(language.stems(sentence)), set(language.stems(text))
    return bool(own) and len(own & known) >= SUPPORT * len(own)
