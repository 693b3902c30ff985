"""What the graph is, what it was made from and by what: PROV-O, VoID, DCAT 3 and SPARQL service description.

Facts of the run (times, host, counts) belong to the manifest: the same input gives the same quads.
"""

import hashlib
from collections.abc import Iterator, Sequence

from pyoxigraph import Quad

from scrgraph.graph import names
from scrgraph.graph.statements import Statements
from scrgraph.iri import Iris, slug
from scrgraph.source.document import Document
from scrgraph.vocabulary import NAMESPACES

FORMATS = {
    "Turtle": "http://www.w3.org/ns/formats/Turtle",
    "N-Quads": "http://www.w3.org/ns/formats/N-Quads",
    "JSON-LD": "http://www.w3.org/ns/formats/JSON-LD",
}


def provenance_quads(iris: Iris, documents: Sequence[Document], encoder_name: str, version: str) -> Iterator[Quad]:
    """Yield the quads of graph `provenance`: the data set, its graphs, the sources and the software."""
    out = Statements(iris, iris.graph("provenance"))
    software = iris.thing(f"software/scrgraph-{slug(version)}")
    _add_software(out, software, encoder_name, version)
    activity = iris.thing(f"activity/reading-{slug(version)}-{slug(encoder_name)}")
    out.types(activity, "prov:Activity")
    out.say(activity, "rdfs:label", f"Reading and indexing by scrgraph {version}")
    out.link(activity, "prov:wasAssociatedWith", software)
    dataset = _add_dataset(out, activity)
    _add_service(out, dataset)
    for document in documents:
        _add_document(out, document, dataset, activity)
    for name in ("ontology", "shapes"):
        _add_graph(out, dataset, iris.graph(name), f"The {name} of scrgraph")
    yield from dict.fromkeys(out.quads)


def _add_software(out: Statements, software: str, encoder_name: str, version: str) -> None:
    encoder = out.iris.thing(f"software/encoder-{slug(encoder_name)}")
    out.types(software, "prov:SoftwareAgent")
    out.say(software, "rdfs:label", f"scrgraph {version}")
    out.types(encoder, "prov:SoftwareAgent")
    out.say(encoder, "rdfs:label", encoder_name)
    out.link(encoder, "prov:actedOnBehalfOf", software)


def _add_dataset(out: Statements, activity: str) -> str:
    dataset = out.iris.thing("dataset/scrgraph")
    out.types(dataset, "void:Dataset", "dcat:Dataset", "sd:Dataset", "prov:Entity")
    out.say(dataset, "dcterms:title", "scrgraph: what reports say, and where they say it", language="en")
    description = "Reports read into passages, citations, themes and numbers, each led back to the words it comes from."
    out.say(dataset, "dcterms:description", description, language="en")
    out.link(dataset, "prov:wasGeneratedBy", activity)
    out.say(dataset, "void:uriSpace", out.iris.thing(""))
    out.link(dataset, "void:sparqlEndpoint", f"{out.iris.base}/sparql")
    out.link(dataset, "void:vocabulary", out.iris.ontology, *NAMESPACES.values())
    out.link(dataset, "void:feature", *FORMATS.values())
    return dataset


def _add_service(out: Statements, dataset: str) -> None:
    service = out.iris.thing("service/sparql")
    out.types(service, "sd:Service", "dcat:DataService")
    out.say(service, "dcterms:title", "SPARQL 1.1 query service", language="en")
    out.link(service, "sd:endpoint", f"{out.iris.base}/sparql")
    out.link(service, "dcat:endpointURL", f"{out.iris.base}/sparql")
    out.link(service, "sd:supportedLanguage", out.term("sd:SPARQL11Query").value)
    out.link(service, "sd:feature", out.term("sd:UnionDefaultGraph").value)
    out.link(service, "sd:defaultDataset", dataset)
    out.link(service, "dcat:servesDataset", dataset)


def _add_document(out: Statements, document: Document, dataset: str, activity: str) -> None:
    iri, graph = names.document_iri(out.iris, document.id), names.document_graph(out.iris, document.id)
    source = out.iris.thing(f"source/{document.id}")
    _add_graph(out, dataset, graph, f"What was read in '{document.metadata.title}'")
    out.link(graph, "prov:wasGeneratedBy", activity)
    out.link(graph, "prov:wasDerivedFrom", source)
    out.link(graph, "dcterms:subject", iri)
    out.types(source, "scr:SourceFile", "prov:Entity")
    checksum = document.metadata.sha256 or hashlib.sha256(document.text.encode()).hexdigest()
    out.say(source, "scr:sha256", checksum)
    out.say(source, "dcterms:format", document.media_type)
    out.page(source, "dcat:landingPage", document.metadata.source)
    out.page(source, "dcterms:license", document.metadata.licence)
    out.say(source, "dcterms:rights", document.metadata.attribution)
    out.link(iri, "prov:wasDerivedFrom", source)


def _add_graph(out: Statements, dataset: str, graph: str, title: str) -> None:
    out.types(graph, "sd:NamedGraph", "sd:Graph", "prov:Entity")
    out.link(graph, "sd:name", graph)
    out.say(graph, "dcterms:title", title, language="en")
    out.link(dataset, "sd:namedGraph", graph)
    out.link(dataset, "void:subset", graph)
