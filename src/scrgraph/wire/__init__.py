"""The JSON that leaves the system (CLI `--json` and HTTP), as frozen models: one definition for every door.

The catalogue of an index stores these same models, so a hit is read, not assembled. Spans are [start, end) in code
points of the document's text.
"""

from scrgraph.wire.answers import (
    AnswerView,
    Edge,
    FactView,
    Node,
    PathView,
    PhrasedSentence,
    PhrasingView,
    StatementView,
    Subgraph,
)
from scrgraph.wire.base import CitationView, Labelled, Model, Pair, SectionRef
from scrgraph.wire.changes import ChangesView, ChangeView
from scrgraph.wire.documents import AnchorView, AuditView, DocumentView
from scrgraph.wire.knowledge import (
    CountView,
    EntityView,
    LeadView,
    ReviewView,
    StatisticView,
    ThemeFindingView,
    ThemeView,
)
from scrgraph.wire.passages import Contribution, FacetValue, HitView, PassageView, SearchView, SuggestionView
from scrgraph.wire.works import AuthorView, CitedBy, CoCited, OtherWork, ReferenceView

__all__ = [
    "AnchorView",
    "AnswerView",
    "AuditView",
    "AuthorView",
    "ChangeView",
    "ChangesView",
    "CitationView",
    "CitedBy",
    "CoCited",
    "Contribution",
    "CountView",
    "DocumentView",
    "Edge",
    "EntityView",
    "FacetValue",
    "FactView",
    "HitView",
    "Labelled",
    "LeadView",
    "Model",
    "Node",
    "OtherWork",
    "Pair",
    "PassageView",
    "PathView",
    "PhrasedSentence",
    "PhrasingView",
    "ReferenceView",
    "ReviewView",
    "SearchView",
    "SectionRef",
    "StatementView",
    "StatisticView",
    "Subgraph",
    "SuggestionView",
    "ThemeFindingView",
    "ThemeView",
]
