"""`evaluate` and `retrieve`: how good search and answers are."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from scrgraph.cli.opening import opened
from scrgraph.cli.options import CountOption, IndexOption, JsonOption, ModeOption, make_settings
from scrgraph.cli.output import Printer, print_json

if TYPE_CHECKING:
    from scrgraph.evaluation.report import Comparison, Difference, Report
    from scrgraph.library import Library

_Part = TypeVar("_Part")


def evaluate(
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS.jsonl", help="Questions with their evidence.")],
    compare: Annotated[
        Path | None, typer.Option(metavar="RUN.json", help="A run on the same questions, saved with --json.")
    ] = None,
    as_json: JsonOption = False,
    index: IndexOption = None,
) -> None:
    """Measure retrieval and answers on judged questions."""
    from scrgraph.evaluation.comparison import compare as compare_runs  # as all here, loads the measures
    from scrgraph.evaluation.report import read_report
    from scrgraph.evaluation.run import evaluate as run_evaluation

    other = None if compare is None else read_report(compare)  # before the work that a wrong file would waste
    with opened(index, phrasing_url="") as library:  # what a language model writes is not measured
        report = run_evaluation(library, questions, _described(library))
    if other is not None:
        report = report.model_copy(update={"comparison": compare_runs(report, other)})
    if as_json:
        print_json(report)
    else:
        _print_report(report)


def _described(library: "Library") -> dict[str, str]:
    from scrgraph.embedding import model_name  # loads numpy

    manifest, reranker = library.manifest, library.settings.reranker
    described = {"scrgraph": manifest.scrgraph, "generation": manifest.generation, "model": manifest.model.name}
    return described | ({"reranker": model_name(reranker)} if reranker else {})


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
    figures = _named(report.search, report.answers, report.silence)
    printer.table(
        ("measure", "mean", "95% from", "to", "questions"),
        ([name, *map(_digits, (one.mean, one.low, one.high)), one.questions] for name, one in figures.items()),
    )
    printer.gap()
    _print_types(printer, report.by_type)
    printer.gap()
    printer.line(f"{report.questions} questions; {report.unverified} statements differ from their source.")
    if report.comparison is not None:
        _print_comparison(printer, report.comparison)


def _print_comparison(printer: Printer, comparison: "Comparison") -> None:
    printer.gap()
    what = ", ".join(f"{name} {value}" for name, value in comparison.other.items())
    printer.line(f"This run less the other ({what}):")
    printer.gap()
    printer.table(
        ("difference", "mean", "95% from", "to", "p", "higher", "lower", "questions"),
        (_row(name, one) for name, one in _named(comparison.search, comparison.answers, comparison.silence).items()),
    )
    printer.gap()
    _print_types(printer, comparison.by_type)
    printer.gap()
    printer.line("Intervals: paired bootstrap. p: paired randomisation test of one measure, not corrected for several.")


def _row(name: str, one: "Difference") -> list[object]:
    bounds = [f"{value:+.3f}" for value in (one.mean, one.low, one.high)]
    return [name, *bounds, "" if one.p is None else f"{one.p:.4f}", one.higher, one.lower, one.questions]


def _print_types(printer: Printer, by_type: Mapping[str, Mapping[str, float]]) -> None:
    names = list(dict.fromkeys(name for row in by_type.values() for name in row))
    printer.table(
        ("type", *names), ([kind, *(_digits(row.get(name)) for name in names)] for kind, row in by_type.items())
    )


def _named(search: Mapping[str, _Part], answers: Mapping[str, _Part], silence: Mapping[str, _Part]) -> dict[str, _Part]:
    """Return figures under the names that they are printed with."""
    ours = {f"answers: {name}": one for name, one in answers.items()}
    return {**search, **ours, **{f"silence: {name}": one for name, one in silence.items()}}


def _digits(value: float | None) -> str:
    if value is None or math.isnan(value):
        return ""
    return f"{value:.3f}" if value != int(value) or value <= 1 else f"{value:.0f}"
