"""Works named in the text ("the Wood review", "Working Together 2013"), to the entry of the list."""

from collections.abc import Sequence

from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.findings import Reference
from scrgraph.reading.linking_rules import Outcome
from scrgraph.reading.reference_names import normal, without_possessive

GUIDANCE = "guidance"
WORK_NOUNS = frozenset({"review", "inquiry", "enquiry", "report"})
_STEMS = {"enquiry": ("inquiry", "enquiry"), "inquiry": ("inquiry", "enquiry"), "review": ("review", "report")}


def link_by_name(name: str, year: str | None, names: NameIndex) -> Outcome:
    """Return the entries that a name denotes: a person's review, a title's opening words, or "guidance" of a year."""
    found = candidates(name, names)
    if year:
        found = [reference for reference in found if (reference.year or "")[:4] == year[:4]]
    return Outcome(tuple(dict.fromkeys(reference.duplicate_of or reference.index for reference in found)))


def candidates(name: str, names: NameIndex) -> list[Reference]:
    """Return the entries that a name without its year may denote, in list order."""
    words = [without_possessive(word) for word in name.split()]
    if normal(name) == GUIDANCE:
        return [reference for reference in names.references if reference.type == GUIDANCE]
    if words and words[-1].casefold() in WORK_NOUNS and (own := _of_person(words, names)):
        return own
    return names.titled(normal(name))


def _of_person(words: Sequence[str], names: NameIndex) -> list[Reference]:
    """Return the works of the first-named person whose title holds the noun and the words between."""
    own = [names.reference(index) for index in names.first.get(normal(words[0]), ())]
    noun = words[-1].casefold()
    wanted = [normal(word) for word in words[1:-1]]
    kept = []
    for reference in own:
        title = f" {normal(reference.title or '')} "
        if any(f" {stem} " in title for stem in _STEMS.get(noun, (noun,))) and all(f" {w} " in title for w in wanted):
            kept.append(reference)
    exact = [r for r in kept if f" {noun} " in f" {normal(r.title or '')} "]
    return exact or kept
