"""The forms of question that the graph alone answers, each with the query that does.

A question has a form when every one of its telling words is accounted for: by the form's own words, or by the thing
that it names (a work, a review, a theme, a person). A word left over ("how many reviews did Ofsted rate ...") means
another question, which the graph does not answer this way.
"""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["places", "list", "together", "tally"]
"""Verbatim sentences at the places found; a fact for each row; one that joins the rows; one for each label, counted."""

_CITE = "cite cites cited citing citation citations quote quotes quoted referenced reference rest rests relies rely"
_CITES = f"{_CITE} lean leans draw draws bring brings brought"
_WROTE = (
    "author authors authored coauthors write writes wrote written writer writers produced researchers behind team lead "
    "led compiled conducted carried undertook undertaken prepared responsible academics people persons"
)
_REVIEWS = "review reviews overview overviews periodic biennial triennial analysis study studies case cases scr scrs"
_LISTED = "reference references bibliography list entry entries source sources work works publication publications item"
_NAMED = "name names named mention mentions mentioned refer refers referred cite cites cited discuss discussed covered"
_SPEAKS = "discuss discussed discusses deal deals cover covers read mention mentions mentioned talk talks speak speaks"
_MOST = "most fewest often kind kinds type types by each per"
_AUTHORED = (
    "order year years title titles date dates first author authors lead chronological listed among their one co-author"
)
_SUPPORTS = "support supports supporting cite cited cites behind back backs based evidence rest rests on for about"
_WRONG = "contradict contradicts contradiction contradictions inconsistent inconsistency inconsistencies"
NOISE = (
    "how many much often who whom whose which what where when why do does did has have had can could you me us any all "
    "each every its from about per over across so ever list tell name named give show count number total altogether "
    "say says said please report reports document text different overall also called there are only whole "
    "used use uses using times time were s i we my our it this that these those should would could"
)
"""Words that any of these questions may hold."""


@dataclass(frozen=True, slots=True)
class Form:
    """A query (a file of `ontology/queries/answers`) with the words that ask for it.

    A thing of the kind "works" is a description of listed works: their years, kind or publisher.

    One word of each of `needs` must stand in the question; words of `may` may. `slot` is the parameter that the thing
    named fills, `kind` what thing that is, `fixed` are other parameters. `title` names what is counted or joined; what
    has none is not counted. `loose`: words may be left over, what is asked of citations cannot be mistaken; a page
    asks for them too. A policy fills the slot of a work where it is a listed work itself.
    """

    query: str
    needs: tuple[str, ...]
    may: str = ""
    title: str = ""
    slot: str = ""
    kind: str = ""
    shape: Shape = "list"
    fixed: tuple[tuple[str, str], ...] = ()
    loose: bool = False


