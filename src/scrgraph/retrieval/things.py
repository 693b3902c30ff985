"""The things that questions name, with the words people use for them: the linkers that read reports, for questions."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from scrgraph.graph.names import work_iri
from scrgraph.iri import Iris, slug
from scrgraph.reading.authority import Authority
from scrgraph.reading.findings import PeriodicReview, Reading, Reference
from scrgraph.reading.linker import LinkRecord
from scrgraph.reading.series import SeriesWords
from scrgraph.reading.surfaces import link_records
from scrgraph.reading.words import fold_key
from scrgraph.source.document import Document, Table

_ORDINALS = tuple("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(" "))
_TITLE_WORDS = 3
"""A shorter title is everyday words ("Progress Report") and names no work by itself."""
_OTHERS = " et al "
_LAST = ("final", "last", "latest")


def thing_records(iris: Iris, readings: Sequence[Reading], authority: Authority) -> tuple[LinkRecord, ...]:
    """Return everything a question may name: themes, policies, organisations, places, periodic reviews, cited works.

    The title of a work that names a theme or a policy too ("Child sexual exploitation: ...") is left to these.
    """
    works = {work_local(iris, r): r for reading in readings for r in reading.references}
    shorter = short_names(works)
    known = link_records(authority)
    names = {fold_key(surface) for record in known for surface in record.surfaces}
    return (
        *known,
        *(LinkRecord(one.local, one.label, (one.label, *one.alternative)) for one in authority.places),
        *{one.local: one for reading in readings for one in review_records(reading.reviews, reading.series)}.values(),
        *(
            LinkRecord(
                local, r.key, (*(name for name in work_surfaces(r) if fold_key(name) not in names), *shorter[local])
            )
            for local, r in works.items()
        ),
    )


def table_records(document: Document) -> Iterator[LinkRecord]:
    """Yield the tables of a document as it names them: "Table 1", "Appendix A"."""
    for table in document.tables:
        name = table.label.replace("-", " ").title()
        surface = f"Table {name}" if table.label[:1].isdigit() else name
        yield LinkRecord(table_local(document, table), surface, (surface,))


def table_local(document: Document, table: Table) -> str:
    """Return the local id of a table."""
    return f"table/{document.id}/{slug(table.label)}"


def work_local(iris: Iris, reference: Reference) -> str:
    """Return the local id of the work of a reference entry."""
    return iris.local(work_iri(iris, reference)) or reference.key


def work_surfaces(reference: Reference) -> Iterator[str]:
    """Yield how a question names a work: its key, with and without brackets, and its title."""
    yield reference.key
    yield ", ".join(reference.key.rsplit(" ", 1))
    if _OTHERS in reference.key:
        yield from (reference.key.replace(_OTHERS, said) for said in (" and others ", " and colleagues "))
    for title in (reference.title or "", (reference.title or "").partition(":")[0]):
        if len(title.split()) >= _TITLE_WORDS:
            yield title


def short_names(works: Mapping[str, Reference]) -> dict[str, list[str]]:
    """Return what names a work well enough where no other is named so: its first author and year, its two authors."""
    names = {local: set(_shortened(work.key)) for local, work in works.items()}
    taken = Counter(name for found in names.values() for name in found)
    taken.update(work.key for work in works.values())
    return {local: sorted(name for name in found if taken[name] == 1) for local, found in names.items()}


def _shortened(key: str) -> Iterator[str]:
    """Yield the shorter names of a key: "Rose and Barnes 2008" gives "Rose 2008" and "Rose and Barnes"."""
    authors, _, year = key.rpartition(" ")
    first, *others = re.split(r" et al\b|, | and ", authors)
    if others:
        yield f"{first} {year}"
    if len(others) == 1 and " and " in authors:
        yield authors


def review_records(reviews: Sequence[PeriodicReview], words: SeriesWords) -> Iterator[LinkRecord]:
    """Yield the periodic reviews with their periods, ordinals and titles; `words` name a member of their series."""
    # "First case review" asks for one of the reviews that a member of the series is about.
    inner = tuple(thing.casefold() for thing in words.counted)
    outer = [one for one in words.qualifiers if not any(t.startswith(one.casefold().split()[-1]) for t in inner)]
    named = [*words.nouns, *(f"{one} {noun}" for one in outer for noun in words.nouns if one != noun)]
    last = max((review.number for review in reviews), default=0)
    for review in reviews:
        surfaces = [*periods(review.start, review.end), review.title, review.title.partition(":")[0]]
        ordinals = [_ORDINALS[review.number - 1]] if review.number <= len(_ORDINALS) else []
        ordinals += _LAST if review.number == last else ()
        surfaces += [f"{ordinal} {word}" for ordinal in ordinals for word in named]
        yield LinkRecord(review.local, f"{review.start}-{review.end} review", tuple(surfaces))


def periods(start: int, end: int) -> Iterator[str]:
    """Yield the ways to write a period of years: 2003-2005, 2003-05, 2003-5, 2003 to 2005."""
    yield f"{start}-{end}"
    yield f"{start}-{end % 100:02d}"
    if end % 100 < 10:
        yield f"{start}-{end % 10}"
    yield f"{start} to {end}"


def surfaces_of(records: Iterable[LinkRecord], prefix: str) -> tuple[LinkRecord, ...]:
    """Return the records whose local id starts with a prefix ("review/")."""
    return tuple(record for record in records if record.local.startswith(prefix))
