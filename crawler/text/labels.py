"""The words that name a field or a role on Chinese news pages: 来源：, 作者：, 责任编辑 张三."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = "\u3400-\u9fff"
_MARK = "[：:丨|｜︱│┃▏▕／/】]"
# 图片来源 and 数据来源 name where something in the article comes from.
_SOURCE = "(?:信息|稿件|文章|新闻|内容|本文)?(?<![片图料据面频材题])来源于?|稿源|出处|转自|来自"
# Who put a text out or sent it in; it counts as its source where no 来源 is printed.
_ISSUER = "(?:发布|供稿|来稿|报送)(?:单位|机构|部门)"
_REPORTER = (
    "(?:本报|本网|本台|本刊|本社|总台|央视|全媒体|融媒体?|新媒体|见习|实习|特约|特派|首席|职工|"
    "通讯社|报业|文字|图文|评论){0,3}(?:记者|通讯员|实习生|评论员|撰稿人)"
)
_AUTHOR = (
    "(?:稿源|文章|本文)?作者|撰稿人?|撰[文写]|采写|采编|编译|执笔|原创|供稿人?|文字?[/／、]图片?|图片?[/／、]文字?|"
    f"(?:文字|图文|文图)(?=\\s*{_MARK})|{_REPORTER}"
)
_DESK = (
    "网络|网站|值班|本期|本版|新媒体|融媒体?|全媒体|微信|执行|初审|美术|视觉|实习|文字|图文|图片|视频|"
    "英文|栏目|版面|见习|流程|助理|责任|副|总"
)
_EDITOR = (
    f"责任?编辑?|(?:{_DESK}){{0,3}}编辑|编[辑审]|(?:校对|(?:内容)?审[核校稿签读]|核稿|签发|编校)[人员]?|责校|校审|监审|"
    "[一二三初复终]审(?:[一二三初复终]校)?|(?:总|值班)?监制|选稿|值班(?:主任|总监|编委|领导)|"
    f"[初二复]编|美编|(?:{_DESK}){{0,3}}(?:主编|总编)(?![室办])|[一二三初复终]校"
)
_DATE = (
    "(?:发布|发表|公开|发文|更新|发稿|刊发|录入|编辑|创建|刊登|上传|成文)?(?:日期|时间)|"
    "(?:首次|最[后近新初])(?:发布|发表|更新|修改)|(?:发布|发表|更新)于"
)
_OTHER = (
    "浏览(?:次数|量)?|点击(?:数|率|量|次数)?|阅读(?:数|量|次数)?|访问(?:量|次数)?|人气|字号|字体|"
    "分享(?:到|至)?|打印|评论(?:数)?|收藏|关闭|关注度?|[大中小]字|摘要|我要评论|(?:邮箱|电话|热线)(?=[：:])|【|（|\\("
)
_STAFF = (
    "摄影|摄像|航拍|出镜|供图|制图|绘图|图片|视频(?:剪辑)?|剪辑|发布人|设计|(?:总|特别)?(?:统筹|策划)|出品人?|配音|主播|"
    "海报|排版|版式|制作"
)
"""Roles of those who neither wrote nor edited the text."""
_SECTION = "所属栏目|所属分类|栏目|频道|分类"
_TAGS = "关键[词字]|标签|Tags?"
BULLET = re.compile(r"[□■●◎○]\s*")
"""Papers put it before the name of the writer: □ 张三丰."""

LABEL = re.compile(
    rf"(?P<source>{_SOURCE})\s*[：:丨|｜︱│]|(?P<issuer>{_ISSUER})\s*[：:]|(?P<date>{_DATE})\s*[：:]|"
    rf"(?P<editor>{_EDITOR})\s*{_MARK}|"
    rf"(?P<author>(?:{_AUTHOR}|(?<![{_HAN}])文(?![/／、][图摄]))\s*{_MARK})|"
    rf"(?P<section>{_SECTION})\s*[：:]|(?P<tags>{_TAGS})\s*[：:]|"
    rf"(?P<staff>(?:{_STAFF}|(?<![{_HAN}])[图摄])\s*{_MARK})|(?P<other>{_OTHER})\s*[：:]?",
    re.IGNORECASE,
)
"""A label and the mark behind it; the group that matched names the field."""

_SPREAD = re.compile(rf"(?<![{_HAN}])[{_HAN}](?: +[{_HAN}]){{1,7}}(?=\s*{_MARK})")
_WORD = re.compile(f"{_SOURCE}|{_ISSUER}|{_EDITOR}|{_AUTHOR}|{_STAFF}|{_DATE}")

_NO_WRITER = "[站注节]|从|在|了|获|采访|看到|单位|简介|系|为|是|观点|本人|授权|署名|声明"
# What a reporter does makes him no label: 记者从镇里获悉, 记者站, 编辑部.
ROLE = re.compile(
    rf"(?P<after>[/／])?(?:(?P<plain>(?<=[/／])[{_HAN}]{{2,4}}报[道导]|(?:摄影|综合|联合)?报[道导])|"
    rf"(?P<editor>{_EDITOR})(?![部室站])|"
    rf"(?P<author>(?:{_AUTHOR})(?!{_NO_WRITER})|(?<![{_HAN}])文(?![{_HAN}]))|"
    rf"(?P<staff>{_STAFF}|(?<![{_HAN}])图(?![{_HAN}])|摄(?![{_HAN}])))\s*{_MARK}?"
)
"""A role with or without a mark behind it: 记者 张三 文/图, 编辑 李四, 张三/文 王五/图."""


class Label(NamedTuple):
    """A label in a line and the value that runs up to the next one."""

    kind: str
    """`source`, `issuer`, `date`, `author`, `editor`, `section`, `tags`, `staff` or `other`."""
    value: str
    start: int
    """Where the label stands."""


def closed(line: str) -> str:
    """Return *line* without the gaps that printers put into its labels.

    >>> closed("编 辑：张 三 审 核：李四"), closed("张 三：您好")
    ('编辑：张 三 审核：李四', '张 三：您好')
    """
    return _SPREAD.sub(_closed, line)


def _closed(spread: re.Match[str]) -> str:
    """Close the longest label at the end of *spread*; before it a name may stand."""
    single = spread[0].split()
    for at in range(len(single) - 1):
        if _WORD.fullmatch(word := "".join(single[at:])):
            return " ".join([*single[:at], word])
    return spread[0]


def labels(line: str) -> list[Label]:
    """Return the labels in *line*, in order, each with its value.

    >>> [x[:2] for x in labels("来源：柳河网 作者：张三丰 浏览：12")]
    [('source', '柳河网'), ('author', '张三丰'), ('other', '12')]
    >>> [x[:2] for x in labels("编 辑：王 二 审 核：李小村")]
    [('editor', '王 二'), ('editor', '李小村')]
    >>> labels("柳河镇今天开会。")
    []
    """
    line = closed(line)
    found = list(LABEL.finditer(line))
    ends = [*(label.start() for label in found[1:]), len(line)][: len(found)]
    return [
        Label(x.lastgroup or "", line[x.end() : end].strip(" |】]）)　"), x.start())
        for x, end in zip(found, ends, strict=True)
    ]
