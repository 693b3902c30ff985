"""The functions that our endpoint adds to SPARQL: `scr:similarity(?one, ?other)`."""

import pyoxigraph as ox

from scrgraph.indexes.vectors import PassageVectors
from scrgraph.sparql.evaluation import Functions

_DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")


def functions(vectors: PassageVectors | None, name: str | None) -> Functions:
    """Return the functions by IRI; none where the index has no vectors. `name`: IRI of the similarity.

    The similarity is the cosine of the vectors of two passages, an xsd:decimal of four digits. It is unbound where
    one of its two arguments is no passage, as every error in an expression of SPARQL is.
    """
    if vectors is None or name is None:
        return {}

    def similarity(one: object, other: object) -> ox.Literal | None:
        if not isinstance(one, ox.NamedNode) or not isinstance(other, ox.NamedNode):
            return None
        found = vectors.similarity(one.value, other.value)
        return None if found is None else ox.Literal(f"{found:.4f}", datatype=_DECIMAL)

    return {ox.NamedNode(name): similarity}
