"""Quads of a document's text: the report, its sections, blocks, contents and passages."""

from collections.abc import Mapping, Sequence

from scrgraph.graph import names
from scrgraph.graph.statements import DocumentStatements
from scrgraph.graph.table_quads import add_tables
from scrgraph.iri import fingerprint, slug
from scrgraph.passages import Passage
from scrgraph.source.document import Block, BlockKind, Section

BLOCK_CLASSES: Mapping[BlockKind, str] = {
    BlockKind.TITLE: "doco:Title",
    BlockKind.HEADING: "scr:Heading",
    BlockKind.CONTENTS: "scr:ContentsBlock",
    BlockKind.PARAGRAPH: "doco:Paragraph",
    BlockKind.QUOTATION: "doco:BlockQuotation",
    BlockKind.LIST_ITEM: "scr:ListItem",
    BlockKind.CAPTION: "scr:Caption",
    BlockKind.TABLE: "doco:Table",
    BlockKind.NOTE: "scr:Note",
    BlockKind.FOOTNOTE: "doco:Footnote",
    BlockKind.REFERENCE: "scr:ReferenceEntry",
    BlockKind.IMPRINT: "scr:Imprint",
}


def add_text(out: DocumentStatements, passages: Sequence[Passage]) -> Mapping[int, str]:
    """State the text of a document; returns the IRI of every block by its index."""
    blocks = _name_blocks(out)
    _add_report(out)
    _add_sections(out)
    _add_blocks(out, blocks)
    _add_contents(out, blocks)
    add_tables(out, blocks)
    _add_passages(out, passages, blocks)
    return blocks


def _add_report(out: DocumentStatements) -> None:
    document, about = out.document, out.document.metadata
    iri = names.document_iri(out.iris, document.id)
    out.types(iri, "fabio:ReportDocument", "foaf:Document")
    out.say(iri, "dcterms:title", about.title, language=about.language)
    for author in about.authors:
        person = names.person_iri(out.iris, author)
        out.link(iri, "dcterms:creator", person)
        out.types(person, "foaf:Person")
        out.say(person, "foaf:name", author)
    add_authorships(out, iri, [names.person_iri(out.iris, author) for author in about.authors])
    if about.publisher:
        publisher = names.agent_iri(out.iris, about.publisher)
        out.link(iri, "dcterms:publisher", publisher)
        out.types(publisher, "foaf:Organization")
        out.say(publisher, "foaf:name", about.publisher)
    for identifier in about.identifiers:
        out.say(iri, "dcterms:identifier", identifier)
    if about.date:
        kind = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}.get(len(about.date), "xsd:string")
        out.typed(iri, "dcterms:issued", about.date, kind)
    out.say(iri, "dcterms:language", about.language)
    out.say(iri, "dcterms:rights", about.attribution)
    out.page(iri, "dcterms:license", about.licence)
    out.page(iri, "dcterms:source", about.source)
    out.say(iri, "dcterms:format", document.media_type)
    out.say(iri, "scr:characters", len(document.text))


def add_authorships(out: DocumentStatements, work: str, agents: Sequence[str], printed: Sequence[str] = ()) -> None:
    """State the authors of a work in their order, with their names as printed there where those are given."""
    for position, agent in enumerate(agents, start=1):
        place = f"{work}/author/{position}"
        out.link(work, "scr:hasAuthorship", place)
        out.types(place, "scr:Authorship")
        out.say(place, "scr:position", position)
        out.link(place, "scr:agent", agent)
        out.say(place, "scr:statedAs", printed[position - 1] if printed else None)


def _add_sections(out: DocumentStatements) -> None:
    document = out.document
    report = names.document_iri(out.iris, document.id)
    previous: str | None = None
    for section in document.sections:
        iri = names.section_iri(out.iris, document, section)
        parent = None if section.parent is None else document.sections[section.parent]
        whole = report if parent is None else names.section_iri(out.iris, document, parent)
        out.types(iri, "doco:Section", *_matter(section))
        out.say(iri, "scr:sectionNumber", section.number)
        out.say(iri, "dcterms:title", section.title, language=document.metadata.language)
        out.say(iri, "scr:level", section.level)
        out.say(iri, "scr:page", section.page)
        out.say(iri, "scr:printedHeading", section.printed)
        out.link(iri, "dcterms:isPartOf", report)
        out.link(whole, "po:contains", iri)
        if previous:
            out.link(previous, "scr:next", iri)
        previous = iri


def _matter(section: Section) -> tuple[str, ...]:
    if section.number == "front":
        return ("doco:FrontMatter",)
    if section.number == "references":
        return ("doco:Bibliography",)
    return ("doco:Appendix",) if section.number.startswith("appendix") else ()


def _name_blocks(out: DocumentStatements) -> dict[int, str]:
    document = out.document
    tables = {table.block: names.table_iri(out.iris, document.id, table) for table in document.tables}
    return {block.index: tables.get(block.index) or _block_iri(out, block) for block in document.blocks}


def _block_iri(out: DocumentStatements, block: Block) -> str:
    number = out.document.sections[block.section].number
    words = fingerprint(out.document.read(block.spans))
    return out.local("block", f"{number}/{block.kind.value}-{words}")


def _add_blocks(out: DocumentStatements, blocks: Mapping[int, str]) -> None:
    document = out.document
    previous: str | None = None
    for block in document.blocks:
        iri = blocks[block.index]
        out.types(iri, BLOCK_CLASSES[block.kind])
        out.say(iri, "scr:text", document.read(block.spans))
        out.place(iri, block.spans)
        out.link(names.section_iri(out.iris, document, document.sections[block.section]), "po:contains", iri)
        if block.lead_in is not None:
            out.link(iri, "scr:leadIn", blocks[block.lead_in])
        if previous:
            out.link(previous, "scr:next", iri)
        previous = iri


def _add_contents(out: DocumentStatements, blocks: Mapping[int, str]) -> None:
    document = out.document
    for entry in document.contents:
        iri = out.local("contents", slug(entry.text, words=24))
        out.types(iri, "scr:ContentsEntry")
        out.say(iri, "dcterms:title", entry.text)
        out.say(iri, "scr:page", entry.page)
        out.link(blocks[entry.block], "po:contains", iri)
        if entry.section is not None:
            section = document.sections[entry.section]
            out.link(iri, "scr:denotesSection", names.section_iri(out.iris, document, section))


def _add_passages(out: DocumentStatements, passages: Sequence[Passage], blocks: Mapping[int, str]) -> None:
    document = out.document
    previous: str | None = None
    for passage in passages:
        iri = names.passage_iri(out.iris, passage)
        section = names.section_iri(out.iris, document, document.sections[passage.section])
        out.types(iri, "scr:Passage", "doco:TextChunk")
        out.say(iri, "dcterms:identifier", passage.id)
        out.say(iri, "scr:passageKind", passage.kind)
        out.say(iri, "scr:text", passage.text)
        out.say(iri, "scr:context", passage.context)
        out.link(iri, "dcterms:isPartOf", section)
        out.link(iri, "po:contains", *(blocks[index] for index in passage.blocks))
        out.place(iri, passage.spans)
        if previous:
            out.link(previous, "scr:next", iri)
        previous = iri
