"""Diagrams of the ontology, drawn from it: each class with what leads from it and to it, as SVG or Mermaid."""

from collections.abc import Sequence
from html import escape

from scrgraph.graph.ontology_terms import Ontology, Term

_LETTER, _LINE, _PAD = 7.4, 34, 10
"""Width of a letter, height of a row and padding of a box, in pixels of a 13 px sans-serif."""
_GAP, _BEND = 190, 40
"""Length of an arrow, which carries the name of its property, and of its slanting part, in pixels."""


def diagrammed(ontology: Ontology) -> tuple[Term, ...]:
    """Return the classes that a property leads from or to; a diagram of any other would be a lone box."""
    return tuple(
        term
        for term in ontology.of("class")
        if ontology.properties_of(term.name) or ontology.properties_to(term.name) or term.parents
    )


def class_diagram(ontology: Ontology, name: str) -> str:
    """Return an SVG of a class (its local name): what leads to it on the left, what it leads to on the right.

    Text takes the colour of the page around it; the title and description are for readers who do not see it.
    """
    inward = [(_first(term.domain), term.name) for term in ontology.properties_to(name)]
    outward = [(_first(term.range), term.name) for term in ontology.properties_of(name)]
    outward = [(parent, "is a kind of") for parent in _parents(ontology, name)] + outward
    own = f"scr:{name}"
    left, middle, right = _width([box for box, _ in inward]), _width([own]), _width([box for box, _ in outward])
    rows = max(len(inward), len(outward), 1)
    at = left + _GAP if inward else 0.0
    width, height = at + middle + (_GAP + right if outward else 0), rows * _LINE + 2
    centre = height / 2
    parts = [_box(own, at, centre, middle, strong=True)]
    for row, (box, label) in enumerate(inward):
        y = _row(row, len(inward), height)
        parts += [_box(box, 0, y, left), _arrow(left, y, at, centre, y, label)]
    for row, (box, label) in enumerate(outward):
        y = _row(row, len(outward), height)
        parts += [_box(box, at + middle + _GAP, y, right), _arrow(at + middle, centre, at + middle + _GAP, y, y, label)]
    told = "; ".join(
        [f"{box} {label} {own}" for box, label in inward] + [f"{own} {label} {box}" for box, label in outward]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}"'
        f' width="{width:.0f}" height="{height:.0f}" role="img"'
        f' font-family="sans-serif" font-size="13"><title>{escape(own)}</title><desc>{escape(told)}</desc>'
        f"{''.join(parts)}</svg>"
    )


def mermaid(ontology: Ontology) -> str:
    """Return a Mermaid class diagram of all classes and the properties between them."""
    lines = ["classDiagram"]
    for term in ontology.of("class"):
        lines += [f"  {_node(parent)} <|-- {_node(f'scr:{term.name}')}" for parent in term.parents]
    for term in ontology.of("object property"):
        lines += [f"  {_node(a)} --> {_node(b)} : {term.name}" for a in term.domain for b in term.range]
    return "\n".join(lines) + "\n"


def _parents(ontology: Ontology, name: str) -> Sequence[str]:
    return next((term.parents for term in ontology.of("class") if term.name == name), ())


def _first(curies: Sequence[str]) -> str:
    return curies[0] if curies else "anything"


def _width(boxes: Sequence[str]) -> float:
    return max((len(box) for box in boxes), default=0) * _LETTER + 2 * _PAD


def _row(row: int, rows: int, height: float) -> float:
    return height * (row + 0.5) / rows


def _box(text: str, x: float, y: float, width: float, *, strong: bool = False) -> str:
    stroke = 2 if strong else 1
    return (
        f'<rect x="{x + 1:.0f}" y="{y - 12:.0f}" width="{width - 2:.0f}" height="24" rx="4" fill="none"'
        f' stroke="currentColor" stroke-width="{stroke}"/>'
        f'<text x="{x + width / 2:.0f}" y="{y + 4:.0f}" text-anchor="middle" fill="currentColor">{escape(text)}</text>'
    )


def _arrow(x: float, y: float, to_x: float, to_y: float, level: float, label: str) -> str:
    """Return a line that runs level at the height of its outer box, with its label above that part, and its head."""
    bend = x + _BEND if level == to_y else to_x - _BEND
    middle = (bend + to_x) / 2 if level == to_y else (x + bend) / 2
    head = f"M{to_x - 7:.0f} {to_y - 4:.0f} L{to_x:.0f} {to_y:.0f} L{to_x - 7:.0f} {to_y + 4:.0f}"
    return (
        f'<path d="M{x:.0f} {y:.0f} L{bend:.0f} {level:.0f} L{to_x:.0f} {to_y:.0f} {head}" fill="none"'
        f' stroke="currentColor" opacity=".6"/>'
        f'<text x="{middle:.0f}" y="{level - 4:.0f}" text-anchor="middle" fill="currentColor"'
        f' font-size="11">{escape(label)}</text>'
    )


def _node(curie: str) -> str:
    """Return a curie as Mermaid takes a name: letters, digits and underscores."""
    return "".join(letter if letter.isalnum() else "_" for letter in curie)
