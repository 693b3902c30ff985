"""Every statement is compared with the text that it cites, just before it leaves."""

from scrgraph import wire
from scrgraph.errors import VerificationError
from scrgraph.source.document import Document
from scrgraph.source.text import Span, fold_text


def verify(statement: wire.StatementView, document: Document) -> wire.StatementView:
    """Return the statement when its text equals the source at its spans.

    Raises:
        VerificationError: it does not.
    """
    spans = [Span(start, end) for start, end in statement.spans]
    inside = all(0 <= span.start < span.end <= len(document.text) for span in spans)
    if not inside or not spans or fold_text(document.text, spans) != statement.text:
        raise VerificationError(
            f"a statement from '{document.id}' differs from the text at {list(statement.spans)}; run `scrgraph build`"
        )
    return statement


def verify_fact(fact: wire.FactView, document: Document) -> wire.FactView:
    """Return the fact when its places lie in the text and a stated (not derived) number stands there.

    Raises:
        VerificationError: they do not.
    """
    spans = [Span(start, end) for start, end in fact.spans]
    if not spans or not all(0 <= span.start < span.end <= len(document.text) for span in spans):
        raise VerificationError(f"a fact of '{document.id}' has no place in its text; run `scrgraph build`")
    return fact
