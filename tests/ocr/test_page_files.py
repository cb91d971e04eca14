"""Pages read elsewhere: every word comes over, in reading order, and what makes no sense is noted, not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import PageFileError
from pipeline.model.geometry import Box
from pipeline.model.page import InkKind, Page
from pipeline.ocr.files.reading import read_page_file


def alto(blocks: str, page: str = "", before: str = "", version: int = 4) -> bytes:
    return (
        f'<alto xmlns="http://www.loc.gov/standards/alto/ns-v{version}#">{before}<Layout>'
        f'<Page ID="P" WIDTH="1000" HEIGHT="800" {page}><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>'
    ).encode()


def block(text: str, attributes: str = "") -> str:
    return f'<TextBlock {attributes}><TextLine><String CONTENT="{text}"/></TextLine></TextBlock>'


def string(attributes: str, inside: str = "") -> bytes:
    return alto(f"<TextBlock><TextLine><String {attributes}>{inside}</String></TextLine></TextBlock>")


def page_xml(inside: str, year: str = "2019-07-15") -> bytes:
    return (
        f'<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/{year}">'
        f"<Metadata><Creator>somebody</Creator></Metadata>"
        f'<Page imageFilename="a.tif" imageWidth="1000" imageHeight="800">{inside}</Page></PcGts>'
    ).encode()


def region(identifier: str, text: str, attributes: str = "") -> str:
    line = f"<TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>"
    return f'<TextRegion id="{identifier}" {attributes}>{line}</TextRegion>'


def hocr(inside: str) -> bytes:
    return (
        "<html xmlns='http://www.w3.org/1999/xhtml'><head><meta name='ocr-system' content='tesseract 5.3.0'/></head>"
        f"<body><div class='ocr_page' title='bbox 0 0 1000 800; scan_res 300 300'>{inside}</div></body></html>"
    ).encode()


def abbyy(line: str) -> bytes:
    return (
        '<document xmlns="http://www.abbyy.com/FineReader_xml/FineReader10-schema-v1.xml" producer="FineReader 10.0">'
        '<page width="1000" height="800" resolution="300"><block blockType="Text"><text><par>'
        f'<line l="10" t="10" r="500" b="40">{line}</line></par></text></block></page></document>'
    ).encode()


def read(content: bytes) -> Page:
    (page,) = read_page_file(content, "page.xml")
    return page


@pytest.mark.parametrize("version", [2, 3, 4])
def test_alto_gives_words_with_boxes_and_confidences(version: int) -> None:
    content = alto(
        "<TextBlock HPOS='10' VPOS='10' WIDTH='300' HEIGHT='40'><TextLine HPOS='10' VPOS='10' WIDTH='300' HEIGHT='40'>"
        "<String CONTENT='peace' HPOS='10' VPOS='10.4' WIDTH='100' HEIGHT='40' WC='0.75'/><SP/>"
        "<String CONTENT='now' HPOS='120' VPOS='10' WIDTH='60' HEIGHT='40' CC='099'/></TextLine></TextBlock>",
        version=version,
    )
    page = read(content)
    assert (page.text, page.width, page.height, page.notes) == ("peace now", 1000, 800, ())
    assert [word.box for word in page.words] == [Box(10, 10, 110, 50), Box(120, 10, 180, 50)]
    assert [word.confidence for word in page.words] == [0.75, pytest.approx(1 / 3)]
    assert page.regions[0].box == page.lines[0].box == Box(10, 10, 310, 50)


def test_a_divided_word_of_alto_keeps_its_hyphen_and_its_parts() -> None:
    line = (
        "<TextLine><String CONTENT='exam' SUBS_TYPE='HypPart1' SUBS_CONTENT='example' HPOS='1' VPOS='1' WIDTH='50' "
        "HEIGHT='20'/><HYP CONTENT='-' HPOS='51' VPOS='1' WIDTH='9' HEIGHT='20'/></TextLine>"
        "<TextLine><String CONTENT='ple' SUBS_TYPE='HypPart2' SUBS_CONTENT='example'/></TextLine>"
    )
    page = read(alto(f"<TextBlock>{line}</TextBlock>"))
    assert page.text == "exam-\nple"
    assert page.words[0].box == Box(1, 1, 60, 21)


def test_a_hyphen_that_is_in_the_text_already_is_not_doubled() -> None:
    assert read(alto("<TextBlock><TextLine><String CONTENT='exam-'/><HYP/></TextLine></TextBlock>")).text == "exam-"


def test_alternatives_of_alto_are_further_readings() -> None:
    page = read(string("CONTENT='peaoe'", "<ALTERNATIVE>peace</ALTERNATIVE><ALTERNATIVE>place</ALTERNATIVE>"))
    assert [reading.text for reading in page.words[0].readings] == ["peace", "place"]


@pytest.mark.parametrize(
    ("blocks", "extra", "text", "notes"),
    [
        (block("two", "ID='b'") + block("one", "ID='a'"), "", "two\none", 0),
        (block("two", "ID='b'") + block("one", "ID='a' IDNEXT='b'"), "", "one\ntwo", 0),
        (block("two", "ID='b' IDNEXT='a'") + block("one", "ID='a' IDNEXT='b'"), "", "two\none", 0),
        (block("two", "ID='b' IDNEXT='nowhere'") + block("one", "ID='a' IDNEXT='b'"), "", "one\ntwo", 0),
        (block("two", "ID='b'") + block("one", "ID='a'"), "a b", "one\ntwo", 0),
        (block("two", "ID='b'") + block("one", "ID='a'"), "a a x", "one\ntwo", 2),
        (block("two", "ID='a'") + block("three", "ID='a'") + block("one", "ID='b'"), "b a a", "one\ntwo\nthree", 0),
    ],
    ids=["as it stands", "chain", "circle", "dead end", "reading order", "nonsense", "one id twice"],
)
def test_blocks_of_alto_come_in_reading_order_and_none_is_lost(blocks: str, extra: str, text: str, notes: int) -> None:
    references = "".join(f"<ElementRef REF='{reference}'/>" for reference in extra.split())
    order = f"<ReadingOrder><OrderedGroup>{references}</OrderedGroup></ReadingOrder>" if extra else ""
    page = read(alto(blocks).replace(b"<PrintSpace>", f"{order}<PrintSpace>".encode()))
    assert page.text == text
    assert len(page.notes) == notes


def test_blocks_in_the_margins_and_in_composed_blocks_are_read() -> None:
    content = alto(f"<ComposedBlock>{block('inside')}</ComposedBlock>")
    content = content.replace(b"<PrintSpace>", f"<TopMargin>{block('above')}</TopMargin><PrintSpace>".encode())
    assert read(content).text == "above\ninside"


def test_the_size_of_an_alto_page_that_does_not_say_it_is_that_of_what_lies_on_it() -> None:
    content = string("CONTENT='x' HPOS='10' VPOS='20' WIDTH='300' HEIGHT='40'").replace(
        b'WIDTH="1000" HEIGHT="800"', b""
    )
    page = read(content)
    assert (page.width, page.height) == (310, 60)


def test_a_line_without_words_is_cut_and_its_box_shared() -> None:
    page = read(string("CONTENT='to be  now' HPOS='100' VPOS='0' WIDTH='90' HEIGHT='20'"))
    assert [(word.text, word.box) for word in page.words] == [
        ("to", Box(100, 0, 120, 20)),
        ("be", Box(130, 0, 150, 20)),
        ("now", Box(160, 0, 190, 20)),
    ]
    assert page.notes == ("1 lines without boxes for their words: these are estimated",)


def test_boxes_shared_by_more_words_than_they_have_pixels_are_boxes_still() -> None:
    page = read(string("CONTENT='a b c d' HPOS='100' VPOS='0' WIDTH='2' HEIGHT='20'"))
    assert [word.box.width for word in page.words if word.box] == [1, 1, 1, 1]


def test_tags_of_alto_say_what_is_not_type() -> None:
    tags = "<Tags><OtherTag ID='T1' LABEL='DefaultLine:Signature'/><OtherTag ID='T2' LABEL='default'/></Tags>"
    line = "<TextLine TAGREFS='{}'><String CONTENT='x'/></TextLine>"
    page = read(alto(f"<TextBlock>{line.format('T1')}{line.format('T2')}</TextBlock>", before=tags))
    assert [word.ink for word in page.words] == [InkKind.SIGNATURE, InkKind.BODY]


@pytest.mark.parametrize(
    "box",
    [
        ("nan", "1", "10", "10"),
        ("1", "1", "inf", "10"),
        ("-900", "1", "10", "10"),
        ("1", "1", "-10", "10"),
        ("1", "1", "0", "10"),
        ("x", "1", "10", "10"),
        ("2000", "1", "10", "10"),
        ("1", "1", "99999999999999999999", "10"),
    ],
)
def test_a_box_that_makes_no_sense_costs_the_box_and_no_text(box: tuple[str, str, str, str]) -> None:
    left, top, width, height = box
    right = str(float(left) + float(width)) if "x" not in box else "x"
    pages = [
        read(string(f"CONTENT='word' HPOS='{left}' VPOS='{top}' WIDTH='{width}' HEIGHT='{height}'")),
        read(page_xml(_word_at(f"{left},{top} {right},11"))),
        read(hocr(f"<p class='ocr_line'><b class='ocrx_word' title='bbox {left} {top} {right} 11'>word</b></p>")),
        read(abbyy(f'<formatting><charParams l="{left}" t="{top}" r="{right}" b="11">word</charParams></formatting>')),
    ]
    for page in pages:
        assert (page.words[0].text, page.words[0].box) == ("word", None)
        assert page.notes == ("1 boxes that make no sense were dropped",)


def _word_at(points: str) -> str:
    word = f'<Word><Coords points="{points}"/><TextEquiv><Unicode>word</Unicode></TextEquiv></Word>'
    return f"<TextRegion id='r'><TextLine>{word}</TextLine></TextRegion>"


@pytest.mark.parametrize("confidence", ["nan", "17", "-1", "x", ""])
def test_a_confidence_that_makes_no_sense_is_unknown(confidence: str) -> None:
    equivalent = f'<TextEquiv conf="{confidence}"><Unicode>word</Unicode></TextEquiv>'
    wconf = confidence.replace("17", "170") or "?"
    pages = [
        read(string(f"CONTENT='word' WC='{confidence}'")),
        read(page_xml(f"<TextRegion id='r'><TextLine><Word>{equivalent}</Word></TextLine></TextRegion>")),
        read(hocr(f"<span class='ocr_line'><span class='ocrx_word' title='x_wconf {wconf}'>word</span></span>")),
        read(abbyy(f'<formatting><charParams charConfidence="{wconf}">word</charParams></formatting>')),
    ]
    for page in pages:
        assert (page.words[0].text, page.words[0].confidence) == ("word", None)
    assert [page.notes for page in pages[:2]] == [("1 confidences that make no sense are taken as unknown",)] * 2


def test_page_xml_gives_words_with_boxes_confidences_and_alternatives() -> None:
    word = (
        '<Word><Coords points="10,10 60,12 60,40 10,40"/>'
        '<TextEquiv index="1" conf="0.4"><Unicode>peaoe</Unicode></TextEquiv>'
        '<TextEquiv index="0" conf="0.9"><Unicode>peace</Unicode></TextEquiv></Word>'
    )
    page = read(page_xml(f"<TextRegion id='r' type='heading'><TextLine>{word}</TextLine></TextRegion>"))
    (found,) = page.words
    assert (found.text, found.box, found.confidence) == ("peace", Box(10, 10, 60, 40), 0.9)
    assert [(reading.text, reading.confidence) for reading in found.readings] == [("peaoe", 0.4)]
    assert (page.regions[0].kind, page.engine.name) == ("heading", "somebody")


def test_outlines_of_2010_are_read() -> None:
    points = "".join(f'<Point x="{x}" y="{y}"/>' for x, y in ((10, 10), (60, 10), (60, 40)))
    word = f"<Word><Coords>{points}</Coords><TextEquiv><PlainText>old</PlainText></TextEquiv></Word>"
    page = read(page_xml(f"<TextRegion id='r'><TextLine>{word}</TextLine></TextRegion>", year="2010-03-19"))
    assert (page.text, page.words[0].box) == ("old", Box(10, 10, 60, 40))


ORDERED = "<ReadingOrder><OrderedGroup id='g'>{}</OrderedGroup></ReadingOrder>"


def entry(index: str, reference: str) -> str:
    return f"<RegionRefIndexed index='{index}' regionRef='{reference}'/>"


@pytest.mark.parametrize(
    ("order", "text", "notes"),
    [
        ("", "one\ntwo\nthree", []),
        (ORDERED.format(entry("1", "a") + entry("0", "b") + entry("2", "c")), "two\none\nthree", []),
        (ORDERED.format(entry("10", "a") + entry("9", "b") + entry("11", "c")), "two\none\nthree", []),
        (ORDERED.format(entry("0", "c")), "three\none\ntwo", ["2 regions missing"]),
        (ORDERED.format(entry("x", "a") + entry("0", "c") + entry("1", "b")), "three\ntwo\none", ["1 entries"]),
        (ORDERED.format(entry("0", "c") + entry("1", "c") + entry("2", "nowhere")), "three\none\ntwo", ["2 e", "2 r"]),
        (
            ORDERED.format(
                entry("1", "a")
                + "<UnorderedGroupIndexed index='0'><RegionRef regionRef='c'/><RegionRef regionRef='b'/>"
                "</UnorderedGroupIndexed>"
            ),
            "three\ntwo\none",
            [],
        ),
    ],
    ids=["none", "by index", "as numbers", "incomplete", "bad index", "twice and nowhere", "groups"],
)
def test_regions_of_page_xml_come_in_reading_order_and_none_is_lost(order: str, text: str, notes: list[str]) -> None:
    page = read(page_xml(order + region("a", "one") + region("b", "two") + region("c", "three")))
    assert page.text == text
    assert len(page.notes) == len(notes)
    assert all(note.startswith(start) for note, start in zip(page.notes, notes, strict=True))


def test_regions_with_one_id_are_all_read() -> None:
    order = ORDERED.format(entry("0", "b") + entry("1", "a"))
    page = read(page_xml(order + region("a", "two") + region("a", "three") + region("b", "one")))
    assert page.text == "one\ntwo\nthree"
    assert page.notes == ("1 regions missing from the reading order were added at the end",)


def test_the_order_that_transkribus_keeps_elsewhere_is_honoured() -> None:
    first, second = (f"custom='readingOrder {{index:{index};}} structure {{type:stamp;}}'" for index in (1, 0))
    page = read(page_xml(region("a", "two", first) + region("b", "one", second)))
    assert page.text == "one\ntwo"
    assert {word.ink for word in page.words} == {InkKind.STAMP}


def test_regions_in_regions_are_read_once() -> None:
    inner = region("b", "inner")
    page = read(page_xml(region("a", "outer").replace("</TextRegion>", inner + "</TextRegion>")))
    assert page.text == "outer\ninner"


def test_text_that_only_the_region_has_is_read_line_by_line() -> None:
    text = "<TextEquiv><Unicode>one two\nthree</Unicode></TextEquiv>"
    assert read(page_xml(f"<TextRegion id='r'>{text}</TextRegion>")).text == "one two\nthree"


def test_a_line_that_says_something_else_than_its_words_is_noted() -> None:
    word = "<Word><TextEquiv><Unicode>wrod</Unicode></TextEquiv></Word>"
    line = f"<TextLine>{word}<TextEquiv><Unicode>word</Unicode></TextEquiv></TextLine>"
    page = read(page_xml(f"<TextRegion id='r'>{line}</TextRegion>"))
    assert (page.text, page.notes) == ("wrod", ("1 lines say something else than their words; the words were taken",))


def test_graphic_regions_of_page_xml_are_patches_of_ink() -> None:
    graphic = '<GraphicRegion id="g" type="stamp"><Coords points="10,10 90,90"/></GraphicRegion>'
    (patch,) = read(page_xml(graphic)).patches
    assert (patch.kind, patch.box) == (InkKind.STAMP, Box(10, 10, 90, 90))


def test_hocr_gives_words_with_boxes_and_confidences() -> None:
    word = "<span class='ocrx_word' title='bbox 10 10 60 40; x_wconf 96'><strong>peace</strong></span>"
    page = read(hocr(f"<div class='ocr_carea'><p class='ocr_par'><span class='ocr_line'>{word}</span></p></div>"))
    assert (page.text, page.words[0].box, page.words[0].confidence) == ("peace", Box(10, 10, 60, 40), 0.96)
    assert (page.width, page.height, page.dpi, page.engine.version) == (1000, 800, 300, "5.3.0")


def test_lines_of_hocr_without_words_or_areas_are_read() -> None:
    assert (
        read(hocr("<span class='ocr_line'>peace now</span><span class='ocr_header'>-2-</span>")).text
        == "peace now\n-2-"
    )


def test_alternatives_and_soft_hyphens_of_hocr_are_honoured() -> None:
    word = "<span class='ocrx_word'>exam\u00ad</span>"
    other = (
        "<span class='ocrx_word'><span class='alternatives'><ins class='alt'>peace</ins><del class='alt'>place</del>"
        "</span></span>"
    )
    page = read(hocr(f"<span class='ocr_line'>{other}{word}</span>"))
    assert page.text == "peace exam-"
    assert page.words[0].readings[0].text == "place"


def test_hocr_that_is_html_and_not_xml_is_read() -> None:
    content = (
        b"<!DOCTYPE html><html><head><meta name=ocr-system content=x></head><body><div class=ocr_page "
        b"title='bbox 0 0 100 80'><span class=ocr_line>peace&nbsp;now<br></span></div></body></html>"
    )
    page = read(content)
    assert page.text == "peace now"
    assert page.notes == ("the file is no well-formed XML and was read as HTML, which may have mended it",)


def test_characters_of_abbyy_are_joined_to_words() -> None:
    letters = "".join(
        f'<charParams l="{10 + 10 * n}" t="10" r="{20 + 10 * n}" b="40" charConfidence="{80 + n}">{letter}</charParams>'
        for n, letter in enumerate("ab cd\u00ac")
    )
    page = read(abbyy(f"<formatting>{letters}</formatting>"))
    assert page.text == "ab cd-"
    assert page.words[0].box == Box(10, 10, 30, 40)
    assert page.words[0].confidence == pytest.approx(0.805)
    assert (page.dpi, page.engine.name, page.engine.version) == (300, "FineReader", "10.0")


def test_variants_of_abbyy_are_further_readings() -> None:
    variants = "<wordRecVariants>{}</wordRecVariants>".format(
        "".join(f"<wordRecVariant><variantText>{text}</variantText></wordRecVariant>" for text in ("on", "an"))
    )
    page = read(abbyy(f"<formatting><charParams>{variants}o</charParams><charParams>n</charParams></formatting>"))
    assert page.text == "on"
    assert [reading.text for reading in page.words[0].readings] == ["an"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<TEI/>", "none of ALTO"),
        (b"just text", "no XML"),
        (alto("")[:-10], "well-formed"),
        (b"<html><body class='x'>no page</body></html>", "no page"),
        (hocr("")[:-12], "well-formed|cut off"),
        (
            b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t1",
            "damaged",
        ),
    ],
    ids=["root", "text", "cut", "empty", "cut hocr", "cut tsv"],
)
def test_files_that_are_no_page_files_are_refused_with_a_reason(content: bytes, words: str) -> None:
    with pytest.raises(PageFileError, match=words):
        read_page_file(content, "page.xml")


def test_a_table_of_tesseract_is_read() -> None:
    content = (
        b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        b"1\t1\t0\t0\t0\t0\t0\t0\t200\t100\t-1\t\n"
        b"5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t96.71846\tpeace\n"
        b"5\t1\t1\t1\t1\t2\t60\t10\t400\t20\t-1\tnow\n"
        b"5\t1\t2\t1\t1\t1\t60\t50\t40\t20\t95\t \n"
    )
    page = read(content)
    assert page.text == "peace now"
    assert [word.confidence for word in page.words] == [pytest.approx(0.9671846), None]
    assert page.words[1].box == Box(60, 10, 200, 30)


PIECES = (b"nan", b"-1", b"1e400", b"99999999999", b"'", b"<", b"&#xD;", b"&#x2028;", b"ID='a'", b"<TextLine>", b" ")
WORD = (
    "<String CONTENT='to be' WC='0.5' HPOS='1' VPOS='2' WIDTH='300' HEIGHT='40'><ALTERNATIVE>x</ALTERNATIVE></String>"
)
SOUND = (
    alto(f"<TextBlock ID='a' IDNEXT='b'><TextLine HPOS='1' WIDTH='9'>{WORD}<HYP/></TextLine></TextBlock>"),
    page_xml(ORDERED.format(entry("0", "a")) + region("a", "one two") + _word_at("10,10 60,40")),
    hocr("<div class='ocr_carea'><p class='ocr_line'><b class='ocrx_word' title='bbox 1 2 3 4'>a</b></p></div>"),
    abbyy('<formatting><charParams l="1" t="1" r="9" b="9" charConfidence="50">a</charParams></formatting>'),
)


@given(
    st.sampled_from(SOUND),
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=6) | st.sampled_from(PIECES)), max_size=4
    ),
)
@settings(max_examples=400, deadline=None)
def test_whatever_happens_to_a_file_it_is_read_or_refused_and_nothing_else(
    content: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    for place, removed, put in changes:
        start = round(place * len(content))
        content = content[:start] + put + content[start + removed :]
    try:
        pages = read_page_file(content, "page.xml")
    except PageFileError as error:
        assert str(error).startswith("page.xml")  # noqa: PT017  either outcome is right
        return
    for page in pages:
        boxes = [word.box for word in page.words if word.box]
        assert all(0 <= box.left < box.right <= page.width for box in boxes)
        assert all(0 <= box.top < box.bottom <= page.height for box in boxes)
