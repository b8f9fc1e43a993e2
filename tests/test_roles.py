"""Persons are told from places, offices and words; their roles say what they did."""

import pytest

from crawler.text.names import is_name, is_person, is_signer
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
        ("本报记者 张三丰 安阳报道", ["张三丰"], []),
        ("本报记者 张三丰 连云港报道", ["张三丰"], []),
        ("本报记者 张三丰 李小村报道", ["张三丰", "李小村"], []),
        ("本报记者 高远报道", ["高远"], []),
        ("记者：黄山 杨州", ["黄山", "杨州"], []),
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


@pytest.mark.parametrize("word", ["张三", "李想", "张三丰", "高建军", "马晓明", "买买提·艾力"])
def test_a_name_that_is_no_other_word_may_stand_alone(word: str) -> None:
    assert is_signer(word)


@pytest.mark.parametrize(
    "word", ["连载", "和平", "高铁", "水利", "方言", "游记", "花絮", "白皮书", "高清图", "关键词"]
)
def test_a_word_that_begins_like_a_name_does_not_sign(word: str) -> None:
    assert not is_signer(word)


@pytest.mark.parametrize("word", ["黄山", "黄石", "马上", "杨州", "高铁"])
def test_a_label_makes_a_name_of_any_word(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize("word", ["管理员", "报道", "好吗", "柳河网", "摄影"])
def test_words_of_the_trade_and_questions_are_no_names(word: str) -> None:
    assert not is_name(word)
