"""`evaluate` and `retrieve`: how good search and answers are."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from scrgraph.cli.opening import opened
from scrgraph.cli.options import CountOption, IndexOption, JsonOption, ModeOption, make_settings
from scrgraph.cli.output import Printer, plain, print_json


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
        Printer().table(("measure", "value"), _rows(plain(report)))


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


def _rows(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Flatten a report to named figures; lists (a line for every question) are for `--json`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _rows(inner, f"{name} {key}".strip())
    elif not isinstance(value, list):
        yield name, f"{value:.3f}" if isinstance(value, float) else str(value)
