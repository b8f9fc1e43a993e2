"""Traditional paragraphs are converted; other languages and broken characters pass unharmed."""

import pytest

from crawler.text import script
from crawler.text.quotes import pair_quotes


@pytest.mark.parametrize(
    "line",
    ["新しい図書館は来年の春に開館する予定です。", "會議の後、パンを買った", "ｶﾞｲﾄﾞ國內版"],
)
def test_a_japanese_line_stays_in_a_traditional_text(line: str) -> None:
    text = f"青石鎮開會，教村民選種\n{line}\n農技員進村"
    assert script.to_simplified(text) == f"青石镇开会，教村民选种\n{line}\n农技员进村"
    assert script.to_simplified(line, "t2s", "Hant") == line


def test_a_chinese_line_with_a_japanese_word_is_converted() -> None:
    line = "鎮上新開一家優の良品，賣點心和乾果，鄉親都來看"
    assert script.to_simplified(line) == "镇上新开一家优の良品，卖点心和干果，乡亲都来看"


def test_half_a_surrogate_pair_stays_where_it_is() -> None:
    assert script.to_simplified("鎮\ud840開會\udc00") == "镇\ud840开会\udc00"
    assert script.to_traditional("镇\ud840开会") == "鎮\ud840開會"
    assert script.simplified_char("\ud840") == "\ud840"
    assert script.detect("鎮\ud840") == "Hant"
    assert not script.is_traditional("\ud840")


@pytest.mark.parametrize("text", ["5”屏和6”屏", "55”电视、65”电视叫”好”"])
def test_inches_are_no_quotation_marks(text: str) -> None:
    assert pair_quotes(text) == text


def test_a_quotation_that_ends_in_a_figure_gets_its_pair() -> None:
    assert pair_quotes("评为”五好2026”、“好“") == "评为”五好2026”、“好“"
    assert pair_quotes("评为”五好2026”") == "评为“五好2026”"
    assert pair_quotes("第3“金柳河“") == "第3“金柳河”"
