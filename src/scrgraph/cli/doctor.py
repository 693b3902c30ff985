"""`doctor`: what is wrong with this installation, in one line each."""

import typer

from scrgraph.cli.checks import CHECKS, Check
from scrgraph.cli.options import CorpusOption, IndexOption, JsonOption, make_settings
from scrgraph.cli.output import Printer, print_json


def doctor(corpus: CorpusOption = None, index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Look for what is wrong with this installation (exit code 1: found)."""
    settings = make_settings(corpus=corpus, index=index)
    found = [check(settings) for check in CHECKS]
    if as_json:
        print_json(found)
    else:
        _print_checks(found)
    if not all(check.ok for check in found):
        raise typer.Exit(1)


def _print_checks(found: list[Check]) -> None:
    printer = Printer()
    for check in found:
        mark = ("ok     ", "green") if check.ok else ("WRONG  ", "bold red")
        printer.line(mark, (f"{check.name}: ", "bold"), check.detail)
