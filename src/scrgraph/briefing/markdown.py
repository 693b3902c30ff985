"""A briefing as Markdown (CommonMark)."""

import re

from scrgraph.briefing import words
from scrgraph.briefing.composition import Briefing

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def to_markdown(briefing: Briefing) -> str:
    """Return the briefing as one Markdown text; the reports' words are escaped, so they show as printed."""
    lines = [f"# {_escape(briefing.subject)}", "", f"> {_escape(briefing.note)}", ">", f"> *{words.OURS}*", ""]
    lines += _passages(briefing) + _numbers(briefing) + _policies(briefing) + _works(briefing) + _cautions(briefing)
    lines += ["---", "", words.HOW, ""]
    for document in briefing.documents:
        lines += [_escape(f"{document.id}: {document.title}. {document.attribution or ''}".strip()), ""]
    return "\n".join(lines).rstrip() + "\n"


def _passages(briefing: Briefing) -> list[str]:
    lines = ["## What the reports say", ""]
    if not briefing.passages:
        return [*lines, words.NOTHING, ""]
    for passage in briefing.passages:
        keys = words.cited(passage)
        after = f"; cites {keys}" if keys else ""
        where = words.place(passage.document, passage.section, passage.spans)
        lines += [f"> {_escape(passage.text)}", "", _escape(f"{where}{after}"), ""]
    return lines


def _numbers(briefing: Briefing) -> list[str]:
    rows = [
        f"- {_escape(one.text)} ({_escape(words.place(one.document, None, one.spans))})" for one in briefing.numbers
    ]
    return ["## The numbers", "", *rows, ""] if rows else []


def _policies(briefing: Briefing) -> list[str]:
    rows = [f"- {_escape(words.policy(one))}" for one in briefing.policies]
    return ["## Policy context", "", *rows, ""] if rows else []


def _works(briefing: Briefing) -> list[str]:
    rows = [f"- **{_escape(one.key)}** ({one.count}×): {_escape(one.text)}" for one in briefing.works]
    return ["## Most cited here", "", *rows, ""] if rows else []


def _cautions(briefing: Briefing) -> list[str]:
    lines: list[str] = []
    for finding in briefing.cautions:
        lines.append(f"- **{_escape(finding.kind)}**: {_escape(finding.message)}")
        lines += [f"  - {_escape(words.anchor(one))}" for one in finding.anchors]
    return ["## Read with care", "", *lines, ""] if lines else []


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
