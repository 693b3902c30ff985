"""A briefing as Markdown, HTML or DOCX bytes."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from scrgraph.briefing.composition import Briefing

Format = Literal["md", "docx", "html"]


def _markdown(briefing: "Briefing") -> bytes:
    from scrgraph.briefing.markdown import to_markdown

    return to_markdown(briefing).encode()


def _html(briefing: "Briefing") -> bytes:
    from scrgraph.briefing.page import to_html

    return to_html(briefing).encode()


def _docx(briefing: "Briefing") -> bytes:
    from scrgraph.briefing.word import to_docx

    return to_docx(briefing)


# Each writer is imported when it is used: who wants Markdown should not wait for Jinja2 and python-docx.
FORMATS: dict[Format, Callable[["Briefing"], bytes]] = {"md": _markdown, "html": _html, "docx": _docx}
