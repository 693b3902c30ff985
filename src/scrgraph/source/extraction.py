"""The text of HTML, DOCX and PDF files in the layout that `plain_text` reads.

Paragraphs stand between blank lines, headings carry # marks by their level, list items open with "- ", table rows are
tab-separated. The extracted text is the document's text: every span counts in it.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from scrgraph.errors import LimitError, SourceError

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph
    from selectolax.lexbor import LexborNode

MAX_UNPACKED_BYTES = 512_000_000
"""Most bytes that the parts of a DOCX file may unpack to."""
_HEADING = re.compile(r"h([1-6])$")
_STYLE = re.compile(r"(?:heading|title)\s*(\d?)", re.IGNORECASE)
_BLOCKS = {"p", "li", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "pre", "dt", "dd"}
_SILENT = {"script", "style", "nav", "noscript", "template", "svg", "form", "footer", "head"}
_PAGE_NUMBER = re.compile(r"(?:page\s+)?(?:\d{1,4}|[ivxl]{1,6})(?:\s+of\s+\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;]['\"’”)\]]*$")
_FULL_LINE = 0.75

Extractor = Callable[[bytes], str]


def extract_html(data: bytes) -> str:
    """Return the text of an HTML page, without navigation, scripts and forms."""
    from selectolax.lexbor import LexborHTMLParser  # each reader is loaded by the file that needs it

    tree = LexborHTMLParser(data)
    root = tree.css_first("main") or tree.css_first("article") or tree.body
    return "\n\n".join(_html_blocks(root)) if root is not None else ""


def _html_blocks(node: "LexborNode") -> Iterator[str]:
    for child in node.iter(include_text=False):
        tag = child.tag or ""
        if tag in _SILENT:
            continue
        if tag not in _BLOCKS or (tag == "blockquote" and child.css_first("p") is not None):
            yield from _html_blocks(child)
        elif tag == "table":
            yield _html_table(child)
        elif text := _folded(child.text(separator=" ")):
            level = _HEADING.match(tag)
            yield f"{'#' * int(level[1])} {text}" if level else f"- {text}" if tag == "li" else text


def _html_table(table: "LexborNode") -> str:
    rows = ([_folded(cell.text(separator=" ")) for cell in row.css("th, td")] for row in table.css("tr"))
    return "\n".join("\t".join(row) for row in rows if any(row))


def extract_docx(data: bytes) -> str:
    """Return the text of a Word document.

    Raises:
        LimitError: its parts unpack to more than MAX_UNPACKED_BYTES.
        SourceError: it is no Word document.
    """
    import docx  # each reader is loaded by the file that needs it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > MAX_UNPACKED_BYTES:
            raise LimitError(f"the file unpacks to more than {MAX_UNPACKED_BYTES:,} bytes", limit="max_unpacked_bytes")
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise SourceError("it is not a Word document (.docx): save it as one, or as text") from error
    return "\n\n".join(block for one in document.iter_inner_content() if (block := _docx_block(one)))


def _docx_block(block: "Paragraph | Table") -> str:
    from docx.table import Table

    if isinstance(block, Table):
        return "\n".join("\t".join(_folded(cell.text) for cell in row.cells) for row in block.rows)
    text, style = _folded(block.text), (block.style.name or "") if block.style else ""
    if not text:
        return ""
    if heading := _STYLE.match(style):
        return f"{'#' * (int(heading[1] or 0) + 1)} {text}"
    return f"- {text}" if style.startswith("List") else text


def extract_pdf(data: bytes) -> str:
    """Return the text of a PDF: lines joined to paragraphs, page numbers left out.

    Raises:
        SourceError: it cannot be read, is locked, or holds pictures of pages and no text.
    """
    import pypdfium2  # each reader is loaded by the file that needs it

    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
    except pypdfium2.PdfiumError as error:
        raise SourceError("it is not a PDF that can be opened (broken, or locked by a password)") from error
    text = "\n\n".join(paragraph for page in pages for paragraph in _paragraphs(page))
    if not text:
        raise SourceError("the PDF holds no text, only pictures of it: run it through text recognition first")
    return text


def _paragraphs(page: str) -> Iterator[str]:
    """Join the lines of a page: a paragraph ends at a blank line, or at a short line that ends a sentence."""
    lines = [_folded(line) for line in page.splitlines()]
    while lines and (not lines[-1] or _PAGE_NUMBER.fullmatch(lines[-1])):
        lines.pop()
    width = max((len(line) for line in lines), default=0)
    run: list[str] = []
    for line in lines:
        if line:
            run.append(line)
        short = len(line) < _FULL_LINE * width
        if run and (not line or (short and (_SENTENCE_END.search(line) or len(run) == 1))):
            yield " ".join(run)
            run = []
    if run:
        yield " ".join(run)


def _folded(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())


EXTRACTORS: dict[str, tuple[str, Extractor]] = {
    ".html": ("text/html", extract_html),
    ".htm": ("text/html", extract_html),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", extract_docx),
    ".pdf": ("application/pdf", extract_pdf),
}
"""Media type and extractor by file ending."""
