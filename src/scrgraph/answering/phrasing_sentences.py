"""What a language model wrote, as sentences and the numbers of the sources that each of them cites."""

import re
from dataclasses import dataclass

from scrgraph.source.sentences import sentences

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_MARK = re.compile(r"\s*\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
_AFTER_STOP = re.compile(r"([.!?][\"'’”)]*)((?:\s*\[\d{1,3}(?:\s*,\s*\d{1,3})*\])+)")


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence without its marks, and the 1-based numbers of what it cites, in order."""

    text: str
    cites: tuple[int, ...]


def written(text: str) -> list[Written]:
    """Return the sentences of a text; marks behind a full stop belong to the sentence that it ends."""
    found = []
    for line in _THOUGHT.sub("", text).splitlines():
        marked = _AFTER_STOP.sub(r"\2\1", " ".join(line.split()))
        for start, end in sentences(marked):
            whole = marked[start:end]
            cites = [int(one) for mark in _MARK.findall(whole) for one in mark.split(",")]
            found.append(Written(_MARK.sub("", whole).strip(), tuple(dict.fromkeys(cites))))
    return [one for one in found if one.text]