FORMS = (
    Form(
        query="cited-with",
        needs=(_CITE, "together alongside beside same with"),
        may="brackets works sources",
        title="works cited beside it",
        slot="work",
        kind="work",
    ),
    Form(
        query="citing-places",
        needs=(f"{_CITES} drawn based support supported attributed leaning used",),
        title="citations",
        slot="work",
        kind="work",
        shape="places",
        loose=True,
    ),
    Form(
        query="citing-places",
        needs=(
            "say says said take takes taken argue argues argued claim claims contribute contributes add adds point",
        ),
        may="main points authors",
        title="citations",
        slot="work",
        kind="work",
        shape="places",
    ),
    Form(
        query="citing-places",
        needs=(_CITE,),
        may="page pages passage passages words",
        title="citations",
        slot="work",
        kind="policy",
        shape="places",
    ),
    Form(
        query="sources-on-a-theme",
        needs=("source sources work works study studies research reference references literature papers", _SUPPORTS),
        may="evidence authors claims points findings discussion passages theme topic subject section part",
        title="citations",
        slot="theme",
        kind="theme",
        shape="places",
    ),
    Form("review-people", (_REVIEWS, "who whom", "most"), f"nine {_WROTE}"),
    Form("review-teams", (_REVIEWS, "authors people researchers team", "most largest biggest"), "nine one"),
    Form(
        query="review-teams",
        needs=(_REVIEWS, "authors people researchers team", "fewest least smallest"),
        may="nine one",
        fixed=(("way", "1"),),
    ),
    Form("review-people", (_REVIEWS, _WROTE, "people authors who persons"), "nine", "authors of the reviews"),
    Form(
        query="reviews-by-a-person",
        needs=(f"{_REVIEWS} report reports", f"{_WROTE} work worked involved part"),
        may="nine",
        title="periodic reviews by this author",
        slot="name",
        kind="person",
    ),
    Form("review-authors", (_WROTE,), f"{_REVIEWS} out", "authors", "thing", "review", "together"),
    Form("review-authors", ("who whom", "did"), _REVIEWS, "authors", "thing", "review", "together"),
    Form("work-authors", (_WROTE,), "study paper book article", "authors", "work", "work", "together"),
    Form("report-authors", (_WROTE, "report overview document publication"), "final", "authors", shape="together"),
    Form(
        query="review-described",
        needs=("title called publish published publication appear appeared came out issued",),
        may=f"{_REVIEWS} year date come",
        slot="thing",
        kind="review",
    ),
    Form(
        query="reviews",
        needs=("review reviews overview overviews", "periodic biennial triennial overview overviews cover covers nine"),
        may=f"{_REVIEWS} scr scrs covered summarises based look looks drawn draw year years dates",
        title="periodic reviews",
    ),
    Form("works-listed", (_LISTED,), f"{_LISTED} {_CITE} publish appeared dated issued", "listed works", kind="works"),
    Form(
        query="works-of-an-author",
        needs=(_LISTED, "first lead", "author authors"),
        may=_AUTHORED,
        title="listed works with this first author",
        slot="name",
        kind="person",
        fixed=(("position", "1"),),
    ),
    Form(
        query="works-of-an-author",
        needs=(f"{_LISTED} report reports paper papers book books article articles wrote written",),
        may=_AUTHORED,
        title="listed works",
        slot="name",
        kind="person",
    ),
    *(
        Form(
            "works-grouped",
            (_LISTED, groups, _MOST),
            f"{_WROTE} {_LISTED} {_CITE} appear frequent frequently common",
            shape="tally",
            fixed=(("by", by),),
        )
        for by, groups in (
            ("year", "year years"),
            ("publisher", "publisher publishers published publishes"),
            ("kind", "kind kinds type types"),
            ("author", f"{_WROTE} who author authors"),
        )
    ),
    Form("works-listed", (_LISTED, "oldest earliest"), f"{_LISTED} {_CITE}"),
    Form("works-listed", (_LISTED, "newest latest recent"), f"{_LISTED} {_CITE} most", fixed=(("way", "-1"),)),
    Form("most-cited", (_CITES, "most main top frequent frequently heavily"), f"{_LISTED} study"),
    Form("never-cited", (f"{_CITE} uncited", "never uncited nowhere unused"), f"{_LISTED} but", "entries never cited"),
    Form(
        query="references",
        needs=("references reference bibliography sources", "list entries sources references works bibliography items"),
        may=f"{_LISTED} long",
        title="entries of the reference list",
    ),
    Form("sections", ("section sections heading headings",), "main title titles contents divided", "sections"),
    Form("sections", ("part parts",), "chapter main divided", "parts", fixed=(("begins", "Part"),)),
    Form("tables", ("table tables",), "title titles contain contains", "tables"),
    Form(
        query="block-quotations",
        needs=("quotation quotations quote quotes quoted", "block displayed long length"),
        may=f"{_REVIEWS} {_LISTED} nine extracts",
        title="displayed quotations",
        shape="tally",
    ),
    Form(
        query="theme-first-and-last",
        needs=(
            "first last earliest latest",
            "mention mentioned raise raised discuss found find come came appear appeared",
        ),
        may=f"{_REVIEWS} by up",
        slot="theme",
        kind="theme",
        shape="places",
    ),
    Form(
        query="theme-sections",
        needs=(
            "where section sections part parts chapter chapters",
            f"{_SPEAKS} say find about address addresses look",
        ),
        may="passages should theme topic part",
        title="sections",
        slot="theme",
        kind="theme",
    ),
    Form("laws", ("act acts law laws legislation statute statutes", f"{_NAMED} there"), "parliament", "Acts named"),
    Form(
        "policies", ("policy policies guidance laws", f"{_NAMED} there"), "law legislation government", "policies named"
    ),
    Form(
        "organisations",
        ("organisation organisations agency agencies bodies", f"{_NAMED} there"),
        "",
        "organisations named",
    ),
    Form(
        "findings",
        (f"{_WRONG} error errors mistake mistakes",),
        "itself numbers figures make contain own between tables",
    ),
)
