"""Jinja2 for the pages: everything is escaped, unknown names are errors, and the filters are pure."""

import re
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scrgraph.http.ui import links
from scrgraph.http.ui.naming import named

FOLDER = Path(__file__).parent
_UNITS = {"percent": ("", "%"), "gbp": ("£", ""), "count": ("", ""), "": ("", ""), "text": ("", "")}
_FOUND_BY = {"dense": "meaning", "lexical": "words", "graph": "the graph", "reranker": "a second reading"}
_MONTHS = ("January February March April May June July August September October November December").split()
_FUNCTIONS = {
    "agreesWith": "agrees with it",
    "citesAsAuthority": "cites it as an authority",
    "citesAsDataSource": "takes data from it",
    "citesAsEvidence": "cites it as evidence",
    "citesForInformation": "takes information from it",
    "confirms": "confirms it",
    "credits": "credits it",
    "critiques": "criticises it",
    "disagreesWith": "disagrees with it",
    "discusses": "discusses it",
    "disputes": "disputes it",
    "extends": "extends it",
    "includesQuotationFrom": "quotes it",
    "usesMethodIn": "uses its method",
}


def number(value: float) -> str:
    """Return a number for people: thousands separated, no empty decimals."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0").rstrip(".")


def figure(value: float | str | None, unit: str = "", low: float | None = None, high: float | None = None) -> str:
    """Return a value with its unit as it is set large: "37%", "£1,200", "2.5 years", "2–3 weeks" of low and high."""
    if value is None:
        return _range(unit, low, high)
    if isinstance(value, str):
        return value
    before, after = _UNITS.get(unit.lower(), ("", f" {unit}"))
    return f"{before}{number(value)}{after}"


def period(years: tuple[int, int]) -> str:
    """Return years as a span of time: "2003–05", "1998–2001" across a century."""
    start, end = years
    return f"{start}–{end % 100:02d}" if start // 100 == end // 100 else f"{start}–{end}"


def times(count: int) -> str:
    """Return a count in words: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def day(date: str | None) -> str:
    """Return an ISO date as people write it: "2022-12" as "December 2022", "2022-12-05" as "5 December 2022"."""
    parts = (date or "").split("-")
    if len(parts) == 1 or not all(part.isdigit() for part in parts) or not 1 <= int(parts[1]) <= len(_MONTHS):
        return date or ""
    return " ".join((*(str(int(part)) for part in parts[2:3]), _MONTHS[int(parts[1]) - 1], parts[0]))


def of_cito(function: str | None) -> str:
    """Return what a place does with the work it cites, in words: "quotes it", or an empty text."""
    if not function:
        return ""
    name = last_name(function).rpartition(":")[2]
    return _FUNCTIONS.get(name, spelled(name))


def _range(unit: str, low: float | None, high: float | None) -> str:
    before, after = _UNITS.get(unit.lower(), ("", f" {unit}"))
    if low is not None and high is not None:
        return f"{before}{number(low)}–{number(high)}{after}"
    if low is not None:
        return f"over {before}{number(low)}{after}"
    return f"up to {before}{number(high)}{after}" if high is not None else "not given"


def found_by(index: str) -> str:
    """Return the name of an index in plain words."""
    return _FOUND_BY.get(index, index)


def last_name(iri: str) -> str:
    """Return the last piece of an IRI, which names an anchor or a property."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def spelled(name: str) -> str:
    """Return the name of a property in words: "citesAsEvidence" as "cites as evidence"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()


def make_environment(phrased_by: str = "") -> Environment:
    """Return the environment of all pages; `phrased_by` is the language model that phrases answers, if one does."""
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
        "named": named,
        "period": period,
        "times": times,
        "day": day,
        "of_cito": of_cito,
        "found_by": found_by,
        "last_name": last_name,
        "spelled": spelled,
    }
    made.globals |= {"links": links, "phrased_by": phrased_by}
    return made


def page(environment: Environment, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a template filled in."""
    return HTMLResponse(environment.get_template(template).render(**values), status)
