"""The sentences that every form of a briefing shares, so that they cannot differ."""

from scrgraph import wire
from scrgraph.briefing.composition import NamedPolicy

OURS = "Added by scrgraph; not words of any report."
HOW = "Passages and numbers are verbatim from the reports named; places are character offsets of their text."
NOTHING = "No passage of these reports was found to be about this."


def place(document: str, section: wire.SectionRef | None, spans: tuple[wire.Pair, ...]) -> str:
    """Return where a text stands: document, section, characters."""
    where = f"{document}, {section.number} {section.title}" if section else document
    return f"{where}, characters {', '.join(f'{start}–{end}' for start, end in spans)}"


def policy(one: NamedPolicy) -> str:
    """Return a policy with how many passages name it."""
    return f"{one.label} (named in {one.count} {'passage' if one.count == 1 else 'passages'})"


def cited(passage: wire.PassageView) -> str:
    """Return the keys of the works a passage cites, each with its page, or an empty text."""
    keys = (f"{one.key}, {one.locator}" if one.locator else one.key for one in passage.citations if one.key)
    return "; ".join(dict.fromkeys(keys))


def anchor(one: wire.AnchorView) -> str:
    """Return the words at a place, in quotation marks, with the place."""
    return f"“{one.text}” ({one.document}, characters {one.start}–{one.end})"
