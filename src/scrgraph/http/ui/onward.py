"""Where else a question may be at home: the pages of the themes it names, and rooms whose business it is."""

from scrgraph.http.ui import links, words
from scrgraph.http.ui.atlas import Atlas

_ROOMS = (
    ("/audit", "Where the report contradicts itself", "contradict contradiction inconsistent inconsistency mistake"),
    ("/timeline", "Reviews and policies in their time", "timeline chronology"),
    ("/network", "What is cited together", "network co-cited"),
    ("/numbers", "All the numbers, as charts", "statistics figures numbers chart"),
    ("/works", "All works cited", "references bibliography"),
)
_MOST = 4


def ways(question: str, atlas: Atlas) -> list[tuple[str, str]]:
    """Return (words, address) of the pages that a question points to, the themes it names by whole names first."""
    themes = [
        (f"Theme: {theme.label}", links.theme(theme.iri))
        for theme in atlas.themes
        if theme.passages and words.phrases(question, (theme.label, *theme.alternative))
    ]
    stems = words.stems(question)
    rooms = [(label, address) for address, label, about in _ROOMS if stems & words.stems(about)]
    return (themes + rooms)[:_MOST]
