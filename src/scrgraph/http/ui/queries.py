"""The examples of the SPARQL page: the competency queries, each titled by its first comment."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Example:
    """A query that runs as it stands."""

    name: str
    title: str
    text: str


def examples(ontology: Path) -> tuple[Example, ...]:
    """Return the queries below `ontology/queries` by name; none where there is no such folder."""
    files = sorted((ontology / "queries").rglob("*.rq"))
    return tuple(_example(path.stem, path.read_text("utf-8")) for path in files)


def _example(name: str, text: str) -> Example:
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    title = first.lstrip("# ").removeprefix("title:").strip() if first.startswith("#") else name
    return Example(name, title or name, text)
