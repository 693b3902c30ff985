"""Filters of a search, each checked to name something, as marks over the passage rows."""

from typing import NoReturn, TypedDict

import numpy as np

from scrgraph.errors import InputError
from scrgraph.reading.linker import Linker, LinkRecord
from scrgraph.retrieval.attributes import THINGS, Attributes, Mask

_SHOWN = 8


class Filters(TypedDict, total=False):
    """Values by which a search may be narrowed; None is no filter.

    A theme, review, policy or organisation is an IRI, a local id ("theme/poverty"), its last part, or a name.
    """

    theme: str | None
    review: str | None
    policy: str | None
    organisation: str | None
    section: str | None
    document: str | None
    kind: str | None


class Narrowing:
    """Turns filters into the passages that pass them all."""

    def __init__(self, attributes: Attributes, records: tuple[LinkRecord, ...]) -> None:
        self._attributes = attributes
        self._records = {kind: [r for r in records if r.local.startswith(f"{kind}/")] for kind in THINGS}

    def mask(self, filters: Filters) -> Mask | None:
        """Mark the passages that pass every filter; None where none is set.

        Raises:
            InputError: a value names nothing; the message says what there is.
        """
        given = {name: str(value) for name, value in filters.items() if value is not None}
        masks = [self._marked(name, value) for name, value in given.items()]
        return np.logical_and.reduce(masks) if masks else None

    def _marked(self, name: str, value: str) -> Mask:
        attributes = self._attributes
        if name in THINGS:
            return attributes.tied(self._thing(name, value))
        if name == "section":
            mask = attributes.inside(value)
            return mask if mask.any() else _refuse(name, value, "give a number such as 3.2.3, front or references")
        column = attributes.columns[name]
        if value not in column.values:
            _refuse(name, value, f"there are: {', '.join(column.values[:_SHOWN])}")
        return column.holding(lambda one: one == value)

    def _thing(self, kind: str, value: str) -> str:
        """Return the local id that a value means: an IRI, a local id, its last part, or a name."""
        wanted = (self._attributes.iris.local(value) or value).strip("/")
        local = (wanted if wanted.startswith(f"{kind}/") else f"{kind}/{wanted}").casefold()
        records = self._records[kind]
        for record in records:
            if record.local.casefold() == local:
                return record.local
        named = {link.local for link in Linker(records, any_case=True).link(value)}
        if len(named) == 1:
            return named.pop()
        return _refuse(kind, value, f"give a local id such as {records[0].local}" if records else "there is none")


def _refuse(name: str, value: str, remedy: str) -> NoReturn:
    raise InputError(f"no {name} '{value[:100]}'; {remedy}")
