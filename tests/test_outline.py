"""A plain text without markup still shows headline, deck, credits and body by its lines."""

import pytest

from crawler.text.outline import outline

TITLE = "柳河镇部署春耕工作"
DECK = "强调不误农时"
CREDIT = "2022-03-14 来源：柳河网"
BODY = ["柳河镇今天召开春耕动员会，三百多人参加。", "会议要求，各村抓紧选种备肥，不误农时。"]


def test_headline_above_the_credits_and_the_deck_below_them() -> None:
    found = outline([TITLE, CREDIT, DECK, *BODY])
    assert (found.title, found.subtitle, found.credits, found.body) == (
        TITLE,
        [DECK],
        [CREDIT],
        BODY,
    )


def test_a_deck_above_the_credits_follows_the_headline() -> None:
    found = outline([TITLE, DECK, CREDIT, *BODY])
    assert (found.title, found.subtitle) == (TITLE, [DECK])


def test_a_short_first_line_is_the_section() -> None:
    found = outline(["柳河要闻", TITLE, CREDIT, *BODY])
    assert (found.section, found.title) == ("柳河要闻", TITLE)


def test_a_table_puts_headline_and_credits_under_the_body() -> None:
    found = outline([*BODY, TITLE, CREDIT])
    assert (found.title, found.credits, found.body) == (TITLE, [CREDIT], BODY)


def test_a_headline_needs_no_credits() -> None:
    found = outline([TITLE, *BODY])
    assert (found.title, found.subtitle, found.body) == (TITLE, [], BODY)


def test_a_subheading_between_paragraphs_belongs_to_the_body() -> None:
    body = [BODY[0], "备耕先行", BODY[1]]
    assert outline([TITLE, CREDIT, *body]).body == body


def test_a_short_line_under_the_body_belongs_to_it_where_the_headline_stands_above() -> None:
    assert outline([TITLE, CREDIT, *BODY, "柳河镇人民政府"]).body == [*BODY, "柳河镇人民政府"]


def test_credits_under_the_body_are_credits() -> None:
    found = outline([TITLE, *BODY, "责任编辑：王二木"])
    assert (found.credits, found.body) == (["责任编辑：王二木"], BODY)


@pytest.mark.parametrize("name", ["柳河网", "柳河资讯", "12345", "——"])
def test_a_site_name_or_a_number_is_no_headline(name: str) -> None:
    assert outline([name, TITLE, CREDIT, *BODY]).title == TITLE
    assert outline([name, *BODY]).title is None


def test_a_body_alone_has_no_headline() -> None:
    assert outline(BODY) == (None, [], None, [], BODY)


@pytest.mark.parametrize("lines", [[], [""], ["柳河要闻", TITLE]])
def test_a_text_without_a_paragraph_has_no_parts(lines: list[str]) -> None:
    assert outline(lines) == (None, [], None, [], lines)
