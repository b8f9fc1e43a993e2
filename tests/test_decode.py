"""The charset of a page is told from its bytes; headers and meta elements may lie."""

import codecs
import random

import pytest

from crawler.reading.decode import decode
from crawler.text import mixed
from demo.mirror import Table, damage, load_table

TEXT = (
    "柳河镇党委召开会议，部署春季防火工作。会议要求，各村要把责任落实到人，"
    "发现火情及时上报，保证群众生命财产安全。"
)
NAME = "柳河镇的朱镕与李喆参加了会议，并对防火工作提出要求。"
TRADITIONAL = "柳河鎮黨委召開會議，部署春季防火工作，要求各村把責任落實到人，保證安全。"


def page(text: str, label: str | None = None) -> str:
    """Return a page that holds *text* and declares *label*."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    return f"<html><head>{meta}<title>会议</title></head><body><p>{text}</p></body></html>"


def header(charset: str) -> str:
    """Return a Content-Type that names *charset*."""
    return f"text/html; charset={charset}" if charset else "text/html"


@pytest.mark.parametrize("meta", ["utf-8", "gb2312", "gbk", "iso-8859-1", "big5", None])
@pytest.mark.parametrize("named", ["", "utf-8", "gbk", "GB2312", "ISO-8859-1"])
def test_utf_8_is_read_whatever_is_declared(meta: str | None, named: str) -> None:
    found = decode(page(TEXT, meta).encode(), header(named))
    assert (found.charset, TEXT in found.text) == ("utf-8", True)


@pytest.mark.parametrize("meta", ["gb2312", "GBK", "gb18030", "utf-8", "iso-8859-1", "big5", None])
@pytest.mark.parametrize("named", ["", "utf-8", "gbk", "ISO-8859-1", "windows-1252"])
def test_gbk_is_read_whatever_is_declared(meta: str | None, named: str) -> None:
    found = decode(page(TEXT, meta).encode("gbk"), header(named))
    assert (found.charset, TEXT in found.text) == ("gb18030", True)


@pytest.mark.parametrize("meta", ["big5", "Big5-HKSCS", "gb2312", "utf-8", None])
@pytest.mark.parametrize("named", ["", "big5", "gbk", "utf-8", "ISO-8859-1"])
def test_big5_is_read_whatever_is_declared(meta: str | None, named: str) -> None:
    source = page(TRADITIONAL, meta).replace("会议", "會議")
    assert TRADITIONAL in decode(source.encode("big5"), header(named)).text


@pytest.mark.parametrize("label", ["gb2312", "GB2312", "gbk", "x-gbk"])
def test_a_label_for_few_characters_stands_for_its_superset(label: str) -> None:
    assert NAME in decode(page(NAME, label).encode("gbk"), header(label)).text
    assert "𠮷" in decode(page(TEXT + "𠮷", label).encode("gb18030")).text


@pytest.mark.parametrize(
    ("bom", "charset"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(bom: bytes, charset: str) -> None:
    found = decode(bom + TEXT.encode(charset), header("gbk"))
    assert found == (TEXT, charset)


@pytest.mark.parametrize("name", ["gb23l2", "chinese-simplified-x", "utf8mb4", "none", "中文"])
def test_an_unknown_charset_is_passed_over(name: str) -> None:
    found = decode(page(TEXT, name).encode("gbk"), header(name))
    assert (found.charset, TEXT in found.text) == ("gb18030", True)


@pytest.mark.parametrize(
    "name", ["hex", "base64", "rot13", "zlib", "undefined", "idna", "punycode"]
)
def test_a_name_that_is_a_codec_of_python_but_no_charset_is_passed_over(name: str) -> None:
    found = decode(page(TEXT, name).encode("gbk"), header(name))
    assert (found.charset, TEXT in found.text) == ("gb18030", True)


def test_an_undeclared_page_without_markup_is_read() -> None:
    assert decode(TEXT.encode("gbk")).text == TEXT


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"plain ASCII text"])
def test_ascii_and_nothing_are_utf_8(body: bytes) -> None:
    assert decode(body, header("gbk")) == (body.decode(), "utf-8")


def test_a_gbk_page_with_a_broken_byte_loses_that_character_alone() -> None:
    damaged = TEXT.encode("gbk") + b"\xff" + "村民说好。".encode("gbk")
    found = decode(damaged, header("utf-8"))
    assert TEXT in found.text
    assert found.text.endswith("村民说好。")


def test_a_utf_8_page_with_a_broken_byte_stays_utf_8() -> None:
    damaged = TEXT.encode() + b"\xff" + "村民说好。".encode()
    found = decode(damaged, header("gbk"))
    assert found == (f"{TEXT}\ufffd村民说好。", "utf-8")


def test_a_utf_8_page_cut_in_the_middle_of_a_character_stays_utf_8() -> None:
    assert decode(page(TEXT, "gbk").encode()[:-40] + "民".encode()[:2], "").charset == "utf-8"


@pytest.mark.parametrize("around", [("gbk", "utf-8"), ("utf-8", "gbk")])
def test_half_a_page_in_another_charset_is_read(around: tuple[str, str]) -> None:
    template, inner = around
    source = page("BODY", "gbk").encode(template).replace(b"BODY", TEXT.encode(inner))
    assert decode(source).text == page(TEXT, "gbk")


@pytest.mark.parametrize("around", [("big5", "utf-8"), ("utf-8", "big5")])
def test_half_a_page_in_big5_is_read(around: tuple[str, str]) -> None:
    template, inner = around
    whole = page(TRADITIONAL, "big5").replace("会议", "會議")
    source = whole.replace(TRADITIONAL, "BODY").encode(template)
    assert decode(source.replace(b"BODY", TRADITIONAL.encode(inner))).text == whole


@pytest.mark.parametrize("inner", ["gbk", "big5"])
def test_a_part_in_the_other_two_byte_charset_is_read(inner: str) -> None:
    outer = "big5" if inner == "gbk" else "gbk"
    texts = {"gbk": TEXT, "big5": TRADITIONAL}
    source = f"<p>{texts[outer]}</p>".encode(outer) * 3 + f"<p>{texts[inner]}</p>".encode(inner)
    assert decode(source).text == f"<p>{texts[outer]}</p>" * 3 + f"<p>{texts[inner]}</p>"


def test_the_greater_half_names_the_charset() -> None:
    menu = "<li>要闻</li><li>图片</li>"
    assert decode(menu.encode("gbk") + page(TEXT).encode()).charset == "utf-8"
    assert decode(menu.encode() + page(TEXT).encode("gbk")).charset == "gb18030"


@pytest.mark.parametrize("place", range(0, len(TEXT), 5))
def test_a_stray_byte_takes_no_neighbour_along(place: int) -> None:
    before, after = TEXT[:place], TEXT[place:]
    damaged = page("BODY", "gbk").encode("gbk")
    damaged = damaged.replace(b"BODY", before.encode("gbk") + b"\xff" + after.encode("gbk"))
    assert f"<p>{before}\ufffd{after}</p>" in decode(damaged).text


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        (b"\xc4" + "中国人民银行".encode("gbk"), "\ufffd中国人民银行"),
        ("中国人民银行".encode("gbk") + b"\xc4<p>", "中国人民银行\ufffd<p>"),
        ("中国".encode("gbk") + b"\xc4" + "人民银行".encode("gbk"), "中国\ufffd人民银行"),
        (b"\xc4" + "全国GDP增长".encode("gbk"), "\ufffd全国GDP增长"),
    ],
)
def test_a_stray_byte_is_found_wherever_it_stands(damaged: bytes, text: str) -> None:
    assert decode("<p>会议召开，会议要求。</p>".encode("gbk") + damaged).text.endswith(text)


@pytest.mark.parametrize(
    "text",
    [
        "朱镕基、陶喆、刘龑与张玥，A股和B超，第3届",
        "瞭解鄉鎮_新聞|瞭望",
        "ひらがなとカタカナ",
        "“——……”、《春耕》㎡①",
        "图片 联通 要闻",
    ],
)
def test_a_whole_page_is_read_as_it_is(text: str) -> None:
    assert decode(page(f"{TEXT}</p><p>{text}", "gbk").encode("gb18030")).text == page(
        f"{TEXT}</p><p>{text}", "gbk"
    )


PROSE = (
    "<p>昨夜最低气温零下4℃（气象站数据），柳河镇部分村庄出现霜冻；农技人员已赶赴现场，指导农户覆盖"
    "薄膜、熏烟防霜。</p><p>“今年的小麦长势很好”，村民张喆说。《春耕备耕方案》已于3月2日印发（详见附件）！</p>"
)


def test_no_random_stray_byte_makes_another_text_silently() -> None:
    chance = random.Random(20261124)  # noqa: S311, no secret
    inside = [at for at, char in enumerate(PROSE) if char > "\x7f"]
    wrong = 0
    for _ in range(300):
        at, stray = chance.choice(inside), bytes([chance.randrange(0x81, 0xFF)])
        found = decode(PROSE[:at].encode("gbk") + stray + PROSE[at:].encode("gbk")).text
        wanted = f"{PROSE[:at]}\ufffd{PROSE[at:]}"
        wrong += len(found) != len(wanted) or any(
            a not in (b, "\ufffd") for a, b in zip(found, wanted, strict=True)
        )
    assert wrong <= 6  # two in a hundred: a stray that makes a word with its neighbour


@pytest.mark.parametrize("declared", ["utf-8", "gbk"])
@pytest.mark.parametrize("joint", ["\n", "</p><p>", " ", ""])
@pytest.mark.parametrize("halves", [("gbk", "utf-8"), ("utf-8", "gbk")])
def test_both_halves_are_read_whatever_is_declared_and_wherever_they_meet(
    declared: str, joint: str, halves: tuple[str, str]
) -> None:
    meta = f"<meta charset={declared}>"
    source = (meta + 3 * TEXT + joint).encode(halves[0]) + (2 * NAME).encode(halves[1])
    assert decode(source).text == f"{meta}{3 * TEXT}{joint}{2 * NAME}"


def test_a_value_in_another_charset_is_read_within_its_line() -> None:
    whole = '<p title="柳河镇要闻">作者：今年小麦，编辑张喆在柳河镇报道</p>'
    for outer, inner in (("gbk", "utf-8"), ("utf-8", "gbk")):
        start, value, end = whole.partition("今年小麦")
        source = start.encode(outer) + value.encode(inner) + end.encode(outer)
        assert decode(source).text == whole


def test_a_long_line_of_utf_8_keeps_its_charset_and_its_value_in_another() -> None:
    line = 40 * TEXT
    assert decode(f"<p>{line}".encode() + b"\xe6\xb2").text == f"<p>{line}\ufffd"
    source = line.encode() + NAME.encode("gbk") + line.encode()
    assert decode(source).text == f"{line}{NAME}{line}"


def test_a_page_damaged_from_end_to_end_is_read_closely_up_to_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    broken = b"\xc4" + TEXT.encode("gbk") + b"\n"
    source = 50 * (TEXT.encode("gbk") + b"\n") + 2 * broken
    whole = decode(source).text.split("\n")
    monkeypatch.setattr(mixed, "CLOSELY", len(broken))
    limited = decode(source).text.split("\n")
    assert limited[:51] == whole[:51]
    assert TEXT[3:10] in whole[51]
    assert TEXT[3:10] not in limited[51]


MIRROR = load_table()
MARKS_ONLY = Table(script={}, readings=())
PLACES = (
    "当地要求加强安全管理，保护文物。《通知》提出三项措施，我校。“大家都看一看冬天”，当地大力推广。"
)


@pytest.mark.parametrize("table", [MIRROR, MARKS_ONLY], ids=["glosses", "marks only"])
def test_what_a_copying_host_shifted_is_no_stray_byte(table: Table) -> None:
    found = damage(f"<p>{PLACES}</p><p>{TEXT}{PLACES}</p>", table, len(table.readings))
    assert "?" in found
    assert decode(found.encode("gb18030")) == (found, "gb18030")


def test_a_shifted_run_behind_a_tag_or_longer_than_the_rest_is_read_as_it_stands() -> None:
    for text in ("保护。《通知》要求落实措施", f"各村保护。“{TEXT[:30].replace('，', '')}”"):
        found = damage(text, MARKS_ONLY, 0)
        shifted = found[found.index("?") :]
        for source in (found, f"<p>{TEXT}</p><p>{shifted}</p>"):
            assert decode(source.encode("gb18030")) == (source, "gb18030")


def test_a_stray_byte_on_a_copying_hosts_page_takes_no_neighbour_along() -> None:
    found = damage(PLACES, MIRROR, len(MIRROR.readings))
    source = f"<p>{found}</p><p>".encode("gb18030") + b"\xff" + TEXT.encode("gbk")
    assert decode(source).text == f"<p>{found}</p><p>\ufffd{TEXT}"


def test_a_stray_byte_within_a_character_is_not_taken_for_another_one() -> None:
    chars = "柳河镇的前辈与后辈都参加了会议"
    at = chars.index("前") * 2 + 3
    data = chars.encode("gbk")
    found = decode(f"<p>{TEXT}</p>".encode("gbk") + data[:at] + b"\xb8" + data[at:]).text
    assert "\ufffd" in found
    assert found.endswith("后辈都参加了会议")
