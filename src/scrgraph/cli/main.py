"""`scrgraph`: every command, one line each. The commands live in the modules beside this one.

Those modules import nothing heavy at their top: what a command needs (the library, the build, the service) it
imports when it runs, so that `scrgraph search` never waits for torch or a web server.
"""

import sys
from collections.abc import Sequence

import typer

from scrgraph.cli import doctor, edge, files, graph, measuring, overrides, running, searching, works

app = typer.Typer(
    name="scrgraph",
    help="Find what a body of reports says, and prove it.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(running.build)
app.command()(running.serve)
app.command()(searching.search)
app.command()(searching.similar)
app.command()(searching.ask)
app.command()(graph.sparql)
app.command()(works.cite)
app.command()(files.citations)
app.command()(files.references)
app.command()(works.audit)
app.command()(works.brief)
app.add_typer(overrides.app, name="overrides")
app.command()(graph.export)
app.command()(graph.validate)
app.command()(doctor.doctor)
app.command()(measuring.evaluate)
app.command()(measuring.retrieve)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line (`arguments` without the program's name) and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(edge.guard(lambda: app(args=given, prog_name="scrgraph", standalone_mode=False)))


if __name__ == "__main__":
    main()
