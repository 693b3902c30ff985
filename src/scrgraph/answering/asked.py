"""Which form of question the graph answers a question has, and the query filled for it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from scrgraph.answering.forms import FORMS, NOISE, Form, Shape
from scrgraph.answering.lettered import lettered_works
from scrgraph.answering.listed_works import listed_works
from scrgraph.iri import Iris
from scrgraph.reading.linker import Link
from scrgraph.sparql.named import NamedQuery

_COUNTS = re.compile(r"\bhow (?:many|often)\b|\bcount\b|\bnumbers? of\b|\btotal\b", re.IGNORECASE)
_PAGE = re.compile(r"\b(?:p|pp|page|pages)\.?\s*(\d{1,4})\b", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_OF_A_TITLE = ("works-of-an-author",)
"""Queries whose `about` is a phrase of the title."""
_NAME = re.compile(r"[^\W\d_][\w’'-]*")
_GIVEN = re.compile(r"(?<=\s)[A-Z][\w’'-]*\s*$")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Asked:
    """A form with its query, filled, and what fills its slot.

    `rows` lists what answers; `sparql` is shown: the same, or the count of it where a count is asked.
    """

    form: Form
    title: str
    rows: str
    sparql: str
    subject: str
    page: int | None
    counts: bool


class Asking:
    """Finds the form of a question.

    `people` are the authors of works and reviews by family name in lower case, `works` the IRIs of works by their keys,
    `issued` those of the listed works that are a policy itself, by the policy's local id.
    """

    def __init__(
        self,
        queries: Sequence[NamedQuery],
        iris: Iris,
        stems: Callable[[str], list[str]],
        people: Callable[[], Mapping[str, str]],
        publishers: Callable[[], Sequence[str]] = tuple,
        works: Callable[[], Mapping[str, str]] = dict,
        issued: Callable[[], Mapping[str, Sequence[str]]] = dict,
    ) -> None:
        self._queries = {query.name: query for query in queries}
        self._iris = iris
        self._stems = stems
        self._people = people
        self._publishers = publishers
        self._works = works
        self._issued = issued

    def find(self, question: str, links: Sequence[Link]) -> Asked | None:
        """Return the first form that a question has, None where it has none."""
        held = frozenset(self._stems(question))
        for form, needs, may in self._forms:
            # Most forms end here, before anything is looked for that may fill their slot.
            if form.kind != "works" and not (_on_a_page(form, question) or all(words & held for words in needs)):
                continue
            for subject, value, rest in self._subjects(form, question, links):
                filled = self._fits(form, needs, may, rest)
                if filled is not None:
                    return self._asked(form, question, subject, value | filled)
        return None

    @cached_property
    def _forms(self) -> list[tuple[Form, list[frozenset[str]], frozenset[str]]]:
        noise = frozenset(self._stems(NOISE))
        return [
            (form, needs, noise.union(self._stems(form.may), *needs))
            for form in FORMS
            if form.query in self._queries
            for needs in [[frozenset(self._stems(words)) for words in form.needs]]
        ]

    def _subjects(self, form: Form, question: str, links: Sequence[Link]) -> Iterator[tuple[str, dict[str, str], str]]:
        """Yield each thing that may fill a form's slot: its words, the parameters, the question without it."""
        if not form.kind:
            yield "", {}, question
        elif form.kind == "works":
            yield from listed_works(question, self._publishers)
        elif form.kind == "person":
            yield from self._persons(form, question)
        else:
            for link in links:
                if link.local.startswith(f"{form.kind}/"):
                    rest = _without(question, [one for one in links if one.local == link.local])
                    filling = self._filling(form, link)
                    if filling:
                        yield link.label, {form.slot: filling}, rest
            if form.kind == "work":
                for keys, iris, rest in lettered_works(question, self._works()):
                    yield " and ".join(keys), {form.slot: " ".join(iris)}, rest

    def _filling(self, form: Form, link: Link) -> str:
        """Return the IRI that fills a form's slot; of a policy asked for as a work those of its listed works."""
        if form.kind == "policy" and form.slot == "work":
            return " ".join(self._issued().get(link.local, ()))
        return f"{self._iris.base}/id/{link.local}"

    def _persons(self, form: Form, question: str) -> Iterator[tuple[str, dict[str, str], str]]:
        known = self._people()
        for match in _NAME.finditer(question):
            name = known.get(_POSSESSIVE.sub("", match.group()).casefold())
            if name is not None:
                rest = f"{_GIVEN.sub('', question[: match.start()])} {question[match.end() :]}"
                yield name, {form.slot: name}, rest

    def _fits(
        self, form: Form, needs: Sequence[frozenset[str]], may: frozenset[str], rest: str
    ) -> dict[str, str] | None:
        """Return parameters that the rest of a question fills beside the slot, None where it does not fit."""
        held = frozenset(self._stems(_PAGE.sub(" ", rest) if form.slot == "work" else rest))
        if not (_on_a_page(form, rest) or all(words & held for words in needs)):
            return None
        if form.loose or held <= may:
            return {}
        about = self._left_over(rest, may) if form.query in _OF_A_TITLE else None
        return {"about": about} if about else None

    def _left_over(self, rest: str, may: frozenset[str]) -> str | None:
        """Return the words that are not accounted for when they stand together, None when they are scattered."""
        spans = [match.span() for match in _WORD.finditer(rest) if not may.issuperset(self._stems(match.group()))]
        phrase = rest[spans[0][0] : spans[-1][1]] if spans else ""
        return phrase if len(phrase.split()) == len(spans) else None

    def _asked(self, form: Form, question: str, subject: str, values: Mapping[str, str]) -> Asked:
        query = self._queries[form.query]
        page = _PAGE.search(question) if form.query == "citing-places" else None
        filled = query.filled(dict(form.fixed) | dict(values) | ({"cited_page": page[1]} if page else {}))
        filled = rebased(filled, self._iris)
        counts = form.title != "" and _COUNTS.search(question) is not None
        return Asked(
            form=form,
            title=query.title,
            sparql=counting(filled, form.shape) if counts and form.shape != "places" else filled,
            rows=filled,
            subject=subject,
            page=int(page[1]) if page else None,
            counts=counts,
        )


def _on_a_page(form: Form, text: str) -> bool:
    """Whether a text asks for a page of a work, and so for the places that cite it, in whatever words."""
    return form.loose and _PAGE.search(text) is not None


def _without(text: str, links: Sequence[Link]) -> str:
    for link in sorted(links, key=lambda one: -one.start):
        text = f"{text[: link.start]} {text[link.end :]}"
    return text


def rebased(query: str, iris: Iris) -> str:
    """Return a query of the ontology's files for the base of a graph."""
    return query.replace(f"{Iris().base}/", f"{iris.base}/")


def counting(query: str, shape: Shape = "list") -> str:
    """Return the query that counts the things which a query lists, or the labels where they are of one thing."""
    counted = "?label" if shape == "together" else "?thing"
    at = query.index("SELECT ")
    inner = query[at:].strip().replace("\n", "\n  ")
    return f"{query[:at]}SELECT (COUNT(DISTINCT {counted}) AS ?count) WHERE {{\n  {{ {inner} }}\n}}\n"
