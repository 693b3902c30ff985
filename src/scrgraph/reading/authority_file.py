"""One authority file in Turtle, and the few questions that are asked of it."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from scrgraph.errors import BuildError
from scrgraph.vocabulary import NAMESPACES

_TYPE = NAMESPACES["rdf"] + "type"
_THINGS = "/id/"
_TERMS = "/ontology#"


@dataclass(frozen=True, slots=True)
class AuthorityFile:
    """The statements of a file: `facts[subject][predicate]` holds the objects in the order of the file.

    Things are named `<base>/id/<kind>/<slug>` and terms `<base>/ontology#<name>`, under whatever base.
    """

    name: str
    terms: str
    facts: dict[str, dict[str, list[str]]]

    @classmethod
    def open(cls, path: Path) -> "AuthorityFile":
        """Read a file.

        Raises:
            BuildError: It is missing, unreadable or not Turtle; the message names the file and the line.
        """
        facts: dict[str, dict[str, list[str]]] = {}
        try:
            for quad in parse(path.read_bytes(), format=RdfFormat.TURTLE):
                properties = facts.setdefault(_name(quad.subject), {})
                properties.setdefault(quad.predicate.value, []).append(_name(quad.object))
        except SyntaxError as error:
            raise BuildError(
                f"{path.name}, line {error.lineno}, is not valid Turtle ({error.msg}); correct it and build again"
            ) from None
        except OSError as error:
            raise BuildError(f"{path} cannot be read ({error.strerror}); restore the ontology folder") from None
        return cls(path.name, _base(facts) + _TERMS, facts)

    def things(self, kind: str) -> tuple[str, ...]:
        """IRIs of the things of a kind ("theme"), sorted."""
        return tuple(sorted(iri for iri in self.facts if f"{_THINGS}{kind}/" in iri))

    def local(self, iri: str) -> str:
        """Local id of a thing: "theme/poverty"."""
        head, mark, local = iri.partition(_THINGS)
        if not mark:
            raise BuildError(f"{self.name} links to <{head}>, which is no thing of scrgraph; use an IRI with {_THINGS}")
        return local

    def locals(self, iri: str, predicate: str) -> tuple[str, ...]:
        """Local ids of the things that a property leads to, in the order of the file."""
        return tuple(self.local(value) for value in self.texts(iri, predicate))

    def texts(self, iri: str, predicate: str) -> tuple[str, ...]:
        """Every value of a property, in the order of the file."""
        return tuple(self.facts[iri].get(predicate, ()))

    def text(self, iri: str, predicate: str) -> str | None:
        """The first value of a property, None where there is none."""
        values = self.texts(iri, predicate)
        return values[0] if values else None

    def need(self, iri: str, predicate: str) -> str:
        """The value of a property that every such thing has.

        Raises:
            BuildError: It has none.
        """
        value = self.text(iri, predicate)
        if not value:
            raise BuildError(f"{self.name}: {self.local(iri)} has no {_last(predicate)}; add one and build again")
        return value

    def type(self, iri: str) -> str:
        """Name of the class of a thing, without its namespace: "Legislation"."""
        return _last(self.need(iri, _TYPE))

    def year(self, iri: str, predicate: str) -> int | None:
        """A year, None where none is stated."""
        text = self.text(iri, predicate)
        if text is None:
            return None
        if not (text.isdecimal() and len(text) == 4):
            raise BuildError(f"{self.name}: {self.local(iri)} has {text!r} where a year must stand; correct it")
        return int(text)


def _name(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return str(term) if isinstance(term, Triple) else term.value


def _last(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def _base(facts: dict[str, dict[str, list[str]]]) -> str:
    """Return the base under which the file's things stand, empty where it has none."""
    return next((iri.partition(_THINGS)[0] for iri in facts if _THINGS in iri), "")
