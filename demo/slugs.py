"""The short Latin names of sections, as addresses show them."""

_SLUGS = {
    "要闻": "yaowen",
    "新闻": "xinwen",
    "本地": "bendi",
    "时政": "shizheng",
    "政务": "zhengwu",
    "民生": "minsheng",
    "社会": "shehui",
    "生活": "shenghuo",
    "经济": "jingji",
    "财经": "caijing",
    "文化": "wenhua",
    "文旅": "wenlv",
    "旅游": "lvyou",
    "教育": "jiaoyu",
    "体育": "tiyu",
    "健康": "jiankang",
    "县区": "xianqu",
    "乡村": "xiangcun",
    "乡镇": "xiangzhen",
    "城事": "chengshi",
    "澜江新闻": "ljxw",
    "三农": "sannong",
    "专题": "zhuanti",
    "公告": "gonggao",
    "便民": "bianmin",
    "服务": "fuwu",
}


def slug(section: str) -> str:
    """Return the name of *section* in addresses.

    >>> slug("民生")
    'minsheng'
    """
    if section not in _SLUGS:
        raise ValueError(f"section {section} has no short name in demo/slugs.py")
    return _SLUGS[section]
