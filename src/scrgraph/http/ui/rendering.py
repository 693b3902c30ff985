"""Jinja2 for the pages: everything is escaped, unknown names are errors, and the filters are pure."""

import re
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scrgraph.http.ui import links

FOLDER = Path(__file__).parent
_UNITS = {"percent": ("", "%"), "gbp": ("£", ""), "count": ("", ""), "": ("", ""), "text": ("", "")}
_FOUND_BY = {"dense": "meaning", "lexical": "words", "graph": "the graph"}


def number(value: float) -> str:
    """Return a number for people: thousands separated, no empty decimals."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def figure(value: float | str | None, unit: str = "") -> str:
    """Return a value with its unit as it is set large: "37%", "£1,200", "2.5 years"."""
    if value is None:
        return "not given"
    if isinstance(value, str):
        return value
    before, after = _UNITS.get(unit.lower(), ("", f" {unit}"))
    return f"{before}{number(value)}{after}"


def found_by(index: str) -> str:
    """Return the name of an index in plain words."""
    return _FOUND_BY.get(index, index)


def last_name(iri: str) -> str:
    """Return the last piece of an IRI, which names an anchor or a property."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def spelled(name: str) -> str:
    """Return the name of a property in words: "citesAsEvidence" as "cites as evidence"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()


def make_environment() -> Environment:
    """Return the environment of all pages."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": number,
        "figure": figure,
        "found_by": found_by,
        "last_name": last_name,
        "spelled": spelled,
    }
    made.globals["links"] = links
    return made


def page(environment: Environment, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a template filled in."""
    return HTMLResponse(environment.get_template(name).render(**values), status)
