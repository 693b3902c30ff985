"""Follow everything: every IRI of the graph to its page and its data, and every link on the pages.

    python benchmarks/site_crawl.py [--index DIR | --address URL] [--most N] [--pages N]

An IRI must answer at its own path below the base: for a program with data (on the thing, or the graph), for
a reader with a page.
A link must lead somewhere, and its fragment to an element of that page. `--most` bounds the IRIs of each kind (0: all),
`--pages` the pages whose links are followed. Exit code 1 where anything is broken.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import httpx
from search_speed import ROOT, service
from selectolax.lexbor import LexborHTMLParser

AT_ONCE = 4
SHOWN = 20
NAMED = [
    f'SELECT DISTINCT ?x {{ {where} FILTER(isIRI(?x) && STRSTARTS(STR(?x), "BASE/")) }}'
    for where in ("?x ?p ?o", "?s ?x ?o", "?s ?p ?x", "GRAPH ?x { ?s ?p ?o }")
]
LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}


class Site:
    """The service that is crawled. Thread-safe."""

    def __init__(self, client: httpx.Client, base: str) -> None:
        self.client, self.base = client, base
        self.wrong: list[str] = []
        self.asked: Counter[int] = Counter()
        self.fetched = lru_cache(100_000)(self._fetch)

    def _fetch(self, address: str) -> tuple[int, str, frozenset[str], tuple[str, ...]]:
        """Return status, media type, ids and links of an address as a reader gets it."""
        answer = self.get(address, "text/html,*/*;q=0.5")
        kind = answer.headers.get("content-type", "").partition(";")[0]
        if kind != "text/html":
            return answer.status_code, kind, frozenset(), ()
        tree = LexborHTMLParser(answer.text)
        ids = {str(one.attributes["id"]) for one in tree.css("[id]")}
        links = [
            urljoin(str(answer.url), value)
            for tag, attribute in LINKS.items()
            for one in tree.css(f"{tag}[{attribute}]")
            if (value := one.attributes[attribute]) is not None
        ]
        return answer.status_code, kind, frozenset(ids), tuple(links)

    def get(self, address: str, accept: str) -> httpx.Response:
        """Fetch an address, redirects too."""
        answer = self.client.get(address, headers={"accept": accept}, follow_redirects=True)
        self.asked[answer.status_code] += 1
        return answer

    def check_thing(self, iri: str) -> None:
        """Check that an IRI leads a reader to a page and a program to data about it."""
        at = urldefrag(iri.removeprefix(self.base))[0]
        data = self.get(at, "application/n-triples")
        if data.status_code != 200:
            self.wrong.append(f"{iri} as data: {data.status_code}")
        elif at.startswith("/id/") and f"<{iri}>" not in data.text:
            self.wrong.append(f"{iri}: its data does not speak of it")
        status, kind, _, _ = self.fetched(at)
        if status != 200 or kind not in ("text/html", "application/gzip"):
            self.wrong.append(f"{iri} as a page: {status} {kind}")

    def check_link(self, page: str, link: str) -> None:
        """Check that a link on a page leads somewhere."""
        address, fragment = urldefrag(link)
        status, _, ids, _ = self.fetched(address)
        if status != 200:
            self.wrong.append(f"{page} links to {link}: {status}")
        elif fragment and unquote(fragment) not in ids:
            self.wrong.append(f"{page} links to {link}: no such place there")


def kinds(site: Site, most: int) -> dict[str, list[str]]:
    """Return the IRIs of the graph by kind, at most so many of each, spread over all."""
    named: set[str] = set()
    for query in NAMED:
        fields = {"query": query.replace("BASE", site.base), "format": "csv"}
        named.update(site.client.post("/sparql", data=fields).raise_for_status().text.split()[1:])
    found: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(named):
        path = urlsplit(iri.removeprefix(site.base)).path.split("/")
        found["/".join(path[:3])].append(iri)
    return {kind: iris[:: max(1, len(iris) // most)] if most else iris for kind, iris in found.items()}


def crawl_things(site: Site, most: int) -> None:
    """Check the IRIs and print how many there are."""
    with ThreadPoolExecutor(AT_ONCE) as callers:
        for kind, iris in kinds(site, most).items():
            before = len(site.wrong)
            list(callers.map(site.check_thing, iris))
            print(f"  {kind:28}{len(iris):6} IRIs {len(site.wrong) - before:5} wrong")


def crawl_pages(site: Site, most: int) -> None:
    """Check the links of pages, breadth first from the start, and print how many there are."""
    here = str(site.client.base_url).rstrip("/")
    waiting, seen, links = [f"{here}/"], {f"{here}/"}, 0
    with ThreadPoolExecutor(AT_ONCE) as callers:
        for number, page in enumerate(waiting):
            if number == most:
                break
            found = [link for link in dict.fromkeys(site.fetched(page)[3]) if link.startswith(f"{here}/")]
            links += len(found)
            list(callers.map(lambda link, page=page: site.check_link(page, link), found))  # type: ignore[misc]
            fresh = [address for address in map(without_fragment, found) if address not in seen]
            waiting += fresh
            seen.update(fresh)
    print(f"  {min(most, len(waiting))} pages of {len(waiting)} known, {links} links")


def without_fragment(link: str) -> str:
    return urldefrag(link)[0]


@contextmanager
def serving(address: str | None, index: Path) -> Iterator[str]:
    """Yield the address of a service, started for this unless there is one."""
    if address is not None:
        yield address
        return
    with service(index) as (started, _, _):
        yield started


def report(wrong: Iterable[str]) -> None:
    """Print what is broken, the first of each kind."""
    found = list(dict.fromkeys(wrong))
    for one in found[:SHOWN]:
        print(f"  {one}")
    if len(found) > SHOWN:
        print(f"  ... and {len(found) - SHOWN} more")


def main() -> int:
    """Crawl, print, and say whether everything resolves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--index", type=Path, default=ROOT / "index")
    parser.add_argument("--address")
    parser.add_argument("--base", default="https://w3id.org/scrgraph")
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--pages", type=int, default=500)
    options = parser.parse_args()
    with serving(options.address, options.index) as address, httpx.Client(base_url=address, timeout=60) as client:
        site = Site(client, options.base)
        print("IRIs of the graph")
        crawl_things(site, options.most)
        print("links of the pages")
        crawl_pages(site, options.pages)
        print(f"answers by status: {dict(sorted(site.asked.items()))}")
    report(site.wrong)
    print(f"{len(site.wrong)} broken" if site.wrong else "everything resolves")
    return bool(site.wrong)


if __name__ == "__main__":
    sys.exit(main())
