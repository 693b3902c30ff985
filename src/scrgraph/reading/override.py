"""A person's correction, as the file beside the source states it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Override:
    """A person's correction of what was read, as the file beside the source states it (at `line`).

    `about` is what it corrects: the words of a citation, a theme, or the local id of an observation; `at` is where:
    the start of the citation, or the id of the passage. `was` is what it was read as, where the file says so, and
    `to` what it should be: the key of a reference, a theme, a number.
    """

    kind: Literal["link", "theme", "number"]
    action: Literal["accept", "reject", "replace"]
    about: str
    at: int | str | None
    was: str | float | None
    to: str | float | None
    by: str
    on: str
    why: str
    line: int
