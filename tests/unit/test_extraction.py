"""Reports in HTML, DOCX and PDF read as the same tree as their text."""

import io
from pathlib import Path

import docx
import pytest

from scrgraph.errors import SourceError
from scrgraph.source.corpus import find_sources, read_source
from scrgraph.source.document import BlockKind, Document
from scrgraph.source.extraction import extract_docx, extract_html, extract_pdf

HTML = """<html><head><title>x</title><style>p{}</style></head><body><nav><p>Menu</p></nav><main>
<h1>Wells of the North</h1><p>Wells run   dry in summer <b>and</b> nobody counts them until they do, which is late.</p>
<h2>What was found</h2><p>The inquiry said:</p><blockquote><p>Nobody counts wells (Digger 2001: 7).</p></blockquote>
<ul><li>stone wells</li><li>iron wells</li></ul>
<table><tr><th></th><th>1990</th></tr><tr><td>Deep</td><td>4</td></tr></table>
<h2>References</h2><p>Digger, A. (2001) <i>Wells</i>, London: Press.</p></main>
<script>alert(1)</script></body></html>"""


def a_pdf(lines: list[str]) -> bytes:
    """Write a one-page PDF of some lines, by the plainest rules of ISO 32000."""
    content = "BT /F1 11 Tf 50 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 840] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def a_docx() -> bytes:
    document = docx.Document()
    document.add_heading("Wells of the North", 0)
    document.add_paragraph("Wells run dry in summer and nobody counts them until they do, which is late.")
    document.add_heading("What was found", 1)
    document.add_paragraph("stone wells", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for row, texts in enumerate((("", "1990"), ("Deep", "4"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(folder: Path, name: str, data: bytes) -> Document:
    (folder / name).write_bytes(data)
    return read_source(find_sources(folder)[0])


def test_html_becomes_a_tree(tmp_path: Path) -> None:
    document = read(tmp_path, "wells.html", HTML.encode())
    assert document.media_type == "text/html"
    assert [s.title for s in document.sections] == ["Wells of the North", "What was found", "References"]
    assert [document.read(b.spans) for b in document.blocks_of(BlockKind.QUOTATION)] == [
        "Nobody counts wells (Digger 2001: 7)."
    ]
    assert [cell.text for cell in document.tables[0].rows[0]] == ["Deep", "4"]
    assert len(document.blocks_of(BlockKind.LIST_ITEM)) == 2
    assert len(document.blocks_of(BlockKind.REFERENCE)) == 1
    assert "Menu" not in document.text
    assert "alert" not in document.text


def test_docx_becomes_a_tree(tmp_path: Path) -> None:
    document = read(tmp_path, "wells.docx", a_docx())
    assert "What was found" in [s.title for s in document.sections]
    assert [cell.text for cell in document.tables[0].rows[0]] == ["Deep", "4"]
    assert len(document.blocks_of(BlockKind.LIST_ITEM)) == 1


def test_pdf_lines_become_paragraphs() -> None:
    full = "a line of the width that the page has, filled with words up to its end here"
    text = extract_pdf(a_pdf(["Wells of the North", full, "and its short end.", full, "and another.", "12"]))
    assert text == f"Wells of the North\n\n{full} and its short end.\n\n{full} and another."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.docx", b"PK no zip"),
        ("x.pdf", b"%PDF-1.4 broken"),
        ("x.pdf", a_pdf([])),
        ("x.html", b"<html><body><script>x</script></body></html>"),
    ],
)
def test_what_holds_no_report_is_refused_by_name(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=name):
        read_source(find_sources(tmp_path)[0])


def test_extractors_agree_on_the_words() -> None:
    assert "Wells run dry in summer and nobody" in extract_html(HTML.encode())
    assert "Wells run dry in summer and nobody" in extract_docx(a_docx())
