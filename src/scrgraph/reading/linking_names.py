"""Works named in the text ("the Wood review", "Working Together 2013"), to the entry of the list."""

from collections.abc import Sequence

from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.findings import Reference
from scrgraph.reading.linking_rules import Outcome
from scrgraph.reading.reference_names import normal, without_possessive

GUIDANCE = "guidance"
WORK_NOUNS = frozenset({"review", "inquiry", "enquiry", "report"})
# Words that tell no work apart: "the Final Report", "a Serious Case Review".
PLAIN = frozenset(
    "final interim annual progress overview case cases serious practice independent national local public first second "
    "third review report inquiry summary research statutory government the this our their his her".split()
)
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
    return names.titled(normal(name)) or _of_subject(words, names)


def _of_subject(words: Sequence[str], names: NameIndex) -> list[Reference]:
    """Return the one work whose title holds the proper name and the noun of "the Climbié report", if only one does."""
    if len(words) < 2 or words[-1].casefold() not in WORK_NOUNS:
        return []
    noun, subject = words[-1].casefold(), [normal(word) for word in words[:-1]]
    if any(not word[:1].isupper() for word in words[:-1]) or not PLAIN.isdisjoint(subject):
        return []
    holding = [set(names.title_words.get(word, ())) for word in subject]
    found = [names.reference(index) for index in sorted(set.intersection(*holding))]
    distinct = {reference.duplicate_of or reference.index for reference in found}
    title = f" {normal(found[0].title or '')} " if len(distinct) == 1 else ""
    return found[:1] if any(f" {stem} " in title for stem in (noun, *_STEMS.get(noun, ()))) else []


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
