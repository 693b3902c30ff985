"""Quads of tables: rows, cells, captions and notes."""

from collections.abc import Mapping

from scrgraph.graph import names
from scrgraph.graph.statements import DocumentStatements
from scrgraph.iri import slug
from scrgraph.source.document import Cell, Table


def add_tables(out: DocumentStatements, blocks: Mapping[int, str]) -> None:
    """State the rows and cells of every table of the document."""
    for table in out.document.tables:
        iri = names.table_iri(out.iris, out.document.id, table)
        section = out.document.sections[table.section]
        out.types(iri, "doco:Table")
        out.say(iri, "scr:tableLabel", table.label)
        out.link(iri, "dcterms:isPartOf", names.section_iri(out.iris, out.document, section))
        if table.caption is not None:
            out.link(iri, "scr:hasCaption", blocks[table.caption])
        out.link(iri, "scr:hasNote", *(blocks[note] for note in (*table.notes, *table.footnotes)))
        for cells in table.rows:
            _add_row(out, iri, table, cells, blocks)


def _add_row(
    out: DocumentStatements, table_iri: str, table: Table, cells: tuple[Cell, ...], blocks: Mapping[int, str]
) -> None:
    headings = {cell.column: cell.text for cell in table.header}
    head = next((cell.text for cell in cells if cell.text), "row")
    row = out.local("row", f"{slug(table.label)}/{slug(head)}")
    out.types(row, "scr:TableRow")
    out.say(row, "rdfs:label", head)
    out.link(table_iri, "scr:hasRow", row)
    if cells:
        out.say(row, "scr:rowNumber", cells[0].row)
    for cell in cells:
        iri = f"{row}/{cell.column}"
        out.types(iri, "scr:TableCell")
        out.link(row, "scr:hasCell", iri)
        out.say(iri, "scr:columnNumber", cell.column)
        out.say(iri, "scr:columnHeading", headings.get(cell.column))
        out.say(iri, "scr:text", cell.text)
        if cell.span.start < cell.span.end:
            out.place(iri, (cell.span,))
        if cell.footnote is not None:
            out.link(iri, "scr:hasNote", blocks[cell.footnote])
