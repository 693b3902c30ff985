"""A briefing as one HTML page that needs nothing else."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from scrgraph.briefing import words
from scrgraph.briefing.composition import Briefing


def to_html(briefing: Briefing) -> str:
    """Return the briefing as an HTML page; every text is escaped."""
    environment = Environment(
        loader=PackageLoader("scrgraph.briefing", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("page.html.j2").render(briefing=briefing, words=words)
