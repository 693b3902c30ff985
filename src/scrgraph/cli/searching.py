"""`search` and `ask`."""

from typing import Annotated

import typer

from scrgraph import wire
from scrgraph.cli.opening import opened
from scrgraph.cli.options import CountOption, IndexOption, JsonOption, ModeOption, readable
from scrgraph.cli.output import Printer, print_json

_UNITS = {"percent": "%", "count": ""}


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words or a question.")],
    count: CountOption = 10,
    mode: ModeOption = "hybrid",
    theme: Annotated[str | None, typer.Option(help="Only passages about this theme.")] = None,
    review: Annotated[str | None, typer.Option(help="Only passages about this periodic review.")] = None,
    section: Annotated[str | None, typer.Option(help="Only passages of this section, as 3.2.")] = None,
    document: Annotated[str | None, typer.Option(help="Only passages of this document.")] = None,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Find passages, best first, each with why it was found."""
    with opened(index) as library:
        view = library.search(
            readable(query, "query"),
            k=count,
            mode=mode,
            theme=theme,
            review=review,
            section=section,
            document=document,
        )
    if as_json:
        print_json(view)
    else:
        _print_hits(view)


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="A question about the reports.")],
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Answer in the reports' own words, or say that they have none."""
    with opened(index) as library:
        answer = library.ask(readable(question, "question"))
    if as_json:
        print_json(answer)
    else:
        _print_answer(answer)


def _print_hits(view: wire.SearchView) -> None:
    printer = Printer()
    for note in view.notes:
        printer.line((note, "italic"))
    if not view.hits:
        printer.line("Nothing found.")
    for hit in view.hits:
        passage = hit.passage
        why = ", ".join(f"{part.index} {part.rank}" for part in hit.why)
        heading = f"{passage.section.number} {passage.section.title}"
        printer.line((f"{hit.rank}. ", "bold"), (heading, "bold"), (f"  [{why}]  {passage.id}", "dim"))
        printer.line(passage.text, indent=3)
        printer.gap()


def _print_answer(answer: wire.AnswerView) -> None:
    printer = Printer()
    if not answer.answered:
        printer.line(answer.reason or "The reports do not answer this.")
        printer.gap()
    for note in answer.notes:
        printer.line(note)
    for fact in answer.facts:
        printer.line((_value(fact), "bold"), f"  {fact.label}", (f"  {_place(fact.spans)}", "dim"))
    if answer.facts:
        printer.gap()
    for statement in answer.statements:
        printer.line(f"“{statement.text}”")
        section = f"{statement.section.number} {statement.section.title}"
        after = f", {_whose(statement)}" if statement.quoted or statement.citations else ""
        printer.line((f"— {statement.document}, {section}, {_place(statement.spans)}{after}", "dim"), indent=3)
        printer.gap()
    if answer.answered:
        printer.line((f"Confidence {answer.confidence:.2f}; every quotation was checked against its source.", "dim"))


def _whose(statement: wire.StatementView) -> str:
    """Say whose words a statement is, or what it leans on, each with the page as printed."""
    cited = dict.fromkeys(
        f"{one.key}: {one.locator}" if one.locator else one.key for one in statement.citations if one.key
    )
    leaning = "; ".join(cited)
    if statement.quoted:
        return f"words of {leaning if len(cited) == 1 else statement.quoted}, quoted there"
    return f"citing {leaning}" if leaning else "citing a work that is not in its list"


def _value(fact: wire.FactView) -> str:
    value = f"{fact.value:,.10g}" if isinstance(fact.value, float) else fact.value
    return f"{value}{_UNITS.get(fact.unit, f' {fact.unit}')}"


def _place(spans: tuple[wire.Pair, ...]) -> str:
    return "characters " + ", ".join(f"{start}-{end}" for start, end in spans)
