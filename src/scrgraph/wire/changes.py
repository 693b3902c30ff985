"""What differs between two builds, as it leaves the system."""

from scrgraph.wire.base import Model, Pair


class ChangeView(Model):
    """One thing that came (`before` is None), went (`after` is None) or now says something else.

    `kind`: document, passage, citation, theme, work, number or finding. `document` and `spans` lead to it in the
    newer build; a thing that went has none.
    """

    kind: str
    name: str
    before: str | None
    after: str | None
    document: str | None = None
    spans: tuple[Pair, ...] = ()


class ChangesView(Model):
    """What differs between the build that serves and the one before it; `earlier` is None where there is none.

    `causes` names what the builds were made from that differs: corpus, ontology, model, scrgraph, libraries.
    """

    built: str
    earlier: str | None = None
    causes: tuple[str, ...] = ()
    changes: tuple[ChangeView, ...] = ()
