"""`search` and `ask`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from scrgraph import wire
from scrgraph.cli.opening import opened
from scrgraph.cli.options import CountOption, IndexOption, JsonOption, ModeOption, readable
from scrgraph.cli.output import Printer, print_json

OffsetOption = Annotated[int, typer.Option("--offset", metavar="N", help="How many of the best to pass over.")]
ThemeOption = Annotated[str | None, typer.Option("--theme", help="Only passages about this theme.")]
ReviewOption = Annotated[str | None, typer.Option("--review", help="Only passages about this periodic review.")]
PolicyOption = Annotated[str | None, typer.Option("--policy", help="Only passages that name this policy or law.")]
OrganisationOption = Annotated[str | None, typer.Option("--organisation", help="Only passages that name this body.")]
SectionOption = Annotated[str | None, typer.Option("--section", help="Only passages of this section, as 3.2.")]
DocumentOption = Annotated[str | None, typer.Option("--document", help="Only passages of this document.")]
KindOption = Annotated[
    str | None, typer.Option("--kind", help="Only paragraph, quotation, list, table, reference or front.")
]

_UNITS = {"percent": "%", "count": ""}


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words or a question.")],
    count: CountOption = 10,
    mode: ModeOption = "hybrid",
    offset: OffsetOption = 0,
    theme: ThemeOption = None,
    review: ReviewOption = None,
    policy: PolicyOption = None,
    organisation: OrganisationOption = None,
    section: SectionOption = None,
    document: DocumentOption = None,
    kind: KindOption = None,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Find passages, best first, each with why it was found."""
    with opened(index) as library:
        view = library.search(
            readable(query, "query"),
            k=count,
            offset=offset,
            mode=mode,
            theme=theme,
            review=review,
            policy=policy,
            organisation=organisation,
            section=section,
            document=document,
            kind=kind,
        )
    _show_hits(view, as_json=as_json)


def similar(
    passage: Annotated[str, typer.Argument(metavar="PASSAGE", help="Id of a passage, as a search shows it.")],
    count: CountOption = 10,
    offset: OffsetOption = 0,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Find the passages most like one."""
    with opened(index) as library:
        view = library.similar(readable(passage, "passage"), k=count, offset=offset)
    _show_hits(view, as_json=as_json)


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


def _show_hits(view: wire.SearchView, *, as_json: bool) -> None:
    if as_json:
        print_json(view)
    else:
        _print_hits(view)


def _print_hits(view: wire.SearchView) -> None:
    printer = Printer()
    for note in view.notes:
        printer.line((note, "italic"))
    if not view.hits:
        printer.line(f"Nothing more: {view.total} found." if view.total else "Nothing found.")
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
    if answer.phrasing is not None:
        _print_phrasing(printer, answer.phrasing, answer.statements)
    if answer.answered:
        printer.line((f"Confidence {answer.confidence:.2f}; every quotation was checked against its source.", "dim"))


def _print_phrasing(printer: Printer, phrasing: wire.PhrasingView, statements: Sequence[wire.StatementView]) -> None:
    """Print what a language model wrote, each sentence with the sections that it rests on."""
    sections = {one.passage: one.section.number for one in statements}
    if phrasing.sentences:
        printer.line((f"Phrased by {phrasing.model}, not the report's words:", "italic"))
    for sentence in phrasing.sentences:
        rests = [*dict.fromkeys(sections[one] for one in sentence.passages if one in sections)]
        rests += ["the numbers above"] if sentence.facts else []
        printer.line(sentence.text, (f"  ({', '.join(rests)})", "dim"), indent=3)
    if phrasing.note:
        printer.line((f"The phrasing by {phrasing.model} {phrasing.note}.", "dim"))
    printer.gap()


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
