"""What the endpoint says of itself: SPARQL 1.1 Service Description, VoID and DCAT 3, as queries over the store.

Truthful by construction: named graphs and counts are what the store holds when asked; federation is named where some is
allowed, and no update is because there is none.
"""

from collections.abc import Sequence
from urllib.parse import quote

_SAFE = ":/?#[]@!$&'()*+,;=%~-._"

_SERVICE = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX formats: <http://www.w3.org/ns/formats/>
CONSTRUCT {
  <ENDPOINT> a sd:Service ; sd:endpoint <ENDPOINT> ;
    sd:supportedLanguage sd:SPARQL10Query, sd:SPARQL11Query ;
    sd:feature FEATURES ;
    sd:languageExtension <BASE/ontology#search> ; sd:extensionFunction <BASE/ontology#similarity> ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
      formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:N-Quads, formats:TriG,
      formats:JSON-LD, formats:RDF_XML ;
    sd:defaultDataset <BASE/id/dataset/scrgraph> .
  <BASE/ontology#search> rdfs:label "search inside a query" ; rdfs:comment '''SERVICE scr:search { ?passage scr:query
"words" ; scr:mode "hybrid" ; scr:limit 10 ; scr:threshold 0.2 ; scr:score ?score ; scr:rank ?rank } binds the best
passages. The words (a string), the mode (hybrid, dense, lexical or graph), the limit and the threshold are constants;
all but the words may be left out. Nothing is fetched: the hits are put in the place of the pattern.''' .
  <BASE/ontology#similarity> a sd:Function ; rdfs:label "similarity of two passages" ;
    rdfs:comment "scr:similarity(?one, ?other) is the cosine of the vectors of two passages, a decimal in -1 to 1." .
  <BASE/id/dataset/scrgraph> a sd:Dataset ; sd:defaultGraph <BASE/graph/union> ; sd:namedGraph ?node .
  CALLS
  <BASE/graph/union> a sd:Graph ; void:triples ?total .
  ?node a sd:NamedGraph ; sd:name ?g ; sd:graph ?g .
  ?g a sd:Graph ; void:triples ?n .
} WHERE {
  { SELECT (COUNT(*) AS ?total) { ?s ?p ?o } }
  UNION { SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g }
  BIND(IRI(CONCAT("ENDPOINT", "#", ENCODE_FOR_URI(STR(?g)))) AS ?node)
}"""

_CALL = """
  <ENDPOINT> rdfs:seeAlso <OTHER> . <OTHER> a sd:Service ; sd:endpoint <OTHER> ;
    rdfs:comment "SERVICE may call this endpoint: bounded in time and size, with the pattern as it is written." ."""

_VOID = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
CONSTRUCT {
  <WELLKNOWN> a void:DatasetDescription ; foaf:primaryTopic <BASE/id/dataset/scrgraph> .
  <BASE/id/dataset/scrgraph> a void:Dataset ; void:sparqlEndpoint <ENDPOINT> ; void:uriSpace "BASE/id/" ;
    void:triples ?triples ; void:entities ?entities ; void:properties ?properties ;
    void:classPartition ?partition ; void:vocabulary <BASE/ontology#> .
  ?partition void:class ?class ; void:entities ?members .
  <BASE/id/dataset/scrgraph> a dcat:Dataset ; dcterms:title ?title ; dcterms:license ?licence ;
    dcterms:rights ?rights ; void:propertyPartition ?used ; void:distinctSubjects ?subjects ;
    void:documents ?documents ; dcat:distribution <ENDPOINT#service-distribution> DISTRIBUTIONS .
  ?used void:property ?property ; void:triples ?uses .
  <ENDPOINT#service-distribution> a dcat:Distribution ; dcat:accessURL <ENDPOINT> ;
    dcat:accessService <BASE/id/service/sparql> .
  DUMPS
} WHERE {
  { SELECT (COUNT(*) AS ?triples) { ?s ?p ?o } }
  UNION { SELECT (COUNT(DISTINCT ?s) AS ?entities) { ?s ?p ?o FILTER(STRSTARTS(STR(?s), "BASE/id/")) } }
  UNION { SELECT (COUNT(DISTINCT ?p) AS ?properties) { ?s ?p ?o } }
  UNION { SELECT ?class (COUNT(DISTINCT ?s) AS ?members) { ?s a ?class } GROUP BY ?class }
  UNION { SELECT ?property (COUNT(*) AS ?uses) { ?s ?property ?o } GROUP BY ?property }
  UNION { SELECT (COUNT(DISTINCT ?s) AS ?subjects) { ?s ?p ?o } }
  UNION { SELECT (COUNT(DISTINCT ?d) AS ?documents) { ?d <BASE/ontology#sha256> ?sum } }
  UNION { <BASE/id/dataset/scrgraph> dcterms:title ?title }
  UNION { SELECT DISTINCT ?licence { ?source dcterms:license ?licence } }
  UNION { SELECT DISTINCT ?rights { ?source dcterms:rights ?rights } }
  BIND(IRI(CONCAT("WELLKNOWN", "#", ENCODE_FOR_URI(STR(?class)))) AS ?partition)
  BIND(IRI(CONCAT("WELLKNOWN", "#", ENCODE_FOR_URI(STR(?property)))) AS ?used)
}"""

_DUMP = """
  <FILE> a dcat:Distribution ; dcat:downloadURL <FILE> ; dcterms:description "WORDS" ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/KIND> . """


def service_description(endpoint: str, base: str, federated: Sequence[str] = ()) -> str:
    """Return a CONSTRUCT query whose result describes the endpoint. `federated`: what SERVICE may call."""
    filled = _SERVICE.replace("FEATURES", "sd:UnionDefaultGraph" + ", sd:BasicFederatedQuery" * bool(federated))
    filled = filled.replace("CALLS", "".join(_CALL.replace("OTHER", _iri(one)) for one in federated))
    return filled.replace("ENDPOINT", _iri(endpoint)).replace("BASE", _iri(base))


def dataset_description(wellknown: str, endpoint: str, base: str, dumps: Sequence[tuple[str, str, str]] = ()) -> str:
    """Return a CONSTRUCT query whose result describes the whole graph in VoID and DCAT 3.

    `dumps` are address, media type and description of each file that may be taken away.
    """
    listed = "".join(f", <{_iri(url)}>" for url, _, _ in dumps)
    told = "".join(
        _DUMP.replace("FILE", _iri(url)).replace("WORDS", words).replace("KIND", _iri(kind))
        for url, kind, words in dumps
    )
    filled = _VOID.replace("DISTRIBUTIONS", listed).replace("DUMPS", told)
    filled = filled.replace("WELLKNOWN", _iri(wellknown)).replace("ENDPOINT", _iri(endpoint))
    return filled.replace("BASE", _iri(base))


def _iri(text: str) -> str:
    return quote(text, safe=_SAFE)
