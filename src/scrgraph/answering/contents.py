"""What a question asks to hear from a named document: whether the corpus says anything of what that document says.

A report may name an inquiry, a review or a guidance without a word on its contents. Example: "What did the Cleveland
inquiry find?", where it is only said when that inquiry reported.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from scrgraph.answering.constraints import Constraint
from scrgraph.reading.linker import Link

DOCUMENTS = frozenset({"Inquiry", "SystemReview", "Guidance", "StatutoryGuidance"})
"""Types of policy that are documents with contents of their own."""
_ASKS = re.compile(
    r"\b(?:findings?|conclusions?|lessons|messages|recommendations?|what\b.{0,80}\b(?:find|found|recommend\w*|conclude\w*"
    r"|say|said|call for|called for|criticise\w*|propose\w*))\b",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(r"\brecommend|\bcall(?:ed|s)? for|\bpropos", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:f(?:ind|inds|ound|indings?)|recommend\w*|conclu\w+|sa(?:ys?|id)|call(?:s|ed)? for|criticis\w+"
    r"|argu\w+|propos\w+|not(?:es|ed)|highlight\w*|emphasi\w+|identif\w+|comment\w*|urge\w*|warn\w*|describ\w+"
    r"|suggest\w*|observ\w+|states?|stated|show(?:s|ed|n)?|recogni\w+|advis\w+|requir\w+|defin\w+|set out"
    r"|called|discuss\w*|stress\w*)\b"
    r"|(?:^|[\s(])['‘“\"]\w",
    re.IGNORECASE,
)


def unreported(
    question: str, links: Sequence[Link], kind: Callable[[str], str | None], sentences: Callable[[str], Iterable[str]]
) -> list[Constraint]:
    """Return the documents whose contents a question asks for, and of which no sentence says any.

    `kind` gives the type of a policy by local id, `sentences` those that name or cite it.
    """
    if not _ASKS.search(question):
        return []
    says = _RECOMMENDS if _RECOMMENDS.search(question) else _SAYS
    return [
        Constraint(question[link.start : link.end], link.local, contents=True)
        for link in links
        if kind(link.local) in DOCUMENTS and not any(says.search(text) for text in sentences(link.local))
    ]
