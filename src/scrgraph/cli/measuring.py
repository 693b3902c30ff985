"""`evaluate` and `retrieve`: how good search and answers are."""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scrgraph.cli.opening import opened
from scrgraph.cli.options import CountOption, IndexOption, JsonOption, ModeOption, make_settings
from scrgraph.cli.output import Printer, print_json

if TYPE_CHECKING:
    from scrgraph.evaluation.run import Report


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Questions with their evidence.")],
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Measure retrieval and answers on judged questions."""
    from scrgraph.evaluation.run import evaluate as run_evaluation  # loads the measures

    with opened(index) as library:
        report = run_evaluation(library, questions)
    if as_json:
        print_json(report)
    else:
        _print_report(report)


def retrieve(
    documents: Annotated[Path, typer.Option(metavar="D.jsonl", help='Collection, lines of {"id","title","text"}.')],
    queries: Annotated[Path, typer.Option(metavar="Q.jsonl", help='Questions, lines of {"id","question"}.')],
    run: Annotated[Path, typer.Option(metavar="OUT.trec", help="TREC run to write.")],
    count: CountOption = 100,
    mode: ModeOption = "hybrid",
) -> None:
    """Search any collection; the answers are written as a TREC run."""
    from scrgraph.retrieval.collection import retrieve as run_retrieval  # loads the search engines

    run_retrieval(documents, queries, run, k=count, mode=mode, settings=make_settings())


def _print_report(report: "Report") -> None:
    printer = Printer()
    figures = [*report.search.items(), *((f"answers: {name}", one) for name, one in report.answers.items())]
    printer.table(
        ("measure", "mean", "95% from", "to", "questions"),
        ([name, *map(_digits, (one.mean, one.low, one.high)), one.questions] for name, one in figures),
    )
    printer.gap()
    printer.table(("silence", "value"), ([name, _digits(value)] for name, value in report.silence.items()))
    printer.gap()
    names = list(dict.fromkeys(name for scores in report.by_type.values() for name in scores))
    printer.table(
        ("type", *names),
        ([kind, *(_digits(scores.get(name)) for name in names)] for kind, scores in report.by_type.items()),
    )
    printer.gap()
    printer.line(f"{report.questions} questions; {report.unverified} statements differ from their source.")


def _digits(value: float | None) -> str:
    if value is None or math.isnan(value):
        return ""
    return f"{value:.3f}" if value != int(value) or value <= 1 else f"{value:.0f}"
