"""Small documents made by hand: body paragraphs, quotations and a reference list, each its own block."""

from scrgraph.source.document import Block, BlockKind, Document, Metadata, Section
from scrgraph.source.text import Span

REFERENCES = (
    "Brandon, M., Sidebotham, P. and Wate, R. (2020) *Complexity: analysis of SCRs 2014-2017*. London, DfE.",
    "Sidebotham, P., M. Brandon and A. Retzer (2016) *Pathways to harm: analysis of SCRs 2011 to 2014*. London: DfE.",
    "Bernard, C. and Harris, P. (2018) 'SCRs: the lived experience', *Child and Family Social Work*, 24(2) 256-63.",
    "Munro, E. (2010) *The Munro Review of Child Protection, Part One*, London: DfE.",
    "Munro, E. (2011a) *The Munro Review of Child Protection, Interim Report*, London: DfE.",
    "Munro, E. (2011b) *The Munro Review of Child Protection, Final Report*, London: DfE.",
    "Wood, A. (2016) *Wood Report: Review of local boards*. Online: <https://example.org/wood>",
    "NSPCC/SCIE (2016) Serious case review quality markers. London: NSPCC/SCIE.",
    "NSPCC/SCIE (2016) *Serious Case Review Quality Markers* <https://example.org/markers>",
    "CSPRP (Child Safeguarding Practice Review Panel) (2020) *Annual Report 2018 to 2019*. London, CSPRP.",
    "DH, Home Office, Department for Education and Employment (1999) *Working Together to Safeguard Children: A guide*,"
    " London: The Stationery Office.",
    "HM Government (2013) *Working Together to Safeguard Children: A guide to working*, London: HM Government.",
    "van Breugel, M. and O’Donnell, K.A. (2011) 'Structures of SAS-6', *Science*, 331: 1196-1199.",
    "Laming, Lord H. (2003) *The Victoria Climbié Inquiry Report*, Cm. 5370, London: TSO.",
)


def make_document(
    *body: str, references: tuple[str, ...] = REFERENCES, kind: BlockKind = BlockKind.PARAGRAPH
) -> Document:
    """Return a document of one section: each string of `body` a block of `kind`, then the list."""
    kinds = [kind] * len(body) + [BlockKind.REFERENCE] * len(references)
    blocks, text = [], ""
    for index, (part, block_kind) in enumerate(zip((*body, *references), kinds, strict=True)):
        start = len(text)
        text += part
        blocks.append(Block(index, block_kind, (Span(start, len(text)),), 0))
        text += "\n\n"
    section = Section(0, "1", "Introduction", 1, None, None)
    return Document("made", Metadata("Made"), text, (section,), tuple(blocks))
