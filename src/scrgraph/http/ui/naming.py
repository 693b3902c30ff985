"""What a place is called: the table that holds it, else its section."""

from bisect import bisect_right

from scrgraph.source.document import Document, Section


class Names:
    """Names of the places of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = sorted((span.start, block.index) for block in document.blocks for span in block.spans)
        self._tables = {block: table.label for table in document.tables for block in (table.block, table.caption)}

    def section(self, start: int) -> str:
        """Return number and title of the section that holds an offset."""
        return section_name(self._document.sections[self._document.blocks[self._block(start)].section])

    def place(self, start: int) -> str:
        """Return "Table 1" for an offset in a numbered table, else the name of its section."""
        label = self._tables.get(self._block(start), "")
        return f"Table {label}" if label[:1].isdigit() else self.section(start).partition(":")[0]

    def block(self, start: int) -> int:
        """Return where the block begins that holds an offset."""
        return self._document.blocks[self._block(start)].start

    def _block(self, start: int) -> int:
        at = bisect_right(self._starts, (start, len(self._document.blocks))) - 1
        return self._starts[max(at, 0)][1]


def section_name(section: Section) -> str:
    """Return a section as it is named: "2.1 The changing profile", or its title where it has no number."""
    return named(section.number, section.title)


def named(number: str, title: str) -> str:
    """Return the name of a section of this number and title: "2.1 The profile", "Appendix A: Tables", "References"."""
    if number[:1].isdigit():
        return f"{number} {title}"
    kind, _, letter = number.partition("-")
    return f"Appendix {letter.upper()}: {title}" if kind == "appendix" and len(letter) == 1 else title
