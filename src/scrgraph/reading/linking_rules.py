"""Rules that lead an author part and a year to one entry of the list, from exact to repaired, never to a guess."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scrgraph.reading.citation_grammar import read_authors
from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.findings import Author, Organisation, Person, Reference
from scrgraph.reading.reference_names import forms, normal

_YEAR = re.compile(r"(\d{4}|n\.d\.|in press|forthcoming)([a-k]?)")
SHORTEST_MISSPELT = 5
_SHORTEST_PART = 3
_SMALL = frozenset({"of", "for", "the", "and", "on", "in", "to"})


@dataclass(frozen=True, slots=True)
class Printed:
    """What a citation prints: compared names, `et al` or not, year without and with its suffix, initials if any."""

    names: tuple[str, ...]
    et_al: bool
    base: str
    suffix: str
    malformed: bool = False
    initials: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Candidates of a citation: one is its target, with the rule that repaired it (None if nothing needed repair)."""

    candidates: tuple[int, ...] = ()
    rule: str | None = None


def printed(authors: str, year: str | None, names: NameIndex) -> Printed | None:
    """Read what a citation prints; None without names or a year."""
    found = _YEAR.fullmatch(year or "")
    part = read_authors(authors, 0, len(authors), names)
    if not found or part is None:
        return None
    spelt = tuple(one for name in part.names for one in _split(name, names))
    initials = "".join(letter for letter in normal(part.initials) if letter.isalpha())
    return Printed(spelt, part.et_al, found[1], found[2], part.malformed, initials)


def _split(name: str, names: NameIndex) -> list[str]:
    """Return a compared name, or the two of "Ward/Holmes" where the list knows no such body."""
    whole = normal(name).removeprefix("the ")
    return [normal(part) for part in name.split("/")] if "/" in name and whole not in names.any else [whole]


def apply(citation: Printed, names: NameIndex, cited_suffixes: frozenset[str]) -> Outcome:
    """Return the outcome of the first rule that has an answer; the weak rules must agree on one entry."""
    own = _by_initials(citation, [names.reference(index) for index in names.first.get(citation.names[0], ())])
    for rule in (_exact, _other_form):
        outcome = rule(citation, own, names)
        if outcome.candidates:
            return outcome
    outcome = _suffix(citation, own, names, cited_suffixes)
    if outcome.candidates or outcome.rule:
        return outcome
    rules = (_misspelt, _short_name, _unlisted_second, _wrong_first_author, _near_year)
    weak = [rule(citation, names) for rule in rules]
    return _agreed([outcome for outcome in weak if outcome.candidates])


def _by_initials(citation: Printed, own: Sequence[Reference]) -> Sequence[Reference]:
    """Return the entries whose first author has the printed initials, all where none has or none are printed."""
    if not citation.initials:
        return own
    agreeing = [reference for reference in own if _has_initials(reference.authors[0], citation.initials)]
    return agreeing or own


def _has_initials(author: Author, initials: str) -> bool:
    given = "".join(word[0] for word in normal(author.given).split()) if isinstance(author, Person) else ""
    return bool(given) and (given.startswith(initials) or initials.startswith(given))


def _agreed(outcomes: Sequence[Outcome]) -> Outcome:
    candidates = tuple(sorted({index for outcome in outcomes for index in outcome.candidates}))
    return Outcome(candidates, outcomes[0].rule if len(candidates) == 1 else None)


def _year(reference: Reference) -> tuple[str, str]:
    found = _YEAR.match(reference.year or "")
    return (found[1], found[2]) if found else ("", "")


def fits(citation: Printed, reference: Reference, names: NameIndex) -> bool:
    """Whether the printed names are the form that a citation of this entry takes."""
    return _counts(citation, reference) and _are_authors(citation.names[1:], reference, names)


def _counts(citation: Printed, reference: Reference) -> bool:
    count = _count(reference)
    return count > 2 if citation.et_al else count == len(citation.names)


def _count(reference: Reference) -> int:
    """Return how many authors an entry has; where the list breaks off with "et al", three at least."""
    return max(3, len(reference.authors)) if reference.cut else len(reference.authors)


def _knows(citation: Printed, reference: Reference, names: NameIndex) -> bool:
    return all(reference.index in names.any.get(name, ()) for name in citation.names)


def _are_authors(others: Iterable[str], reference: Reference, names: NameIndex) -> bool:
    """Whether each of these names is one of the entry's authors after the first."""
    later = {form for author in reference.authors[1:] for form in names.forms(author)}
    return all(name in later for name in others)


def _indices(references: Iterable[Reference]) -> tuple[int, ...]:
    """Return the indices, exact duplicates counted once as the first of them."""
    return tuple(dict.fromkeys(reference.duplicate_of or reference.index for reference in references))


def _exact(citation: Printed, own: Sequence[Reference], names: NameIndex) -> Outcome:
    year = (citation.base, citation.suffix)
    found = _indices(r for r in own if _year(r) == year and fits(citation, r, names))
    return Outcome(found, "misspelt-et-al" if citation.malformed and len(found) == 1 else None)


