"""The shape of every IRI, once. Each function takes `Iris` and the record that it names.

An IRI is made of what its thing is called or says; two things that would share one are told apart by their
order ("-2"), so that adding a paragraph moves no other IRI.
"""

from collections.abc import Iterable, Sequence

from scrgraph.iri import Iris, fingerprint, slug
from scrgraph.passages import Passage
from scrgraph.reading.findings import (
    AuditFinding,
    Author,
    Observation,
    PeriodicReview,
    Person,
    Reference,
)
from scrgraph.source.document import Document, Section, Table


class Namer:
    """Tells apart things whose local ids would be equal: the second gets "-2", the third "-3"."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def unique(self, local: str) -> str:
        """Return the local id, with an ordinal from its second use on."""
        count = self._seen.get(local, 0) + 1
        self._seen[local] = count
        return local if count == 1 else self.unique(f"{local}-{count}")


def document_iri(iris: Iris, document: str) -> str:
    """IRI of a document by its id: `id/document/scr-1998-2019`."""
    return iris.thing(f"document/{document}")


def section_iri(iris: Iris, document: Document, section: Section) -> str:
    """IRI of a section: `id/section/scr-1998-2019/3.2.3`."""
    return iris.thing(f"section/{document.id}/{section.number}")


def passage_iri(iris: Iris, passage: Passage | str) -> str:
    """IRI of a passage, or of a passage's id: `id/passage/scr-1998-2019-3.2.3-1f2e3d4c`."""
    return iris.thing(f"passage/{passage if isinstance(passage, str) else passage.id}")


def table_iri(iris: Iris, document: str, table: Table | str) -> str:
    """IRI of a table, or of a table's label: `id/table/scr-1998-2019/1`."""
    return iris.thing(f"table/{document}/{slug(table if isinstance(table, str) else table.label)}")


def reference_locals(references: Iterable[Reference]) -> tuple[str, ...]:
    """Local ids of the entries of one list, in its order; a further entry of the same key gets "-2"."""
    namer = Namer()
    return tuple(namer.unique(f"reference/{entry.document}/{slug(entry.key)}") for entry in references)


def reference_iri(iris: Iris, reference: Reference, references: Sequence[Reference]) -> str:
    """IRI of an entry of a list: `id/reference/scr-1998-2019/brandon-et-al-2010`."""
    return iris.thing(reference_locals(references)[references.index(reference)])


def work_iri(iris: Iris, reference: Reference) -> str:
    """IRI of the work of an entry, the same in every list: `id/work/brandon-et-al-2010-1f2e3d4c`."""
    title = slug(reference.title or reference.text, words=60)
    return iris.thing(f"work/{slug(reference.key)}-{fingerprint(title)}")


def author_iri(iris: Iris, author: Author) -> str:
    """IRI of an author as named: `id/person/brandon-m`, `id/agent/ofsted`.

    One name is one node; that two entries print the same name is no claim that they mean one human being.
    """
    if isinstance(author, Person):
        return iris.thing(f"person/{slug(f'{author.family} {author.given}')}")
    return agent_iri(iris, author.name)


def person_iri(iris: Iris, name: str) -> str:
    """IRI of a person by the full name, given names first: `id/person/brandon-marian`."""
    given, _, family = name.strip().rpartition(" ")
    return iris.thing(f"person/{slug(f'{family} {given}')}")


def agent_iri(iris: Iris, name: str) -> str:
    """IRI of a body as a list or a title page names it: `id/agent/department-for-education`.

    Apart from `id/organisation/`, whose bodies are known: a name alone does not say which of them is meant.
    """
    return iris.thing(f"agent/{slug(name)}")


def entity_iri(iris: Iris, local: str) -> str:
    """IRI of a policy, organisation, review or theme by its local id: `id/policy/children-act-2004`."""
    return iris.thing(local)


def review_iri(iris: Iris, review: PeriodicReview) -> str:
    """IRI of a periodic review: `id/review/2003-2005`."""
    return iris.thing(review.local)


def observation_iri(iris: Iris, observation: Observation) -> str:
    """IRI of an observation: `id/observation/scr-1998-2019/table-1/under-1-year/2003-5`."""
    return iris.thing(observation.local)


def finding_iri(iris: Iris, finding: AuditFinding, document: str) -> str:
    """IRI of an audit finding: `id/finding/scr-1998-2019/duplicate-reference-1f2e3d4c`."""
    places = (f"{anchor.document}:{anchor.text}" for anchor in finding.anchors)
    return iris.thing(f"finding/{document}/{slug(finding.kind)}-{fingerprint(finding.message, *places)}")


def document_graph(iris: Iris, document: str) -> str:
    """IRI of the named graph of a document."""
    return iris.graph(f"document/{document}")
