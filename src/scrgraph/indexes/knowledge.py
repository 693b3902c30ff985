"""What is tied to what, for shortest paths: a networkx graph in one file, read when the first path is asked for."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from scrgraph.errors import IndexUnusableError

if TYPE_CHECKING:
    import networkx as nx


def write_knowledge(path: Path, graphs: "list[nx.Graph]") -> None:
    """Write the union of the documents' networks."""
    import networkx as nx  # a third of a second that most questions do without

    union = nx.compose_all(graphs) if graphs else nx.Graph()
    path.write_text(json.dumps(nx.node_link_data(union, edges="edges"), ensure_ascii=False), encoding="utf-8")


def read_knowledge(path: Path) -> "nx.Graph":
    """Read what `write_knowledge` wrote.

    Raises:
        IndexUnusableError: missing or broken.
    """
    import networkx as nx

    try:
        return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    except (OSError, ValueError, KeyError, nx.NetworkXError) as error:
        raise IndexUnusableError(f"The network in {path.parent} cannot be read; run `scrgraph build`.") from error