def _other_form(citation: Printed, own: Sequence[Reference], names: NameIndex) -> Outcome:
    """First author and year are right, but the list counts more or fewer authors."""
    year = (citation.base, citation.suffix)
    same = [r for r in own if _year(r) == year and _are_authors(citation.names[1:], r, names)]
    found = _indices(same)
    return Outcome(found, _form_rule(citation, same[0]) if len(found) == 1 else None)


def _form_rule(citation: Printed, reference: Reference) -> str:
    if citation.et_al:
        return "needless-et-al"
    return "missing-et-al" if _count(reference) > 2 else "missing-second-author"


def _suffix(citation: Printed, own: Sequence[Reference], names: NameIndex, cited: frozenset[str]) -> Outcome:
    """The year is right but not its suffix."""
    same = [r for r in own if _year(r)[0] == citation.base and fits(citation, r, names)]
    bare = _indices(r for r in same if not _year(r)[1])
    marked = _indices(r for r in same if _year(r)[1])
    if not citation.suffix:
        return Outcome(marked, "missing-suffix" if len(marked) == 1 else None)
    place = ord(citation.suffix) - ord("a")
    if len(bare) > 1 and place < len(bare):
        return Outcome((bare[place],), "suffix-by-list-order")
    if len(bare) == 1 and (place == 0 or cited == {citation.suffix}):
        return Outcome(bare, "suffix-not-in-list")
    # A second work of that year is cited, but the list has only one: the entry is missing, its neighbour no stand-in.
    return Outcome((), "entry-missing") if bare else Outcome(marked if len(marked) > 1 else ())


def _misspelt(citation: Printed, names: NameIndex) -> Outcome:
    """One letter wrong in the first author's name, or two in a long one; the year is exact."""
    wrong = citation.names[0]
    if len(wrong) < SHORTEST_MISSPELT or wrong in names.first:
        return Outcome()
    same_year = (names.reference(index) for index in names.years.get(citation.base + citation.suffix, ()))
    near = [r for r in same_year if r.authors and any(_is_near(wrong, form) for form in forms(r.authors[0]))]
    others = citation.names[1:]
    return Outcome(
        _indices(r for r in near if fits(citation, r, names) or (others and _are_authors(others, r, names))),
        "misspelt-author",
    )


def _short_name(citation: Printed, names: NameIndex) -> Outcome:
    """The first or last part of a double surname stands for it, or the initials of a body for its name."""
    short = citation.names[0]
    same_year = (names.reference(index) for index in names.years.get(citation.base + citation.suffix, ()))
    others = citation.names[1:]
    found = [
        reference
        for reference in same_year
        if reference.authors
        and _shortens(short, reference.authors[0])
        and (_counts(citation, reference) and _are_authors(others, reference, names))
    ]
    return Outcome(_indices(found), "short-name")


def _shortens(short: str, author: Author) -> bool:
    if isinstance(author, Organisation):
        words = [word for word in normal(author.name).split() if word not in _SMALL]
        return len(short) > 1 and short == "".join(word[0] for word in words)
    parts = normal(author.family).split()
    return len(parts) > 1 and len(short) >= _SHORTEST_PART and short in (parts[0], parts[-1])


def _wrong_first_author(citation: Printed, names: NameIndex) -> Outcome:
    """The named person wrote a work of that year, but is not its first author."""
    if not citation.et_al and len(citation.names) == 1:
        return Outcome()
    year = (citation.base, citation.suffix)
    own = (names.reference(index) for index in names.any.get(citation.names[0], ()))
    own = (r for r in own if r.index not in names.first.get(citation.names[0], ()))
    found = _indices(r for r in own if _year(r) == year and _counts(citation, r) and _knows(citation, r, names))
    return Outcome(found, "wrong-first-author")


def _unlisted_second(citation: Printed, names: NameIndex) -> Outcome:
    """The first author's only work of that year is listed under that name alone."""
    year = (citation.base, citation.suffix)
    own = [names.reference(index) for index in names.first.get(citation.names[0], ())]
    same = [r for r in own if _year(r) == year]
    alone = len(citation.names) == 2 and len(same) == 1 and _count(same[0]) == 1
    return Outcome(_indices(same), "second-author-not-listed") if alone else Outcome()


def _near_year(citation: Printed, names: NameIndex) -> Outcome:
    """The same authors in the same form, one year earlier or later."""
    if not citation.base.isdecimal():
        return Outcome()
    own = (names.reference(index) for index in names.first.get(citation.names[0], ()))
    near = {str(int(citation.base) + step) for step in (-1, 1)}
    return Outcome(_indices(r for r in own if _year(r)[0] in near and fits(citation, r, names)), "year-off-by-one")


def _is_near(wrong: str, right: str) -> bool:
    limit = 1 if len(right) < 8 else 2
    return abs(len(wrong) - len(right)) <= limit and _distance(wrong, right, limit) <= limit


def _distance(left: str, right: str, limit: int) -> int:
    """Return the edit distance (Levenshtein 1966), or a number above `limit` as soon as it must be."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        if min(row) > limit:
            return limit + 1
    return row[-1]
