"""Persons are told from places, offices and words; their roles say what they did."""

import pytest

from crawler.text.names import is_person
from crawler.text.roles import read_roles


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("张三丰", ["张三丰"]),
        ("张三丰 李小村、王二木，赵四水；钱五", ["张三丰", "李小村", "王二木", "赵四水", "钱五"]),
        ("张 三 李小村", ["张三", "李小村"]),
        ("本报记者 张三丰 通讯员 李小村 王二木", ["张三丰", "李小村", "王二木"]),
        ("全媒体记者张三丰 文/图", ["张三丰"]),
        ("买买提·艾力", ["买买提·艾力"]),
        ("张三丰 张三丰", ["张三丰"]),
        ("记者 通讯员 摄影", []),
        ("佚名", []),
        ("管理员", []),
        ("柳河县委宣传部", []),
        ("县融媒体中心", []),
        ("柳河网", []),
        ("综合整理", []),
        ("", []),
    ],
)
def test_persons_are_named_without_roles_and_places(text: str, wanted: list[str]) -> None:
    assert read_roles(text).authors == wanted


@pytest.mark.parametrize(
    ("text", "authors", "editors"),
    [
        ("柳河日报记者 张三丰", ["张三丰"], []),
        ("记者张三丰、李小村", ["张三丰", "李小村"], []),
        ("张三丰/文 李小村/图", ["张三丰"], []),
        ("文/张三丰 图/李小村", ["张三丰"], []),
        ("张三丰 文/图", ["张三丰"], []),
        ("本报记者 张三丰 摄影报道", ["张三丰"], []),
        ("张三丰 摄", [], []),
        ("记者 王和平和李小村", ["王和平", "李小村"], []),
        ("监制/张三丰 编辑/李小村", [], ["张三丰", "李小村"]),
        ("记者张三丰/台北报道", ["张三丰"], []),
        ("记者从镇里获悉", [], []),
        ("编辑部", [], []),
        ("", [], []),
    ],
)
def test_names_belong_to_the_role_beside_them(
    text: str, authors: list[str], editors: list[str]
) -> None:
    found = read_roles(text)
    assert (found.authors, found.editors) == (authors, editors)


@pytest.mark.parametrize("word", ["张三", "张三丰", "欧阳小丰", "司马青", "艾力·买买提"])
def test_a_name_is_known_by_its_surname_or_its_dot(word: str) -> None:
    assert is_person(word)


@pytest.mark.parametrize(
    "word",
    ["完", "资料图", "江苏", "郑州", "青山网", "春耕", "本报", "新华社", "三百多人", ""],
)
def test_a_word_or_a_place_is_no_person(word: str) -> None:
    assert not is_person(word)
