"""What repeats at the ends of a host's articles is learned as furniture, and nothing else is."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from helpers import article_on, page

from crawler.dedup.form import form_digest
from crawler.items import Article, Page
from crawler.store import Store
from crawler.store import furniture as learning
from crawler.text.repeated import candidates, peel, skeleton
from pipelines.furniture import FurniturePipeline

SLOGAN = "柳河在线出品，本栏目内容由柳河融媒中心编发。"
FOLLOW = "关注柳河在线公众号"
STORIES = [
    ("鹿回桥通车", "3月2日上午，鹿回桥正式通车，两岸居民往来每天少绕六公里。"),
    ("早市开张", "河堤早市今天开张，菜农天不亮就摆好了摊，头一天卖掉两千斤青菜。"),
    ("水渠延长", "柳河镇的水渠今年延长了六公里，两岸农户都说不用再为浇水发愁。"),
    ("书屋添新书", "村里的书屋添了三百本新书，放学后的孩子们把长桌坐得满满当当。"),
    ("茶园开园", "青石乡的茶园开园了，采茶的人从山脚排到山腰，歌声一直没有断。"),
    ("旧车站改造", "老车站改成了展览馆，墙上挂着五十年来的时刻表，常有老人来看。"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path}/corpus.db")) as opened:
        yield opened


_numbers = count(1)


def put(
    store: Store, title: str | None, *body: str, host: str = "news.example.cn", site: str = "demo"
) -> Article:
    """Store an article of *body* as the last stages would, and return it."""
    url = f"http://{host}/{next(_numbers)}.html"
    article = Article(url=url, page=Page(url=url), site=site, title=title, body="\n".join(body))
    article.form = form_digest(article.body, title)
    store.put(article)
    return article


def cleared(store: Store, *body: str, host: str = "news.example.cn") -> Article:
    """Return an article of *host* as the furniture stage leaves it."""
    url = f"http://{host}/new.html"
    article = Article(url=url, body="\n".join(body), learned=store.furniture(url))
    return FurniturePipeline().process_item(article)


NEW = "新修的河堤步道有三公里长，傍晚散步的人比往年多了一倍。"


def test_a_line_at_the_end_of_three_articles_goes_from_the_fourth(store: Store) -> None:
    for title, text in STORIES[:2]:
        put(store, title, text, SLOGAN)
    assert cleared(store, NEW, SLOGAN).body == f"{NEW}\n{SLOGAN}"
    put(store, *STORIES[2], SLOGAN)
    article = cleared(store, NEW, SLOGAN)
    assert (article.body, article.aside) == (NEW, [SLOGAN])


def test_a_line_with_a_sign_goes_from_the_head_too(store: Store) -> None:
    for title, text in STORIES[:3]:
        put(store, title, FOLLOW, text)
    assert cleared(store, FOLLOW, NEW).body == NEW


def test_what_stands_behind_a_known_line_is_learned_in_its_turn(store: Store) -> None:
    lines = [f"第{name}项声明：转载请与本栏目联系。" for name in "甲乙丙丁戊己庚"]
    for title, text in STORIES:
        put(store, title, *cleared(store, text, *lines).body.split("\n"))
    assert cleared(store, NEW, *lines).body == NEW


def test_a_known_line_inside_an_article_stays(store: Store) -> None:
    for title, text in STORIES[:3]:
        put(store, title, text, SLOGAN)
    assert cleared(store, NEW, SLOGAN, NEW).body == f"{NEW}\n{SLOGAN}\n{NEW}"


def test_credits_may_stand_behind_a_known_line(store: Store) -> None:
    for title, text in STORIES[:3]:
        put(store, title, text, SLOGAN)
    assert cleared(store, NEW, SLOGAN, "编辑：张三").body == f"{NEW}\n编辑：张三"


def test_what_one_host_repeats_stays_on_another(store: Store) -> None:
    for title, text in STORIES[:3]:
        put(store, title, text, SLOGAN)
    other = cleared(store, NEW, SLOGAN, host="other.example.cn")
    assert other.body == f"{NEW}\n{SLOGAN}"


def test_without_a_store_nothing_is_learned() -> None:
    html = f"<title>河堤</title><h1>河堤</h1><div id='zoom'><p>{NEW}</p><p>{SLOGAN}</p></div>"
    for _ in range(5):
        assert article_on(page(html)).body == f"{NEW}\n{SLOGAN}"


# --- what repeats and is the article's ----------------------------------------------------------


def test_a_text_that_is_copied_is_not_furniture(store: Store) -> None:
    title, text = STORIES[0]
    for _ in range(5):
        put(store, title, text, SLOGAN)
    assert store.furniture("http://news.example.cn/") == set()


def test_a_text_that_is_edited_is_not_furniture(store: Store) -> None:
    title, text = STORIES[0]
    for n in range(5):
        put(store, f"{STORIES[n][0]}报道", text * 2, f"全长{n}公里。", SLOGAN)
        put(store, title, f"{text}全长{n}公里。", SLOGAN)
    assert store.furniture("http://news.example.cn/") == set()


def test_what_a_daily_notice_repeats_is_not_furniture(store: Store) -> None:
    last = "以上价格由市发展改革委价格监测中心采集，仅供参考。"
    for n in range(1, 8):
        text = f"今日批发市场白菜每公斤{n}.2元，土豆每公斤{n}.6元，其余品种与昨日持平。"
        put(store, f"柳河菜价日报（3月{n}日）", text, last)
    assert store.furniture("http://news.example.cn/") == set()


def test_the_endings_of_one_days_articles_are_not_furniture(store: Store) -> None:
    for number in range(12):
        text = f"{chr(0x5010 + number) * 3}镇今天传来消息，" + chr(0x5110 + number) * 20
        put(store, f"第{chr(0x4E10 + number)}号消息", text, f"{chr(0x5210 + number) * 15}。")
    for title, text in STORIES:
        put(store, title, text, "镇领导张三、李四等参加了当天的活动。")
    assert store.furniture("http://news.example.cn/") == set()


def test_a_sentence_that_a_site_begins_to_print_is_learned_in_time(store: Store) -> None:
    for title, text in STORIES:
        put(store, title, text, f"{title}的消息传开，街坊们都很高兴。")
    for number in range(10):
        assert store.furniture("http://news.example.cn/") == set()
        text = f"{chr(0x5010 + number) * 3}镇今天传来消息，" + chr(0x5110 + number) * 20
        put(store, f"第{chr(0x4E10 + number)}号消息", text, SLOGAN)
    assert store.furniture("http://news.example.cn/") == {SLOGAN}


def test_a_formula_on_few_articles_is_not_furniture(store: Store) -> None:
    formula = "目前，案件正在进一步侦办之中。"
    for number in range(40):
        title = f"第{chr(0x4E10 + number)}号消息"
        text = f"{chr(0x5010 + number) * 3}镇今天传来消息，" + chr(0x5110 + number) * 20
        put(store, title, text, formula if number % 10 == 0 else f"{text}，完。")
    assert store.furniture("http://news.example.cn/") == set()


@pytest.mark.parametrize(
    "line",
    [
        "组图",
        "（完）",
        "（记者 张三 通讯员 李四、王五）",
        "编辑：张三",
        "来源：柳河在线新闻网",
        "（据柳河广播电视台客户端报道）",
        "图片由柳河镇政府宣传办公室提供",
    ],
)
def test_short_lines_and_bylines_are_not_learned(store: Store, line: str) -> None:
    for title, text in STORIES:
        put(store, title, text, line)
    assert store.furniture("http://news.example.cn/") == set()


@pytest.mark.parametrize("line", ["会议强调", "开栏的话：走进柳河的村庄，记录普通人的一年。"])
def test_standing_heads_are_not_learned(store: Store, line: str) -> None:
    for title, text in STORIES:
        put(store, title, line, text, f"{title}的消息传开，街坊们都很高兴。", "附近的人也来看。")
    assert store.furniture("http://news.example.cn/") == set()


def test_articles_without_a_headline_teach_nothing(store: Store) -> None:
    for _title, text in STORIES:
        put(store, None, text, SLOGAN)
    assert store.furniture("http://news.example.cn/") == set()


def test_a_text_that_is_known_as_a_whole_is_left_as_it_is() -> None:
    lines = [SLOGAN, FOLLOW]
    assert peel(lines, set(lines)) == (lines, [])


def test_a_line_too_long_for_furniture_is_no_candidate() -> None:
    assert candidates([NEW, f"版权声明{'甲' * 300}"]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("价格日报（3月2日）", "价格日报（3月13日）"), ("雨情第三期", "雨情第十二期")],
)
def test_notices_of_a_series_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_lines_that_are_not_seen_again_are_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "REMEMBERED", 2)
    monkeypatch.setattr(learning, "FORGET_EVERY", 1)
    for n, (title, text) in enumerate(STORIES):
        ending = "这一条消息今天才有。" if n % 2 else "那一条消息昨天也有。"
        put(store, title, text, SLOGAN if n < 1 else f"{title}{ending}")
    put(store, "新河堤", NEW, SLOGAN)
    put(store, "新步道", NEW[::-1], SLOGAN)
    assert store.furniture("http://news.example.cn/") == set()
