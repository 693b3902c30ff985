"""What differs between two generations of an index, read from their catalogues as plain JSON.

Records are compared by what they say and not by their models, so that an older build may still be compared.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrgraph import wire
from scrgraph.errors import IndexUnusableError
from scrgraph.indexes import layout
from scrgraph.indexes.catalogue import Catalogue
from scrgraph.indexes.manifest import Manifest

Record = Mapping[str, Any]
Records = Mapping[str, Sequence[Record]]
"""The records of a build by kind."""


def since_last_build(folder: Path) -> wire.ChangesView:
    """Return what the build in `folder` changed; nothing where no earlier one is kept beside it, or it is unreadable.

    Raises:
        IndexUnusableError: the build in `folder` itself cannot be read.
    """
    manifest = Manifest.read(folder)
    before = earlier(folder)
    if before is None:
        return wire.ChangesView(built=manifest.built)
    try:
        last, old = Manifest.read(before), _records(before)
    except IndexUnusableError:
        return wire.ChangesView(built=manifest.built)
    found = changes(old, _records(folder))
    return wire.ChangesView(
        built=manifest.built, earlier=last.built, causes=_causes(last, manifest), changes=tuple(found)
    )


def earlier(folder: Path) -> Path | None:
    """Return the folder of the newest complete generation before this one, None where none is kept."""
    siblings = (path for path in folder.parent.iterdir() if not path.name.startswith(".") and path.is_dir())
    return max((path for path in siblings if path.name < folder.name), default=None, key=lambda path: path.name)


def _records(folder: Path) -> Records:
    with closing(Catalogue.open(folder / layout.CATALOGUE)) as catalogue:
        return {kind: list(catalogue.plain(kind)) for kind in {source for _, source, _ in _KINDS}}


def _causes(old: Manifest, new: Manifest) -> tuple[str, ...]:
    pairs = {
        "the corpus": (old.corpus, new.corpus),
        "the ontology": (old.ontology, new.ontology),
        "the model": (old.model, new.model),
        "scrgraph itself": (old.code, new.code),
        "libraries": (old.libraries, new.libraries),
    }
    return tuple(name for name, (was, now) in pairs.items() if was != now)


def changes(old: Records, new: Records) -> list[wire.ChangeView]:
    """Return what differs between two builds. Citations and themes are compared in the passages that both have."""
    both = {one["iri"] for one in old.get("passage", ())} & {one["iri"] for one in new.get("passage", ())}
    found: list[wire.ChangeView] = []
    for kind, source, tell in _KINDS:
        was, now = (
            [one for one in records.get(source, ()) if kind not in _INNER or one["iri"] in both]
            for records in (old, new)
        )
        found += _compare(kind, list(tell(was)), list(tell(now)))
    return found


@dataclass(frozen=True, slots=True)
class _Thing:
    """`identity` stays the same while a thing changes; `says` is what may change; `name` is for people."""

    identity: tuple[str, ...]
    name: str
    says: str
    document: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


def _compare(kind: str, old: list[_Thing], new: list[_Thing]) -> Iterator[wire.ChangeView]:
    """Things of one identity are compared as bags: what is in both is dropped, the rest is paired in order."""
    before, after = _by_identity(old), _by_identity(new)
    for identity in dict.fromkeys((*before, *after)):
        was, now = before.get(identity, []), after.get(identity, [])
        same = Counter(one.says for one in was) & Counter(one.says for one in now)
        gone, come = _without(was, same), _without(now, same)
        for at in range(max(len(gone), len(come))):
            first = gone[at] if at < len(gone) else None
            last = come[at] if at < len(come) else None
            shown = last or first
            if shown is not None:
                yield wire.ChangeView(
                    kind=kind,
                    name=shown.name,
                    before=first.says if first else None,
                    after=last.says if last else None,
                    document=last.document if last else None,
                    spans=last.spans if last else (),
                )


def _by_identity(things: Iterable[_Thing]) -> dict[tuple[str, ...], list[_Thing]]:
    grouped: dict[tuple[str, ...], list[_Thing]] = {}
    for thing in things:
        grouped.setdefault(thing.identity, []).append(thing)
    return grouped


def _without(things: list[_Thing], same: Counter[str]) -> list[_Thing]:
    left, kept = Counter(same), []
    for thing in things:
        if left[thing.says]:
            left[thing.says] -= 1
        else:
            kept.append(thing)
    return kept


def _documents(records: Iterable[Record]) -> Iterator[_Thing]:
    for one in records:
        says = f"{one['title']}, {one['characters']:,} characters, {len(one.get('sections', ()))} sections"
        yield _Thing((one["id"],), one["title"], says, one["id"])


def _passages(records: Iterable[Record]) -> Iterator[_Thing]:
    for one in records:
        name = f"{one['section']['number']} {one['section']['title']}"
        yield _Thing((one["document"], one["iri"]), name, one["text"], one["document"], _pairs(one["spans"]))


def _citations(records: Iterable[Record]) -> Iterator[_Thing]:
    for one in records:
        for number, citation in enumerate(one.get("citations", ())):
            at = (citation["start"], citation["end"])
            locator = f": {citation['locator']}" if citation.get("locator") else ""
            says = f"{citation['key'] or 'no work'}{locator}, {citation['status']}"
            name = f"{one['section']['number']} {one['section']['title']}"
            yield _Thing((one["iri"], str(number)), name, says, one["document"], (at,))


def _themes(records: Iterable[Record]) -> Iterator[_Thing]:
    for one in records:
        says = ", ".join(sorted(theme["label"] for theme in one.get("themes", ()))) or "no theme"
        name = f"{one['section']['number']} {one['section']['title']}"
        yield _Thing((one["iri"],), name, says, one["document"], _pairs(one["spans"]))


def _numbers(records: Iterable[Record]) -> Iterator[_Thing]:
    for one in records:
        value = one["value"] if one["value"] is not None else f"{one.get('low')} to {one.get('high')}"
        says = f"{value:g}" if isinstance(value, float) else str(value)
        period = f", {one['period']}" if one.get("period") else ""
        yield _Thing((one["iri"],), one["text"], f"{says} {one['unit']}{period}", one["document"], _pairs(one["spans"]))


def _findings(records: Iterable[Record]) -> Iterator[_Thing]:
    for one in records:
        anchors = one.get("anchors") or [{}]
        at = ((anchors[0]["start"], anchors[0]["end"]),) if "start" in anchors[0] else ()
        says = f"{one['severity']}: {one['message']}"
        yield _Thing((one["kind"], one["message"]), one["kind"].replace("-", " "), says, anchors[0].get("document"), at)


def _works(records: Iterable[Record]) -> Iterator[_Thing]:
    for one in records:
        at = ((one["start"], one["end"]),)
        yield _Thing((one["document"], one["key"]), one["key"], one["text"], one["document"], at)


def _pairs(spans: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


_KINDS: tuple[tuple[str, str, Callable[[Iterable[Record]], Iterator[_Thing]]], ...] = (
    ("document", "document", _documents),
    ("passage", "passage", _passages),
    ("citation", "passage", _citations),
    ("theme", "passage", _themes),
    ("work", "reference", _works),
    ("number", "statistic", _numbers),
    ("finding", "audit", _findings),
)
_INNER = ("citation", "theme")
