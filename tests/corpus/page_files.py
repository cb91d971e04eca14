"""ALTO, PAGE, hOCR and TSV files that are damaged, hostile or merely odd."""

from __future__ import annotations

from tests.corpus.cases import Case, Outcome, Stage, accepted, refused
from tests.corpus.texts import LAUGHS, OUTSIDE, PLAIN

_ALTO = (
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Layout>'
    '<Page WIDTH="200" HEIGHT="100">{}</Page></Layout></alto>'
)
_STRING = '<String CONTENT="{text}" HPOS="{left}" VPOS="10" WIDTH="{width}" HEIGHT="20" WC="{confidence}"/>'
_PAGE = (
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
    '<Page imageFilename="{image}" imageWidth="200" imageHeight="100">{order}'
    '<TextRegion id="{id}"><Coords points="{points}"/><TextLine id="l"><Coords points="10,10 90,10 90,30 10,30"/>'
    "<TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"
)
_HOCR = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><div class="ocr_page" title="bbox 0 0 200 100">'
    '<span class="ocr_line" title="bbox 10 10 90 30"><span class="ocrx_word" title="{title}">{text}</span></span>'
    "</div></body></html>"
)
_COLUMNS = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
_TABLE = _COLUMNS + "1\t1\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t\n5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t96\tpeace\n"


def _alto(text: str = "peace", left: object = 10, width: object = 40, confidence: object = 0.9) -> bytes:
    string = _STRING.format(text=text, left=left, width=width, confidence=confidence)
    block = f'<PrintSpace><TextBlock ID="b"><TextLine>{string}</TextLine></TextBlock></PrintSpace>'
    return _ALTO.format(block).encode("utf-8", "surrogatepass")


def _page(text: str = "peace", points: str = "10,10 90,10 90,30 10,30", **other: str) -> bytes:
    values = {"image": "scan.png", "order": "", "id": "r", **other}
    return _PAGE.format(text=text, points=points, **values).encode()


def _hocr(text: str = "peace", title: str = "bbox 10 10 50 30; x_wconf 90") -> bytes:
    return _HOCR.format(text=text, title=title).encode()


def _order(reference: str) -> str:
    ordered = f'<OrderedGroup id="g"><RegionRefIndexed index="0" regionRef="{reference}"/></OrderedGroup>'
    return f"<ReadingOrder>{ordered}</ReadingOrder>"


def _case(name: str, content: bytes, outcome: Outcome) -> Case:
    return Case(name, content, outcome, Stage.PAGE_FILE)


CASES: tuple[Case, ...] = (
    # Whatever the numbers say, the text is kept.
    _case("sound.alto.xml", _alto(), accepted()),
    _case("place is no number.alto.xml", _alto(left="NaN"), accepted()),
    _case("place is infinite.alto.xml", _alto(left="inf"), accepted()),
    _case("place is huge.alto.xml", _alto(left="1e308"), accepted()),
    _case("place is text.alto.xml", _alto(left="ten"), accepted()),
    _case("place is missing.alto.xml", _alto().replace(b'HPOS="10" ', b""), accepted()),
    _case("outside the page.alto.xml", _alto(left=5000), accepted()),
    _case("negative width.alto.xml", _alto(width=-40), accepted()),
    _case("confidence is no number.alto.xml", _alto(confidence="nan"), accepted()),
    _case("confidence of 17.alto.xml", _alto(confidence=17), accepted()),
    _case("confidence is text.alto.xml", _alto(confidence="high"), accepted()),
    _case("sound.page.xml", _page(), accepted()),
    _case("points without numbers.page.xml", _page(points="a,b c,d"), accepted()),
    _case("no points.page.xml", _page(points=""), accepted()),
    _case(
        "points beyond all bounds.page.xml",
        _page().replace(b'"l"><Coords points="', b'"l"><Coords points="1e308,1e308 '),
        accepted(),
    ),
    _case("two points.page.xml", _page(points="1,1 2,2"), accepted()),
    _case("order names nobody.page.xml", _page(order=_order("nobody")), accepted()),
    _case("order names a region twice.page.xml", _page(order=_order("r") + _order("r")), accepted()),
    _case("image lies elsewhere.page.xml", _page(image="../../../../etc/passwd"), accepted()),
    _case("image on the network.page.xml", _page(image="http://127.0.0.1:9/x.png"), accepted()),
    _case("image with a nul.page.xml", _page(image="a%00b"), accepted()),
    _case("identifier is markup.page.xml", _page(id='"&gt;&lt;script&gt;'.replace('"', "&quot;")), accepted()),
    _case("sound.hocr", _hocr(), accepted()),
    _case("title is empty.hocr", _hocr(title=""), accepted()),
    _case("title is nonsense.hocr", _hocr(title="bbox a b c d; x_wconf many"), accepted()),
    _case("box turned round.hocr", _hocr(title="bbox 50 30 10 10; x_wconf 90"), accepted()),
    _case("script in text.hocr", _hocr("&lt;script&gt;peace"), accepted()),
    _case("sound.tsv", _TABLE.encode(), accepted()),
    # What cannot be trusted is refused, and never taken for plain text.
    _case("laughs.alto.xml", LAUGHS, refused("DOCTYPE")),
    _case("file from outside.alto.xml", OUTSIDE, refused("DOCTYPE")),
    _case("cut.alto.xml", _alto()[:-40], refused("well-formed")),
    _case("cut.hocr", _hocr()[:-40], refused("cut off")),
    _case("cut.tsv", (_COLUMNS + "5\t1\t1\t1\t1").encode(), refused()),
    _case("rows without numbers.tsv", (_COLUMNS + "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tpeace\n").encode(), refused()),
    _case("not utf-8.tsv", _COLUMNS.encode() + b"5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t96\t\xff\n", refused()),
    _case("surrogate.alto.xml", _alto("\ud800"), refused("well-formed")),
    _case("control character.alto.xml", _alto("a\x0bb"), refused("well-formed")),
    _case("unseen in a namespace.alto.xml", _alto().replace(b"alto/ns", b"alto\x7f/ns"), refused("\\x7f")),
    _case("zeros.xml", bytes(500), refused("no XML")),
    _case("text.xml", PLAIN.encode(), refused("no XML")),
    _case("empty-page-file.xml", b"", refused("no XML")),
    _case("another kind.xml", b"<rss><channel/></rss>", refused("none of ALTO, PAGE, hOCR, ABBYY")),
    _case("unknown entity.hocr", _hocr("caf&eacute;"), accepted("read as HTML")),
    _case("deep.alto.xml", b"<alto>" + b"<a>" * 300 + b"</a>" * 300 + b"</alto>", refused("deep")),
    _case("no page.alto.xml", b"<alto><Layout/></alto>", refused("no page")),
    _case("utf-16 unmarked.alto.xml", _alto().decode().encode("utf-16-le"), refused("well-formed")),
    _case("says utf-16, is utf-8.alto.xml", b'<?xml version="1.0" encoding="utf-16"?>' + _alto(), refused()),
)
