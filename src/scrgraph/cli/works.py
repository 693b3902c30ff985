"""`cite`, `audit` and `brief`."""

import re
from pathlib import Path
from typing import Annotated

import typer

from scrgraph import wire
from scrgraph.briefing.formats import FORMATS, Format
from scrgraph.cli.opening import opened
from scrgraph.cli.options import IndexOption, JsonOption, readable
from scrgraph.cli.output import Printer, print_json
from scrgraph.cli.writing import deliver

_LONGEST_EVIDENCE = 80
"""Longer evidence is a sentence or a quotation, which is printed above it."""


def cite(
    key: Annotated[str, typer.Argument(metavar="KEY", help='Key of a work, as "Brandon et al 2010", or a prefix.')],
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Show a work and everyone who cites it, in what words."""
    with opened(index) as library:
        work = library.cite(readable(key, "key"))
    if as_json:
        print_json(work)
    else:
        _print_work(work)


def audit(as_json: JsonOption = False, index: IndexOption = None) -> None:
    """List what a careful reader of the reports would query."""
    with opened(index) as library:
        findings = library.audit()
    if as_json:
        print_json(findings)
        return
    printer = Printer()
    for finding in findings:
        printer.line((f"{finding.severity}  {finding.kind}  ", "bold"), finding.message)
        for anchor in finding.anchors:
            printer.line((f"{anchor.document} {anchor.start}-{anchor.end}  ", "dim"), anchor.text, indent=3)
        if finding.repair:
            printer.line(("Repair: ", "dim"), finding.repair, indent=3)
    major = sum(finding.severity == "major" for finding in findings)
    printer.line(f"{len(findings)} findings, {major} of them major.")


def brief(
    theme: Annotated[
        str, typer.Argument(metavar="THEME", help="A theme by its name, another name for it, or a prefix.")
    ],
    form: Annotated[Format, typer.Option("--format", help="What to write.")] = "md",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="File to write.")] = None,
    index: IndexOption = None,
) -> None:
    """Write an anchored one-page briefing on a theme."""
    from scrgraph.briefing.composition import compose  # see main: heavy

    with opened(index) as library:
        briefing = compose(library, readable(theme, "theme"))
    deliver(FORMATS[form](briefing), output, binary=form == "docx")


def _print_work(work: wire.ReferenceView) -> None:
    printer = Printer()
    printer.line((work.key, "bold"), f"  {work.text}")
    address = f"https://doi.org/{work.doi}" if work.doi else work.url
    if address:
        printer.line("Get it: ", address)
    times = "once" if len(work.cited_by) == 1 else f"{len(work.cited_by)} times"
    own = " The citing report shares an author with it." if work.self_citation else ""
    printer.line(f"Cited {times}.{own}" if work.cited_by else "Never cited.")
    printer.gap()
    for place in work.cited_by:
        _print_place(printer, place)
    if work.co_cited:
        printer.line("Cited together with: ", "; ".join(f"{other.key} ({other.count})" for other in work.co_cited))
    if work.other_works:
        others = (f"{other.key} ({other.citations})" for other in work.other_works)
        printer.line("By some of the same authors, with how often each is cited: ", "; ".join(others))


def _print_place(printer: Printer, place: wire.CitedBy) -> None:
    page = f", at {place.locator}" if place.locator else ""
    where = f"{place.document}  {place.section.number} {place.section.title}{page}".replace("  ", " ", 1)
    printer.line((where, "bold"), f"  [{place.style}, {place.status}]")
    printer.line(place.text, indent=3)
    if place.function:
        shown = place.evidence and len(place.evidence) <= _LONGEST_EVIDENCE
        words = f', by the words "{place.evidence}"' if shown else ""
        printer.line((f"{_spelled(place.function)}, confidence {place.confidence}{words}", "dim"), indent=3)
    printer.gap()


def _spelled(curie: str) -> str:
    """Return the words of a property: "cito:citesAsEvidence" is "cites as evidence"."""
    return re.sub(r"(?=[A-Z])", " ", curie.partition(":")[2]).lower()
