"""Who stands behind cited works: the report's own authors, and how many teams share no author."""

from collections.abc import Iterable, Sequence

from scrgraph.reading.citation_names import NameIndex
from scrgraph.reading.findings import Author, Person, Reference
from scrgraph.reading.reference_names import normal

Identity = tuple[str, str] | str

_TITLES = frozenset("professor prof dr lord lady baroness sir dame mr mrs ms miss rt hon".split(" "))


def own_authors(names: Sequence[str], reference: Reference) -> tuple[Author, ...]:
    """Return the authors of an entry who are among these full names ("Jonathan Dickens" is "Dickens, J.").

    A person is the same where the family name and the first initial are; an entry without initials proves nothing.
    An organisation is the same under its name or its acronym.
    """
    people = {found for name in names if (found := _person(name))}
    bodies = {normal(name).removeprefix("the ") for name in names}
    return tuple(author for author in reference.authors if _is_one_of(author, people, bodies))


def _is_one_of(author: Author, people: set[tuple[str, str]], bodies: set[str]) -> bool:
    if isinstance(author, Person):
        return _identity(author) in people
    return any(normal(name).removeprefix("the ") in bodies for name in (author.name, author.acronym) if name)


def _person(name: str) -> tuple[str, str] | None:
    """Return family name and first initial of "Dr Jonathan Dickens" or "Dickens, Jonathan"."""
    family, comma, given = name.partition(",")
    words = name.split() if not comma else [*given.split(), family]
    while words and normal(words[0]) in _TITLES:
        words.pop(0)
    return (normal(words[-1]), normal(words[0])[:1]) if len(words) > 1 else None


def _identity(person: Person) -> tuple[str, str] | None:
    words = [word for word in person.given.split() if normal(word) not in _TITLES]
    return (normal(person.family), normal(words[0])[:1]) if words else None


def count_teams(references: Iterable[Reference], names: NameIndex) -> int:
    """Return the number of groups of works that share no author: the connected components over shared authors.

    Two works of which one author is the same count once, however many more they have.
    """
    teams: list[set[Identity]] = []
    for reference in references:
        merged = {identity for author in reference.authors for identity in identities(author, names)}
        merged = merged or {reference.key}
        apart = [team for team in teams if team.isdisjoint(merged)]
        teams = [*apart, merged.union(*(team for team in teams if not team.isdisjoint(merged)))]
    return len(teams)


def identities(author: Author, names: NameIndex) -> set[Identity]:
    """Return what tells an author apart: family name and first initial of a person, every form of an organisation."""
    if isinstance(author, Person):
        return {_identity(author) or (normal(author.family), "")}
    return set(names.forms(author))
