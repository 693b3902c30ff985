"""Queries that would bring a service down that does not bound them, by what is wrong with each."""

THREE = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i ."
DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
HOSTILE = {
    "cross product": f"SELECT (COUNT(*) AS ?n) {{ {THREE} ?j ?k ?l FILTER(?a != ?d && STR(?g) < STR(?c)) }}",
    "sorted cross product": f"SELECT * {{ {THREE} }} ORDER BY ?c ?f ?i",
    "distinct cross product": f"SELECT (COUNT(DISTINCT CONCAT(STR(?c), STR(?f), STR(?i))) AS ?n) {{ {THREE} }}",
    "path explosion": "SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:y>)* ?b . ?c (!<urn:x>|^!<urn:y>)* ?d }",
    "nested paths": "SELECT (COUNT(*) AS ?n) { ?a (((!<urn:x>|^!<urn:y>)+/(!<urn:z>)?)+)* ?b . ?c (!<urn:x>)* ?d }",
    "long path": f"ASK {{ ?a {'/'.join(['(!<urn:x>|^!<urn:x>)'] * 2_000)} ?b }}",
    "regex bomb": "SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), '((a{0,999}){0,999}){0,999}')) }",
    "regex over a product": f"SELECT * {{ {THREE} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^((a+)+|[^z]*)*$', 'i')) }}",
    "deep nesting": "SELECT * { " + "{" * 5_000 + "?a ?b ?c" + "}" * 5_000 + " }",
    "deep negation": "ASK { FILTER(" + "!" * 50_000 + "true) }",
    "huge VALUES": "SELECT * { VALUES ?x { " + "<urn:a> " * 40_000 + "} VALUES ?y { " + "<urn:b> " * 40_000 + "} }",
    "tokens": "SELECT * { " + "{}" * 200_000 + " }",
    "too long": "SELECT * { VALUES ?x { " + "'a' " * 1_300_000 + "} }",
    "GROUP_CONCAT flood": f"SELECT (GROUP_CONCAT(CONCAT(STR(?c), '{'x' * 5_000}')) AS ?all) {{ {THREE} }}",
    "doubling BIND": f"SELECT ?x40 {{ BIND('{'x' * 1_000}' AS ?x0) {DOUBLED} }}",
    "unions": "SELECT * { " + " UNION ".join(["{ ?a ?b ?c . ?d ?e ?f }"] * 200) + " }",
    "optionals": "SELECT * { ?a ?b ?c " + " ".join(f"OPTIONAL {{ ?a{n} ?b{n} ?c{n} }}" for n in range(12)) + " }",
    "hashes": f"SELECT (SHA512(GROUP_CONCAT(STR(?c))) AS ?h) {{ {THREE} }} GROUP BY ?a ?d ORDER BY ?h",
    "replacements": f"SELECT (SUM(STRLEN(REPLACE(STR(?a), '(.)', '{'$1' * 500}'))) AS ?n) {{ {THREE} }}",
    "largest answer": f"SELECT ?a ?f ('{'x' * 100}' AS ?x) {{ {THREE} }} LIMIT 99000",
    "largest graph": f"CONSTRUCT {{ ?a ?e '{'x' * 200}' . ?d ?h ?a }} WHERE {{ {THREE} }} LIMIT 49000",
    "many words": "SELECT * { VALUES ?x { " + "'a' " * 99_000 + "} } ORDER BY ?x",
    "constructed flood": f"CONSTRUCT {{ ?a ?e ?i . ?d ?b ?c . ?g ?h ?f }} WHERE {{ {THREE} }}",
}


_REACHING_OUT = {
    "SERVICE": {"query": "SELECT * { SERVICE <ADDRESS> { ?s ?p ?o } }"},
    "SERVICE SILENT": {"query": "SELECT * { SERVICE SILENT <ADDRESS> { ?s ?p ?o } }"},
    "SERVICE of a variable": {"query": "SELECT * { BIND(<ADDRESS> AS ?a) SERVICE ?a { ?s ?p ?o } }"},
    "SERVICE of a prefix": {"query": "PREFIX a: <ADDRESS> SELECT * { SERVICE a: { ?s ?p ?o } }"},
    "SERVICE before a comment": {"query": "SELECT * { sErViCe#<urn:x>\n<ADDRESS> { ?s ?p ?o } }"},
    "FROM an address": {"query": "SELECT * FROM <ADDRESS> { ?s ?p ?o }"},
    "FROM NAMED a file": {"query": "SELECT * FROM NAMED <FILE> { GRAPH ?g { ?s ?p ?o } }"},
    "FROM a file": {"query": "SELECT * FROM <FILE> { ?s ?p ?o }"},
    "default-graph-uri of a file": {"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": "FILE"},
    "named-graph-uri of an address": {"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "ADDRESS"},
    "LOAD a file": {"query": "LOAD <FILE>"},
    "LOAD as an update": {"update": "LOAD <ADDRESS>"},
}


def reaching_out(address: str, file: str) -> dict[str, dict[str, str]]:
    """Return requests (form fields by what is tried) that would fetch an address or a file if anything did."""
    return {
        tried: {name: value.replace("ADDRESS", address).replace("FILE", file) for name, value in fields.items()}
        for tried, fields in _REACHING_OUT.items()
    }
