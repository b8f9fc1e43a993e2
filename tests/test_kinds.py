"""Pages without an article are told by what they are; an article about such pages is an article.

The pages are written for the tests, in the structure of the products that they name.
"""

import pytest
from helpers import article_on, page

from crawler.items import Article

BRIEF = "3月2日上午，鹿回桥正式通车，河两岸的居民往来每天少绕六公里。"


def article(html: str) -> Article:
    return article_on(page(html))


def titled(title: str, body: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


JSL = (
    "<script>document.cookie=('_')+('_')+('jsl')+'_clearance_s=17.0|0|x;max-age=3600;path=/';"
    "location.href=location.pathname+location.search</script>"
)
YUNSUO = titled(
    "",
    '<script>function YunSuoAutoJump(){var w=screen.width;self.location="/?security_verify_data="'
    '+w;}</script><script>setTimeout("YunSuoAutoJump()",50);</script>',
)
ALIYUN = (
    "<html><script>var arg1='0A1B2C';var x=function(){document.cookie='acw_sc__v2='+arg1;"
    "document.location.reload()};x();</script></html>"
)
RUISHU = (
    "<html><head><meta id='a' content='b' r='m'><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};"
    "$_ts.nsd=1;</script></head><body></body></html>"
)
SAFEDOG = titled(
    "网站防火墙",
    "<iframe src='http://404.safedog.cn/images/safedogsite/head.png'></iframe><div>"
    "<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p><p>可能原因：您提交的内容包含危险的攻击请求</p>"
    "<p>如果您是网站管理员，请登录后台查看拦截日志，把误报的规则关掉。</p></div>",
)
SLIDER = titled(
    "访问验证",
    "<div>别离开，为了更好的访问体验，请进行验证，通过后即可继续访问网页</div>"
    "<div id='nocaptcha'></div>",
)
CAPTCHA = titled(
    "请输入验证码",
    "<form><p>您的访问过于频繁，请输入验证码后继续访问。</p><img src='/code.php'>"
    "<input name='code'><button>提交</button></form>",
)
CLOUDFLARE = titled("Just a moment...", "<script>window._cf_chl_opt={cType:'managed'}</script>")
NGINX = titled("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>")
GONE = titled(
    "页面不存在_云川网",
    "<div class='nav'><a href='/'>首页</a><a href='/gn/'>国内</a></div>"
    "<h2>抱歉，您访问的页面不存在或已被删除！</h2><p>5秒后将自动跳转到网站首页，请稍等。</p>",
)
NOTICE = titled(
    "提示信息",
    "<div class='showMsg'><h5>提示信息</h5><div>您所访问的信息不存在！</div>"
    "<div><a href='javascript:history.back()'>[点这里返回上一页]</a></div></div>",
)
DELETED = titled("", "<div class='weui-msg'><h2>该内容已被发布者删除</h2></div>")
IIS = titled(
    "无法找到该页", "<h1>无法找到该页</h1><p>您正在搜索的页面可能已经删除、更名或暂时不可用。</p>"
)
LOGIN = titled(
    "用户登录 - 云川网",
    "<form><label>用户名</label><input name='u'><label>密码</label><input type='password'>"
    "<button>登录</button></form>",
)
WALL = titled(
    "鹿回桥通车", "<h1>鹿回桥通车</h1><p>本文仅限会员阅读，请先登录或开通会员后继续阅读。</p>"
)
CHANNEL = titled(
    "本地新闻_云川网",
    "<ul>"
    + "".join(
        f"<li><a href='/{n}.html'>云川区第{n}届桥文化节今日开幕</a><span>2026-03-{n:02}</span></li>"
        for n in range(1, 21)
    )
    + "</ul><div>共20页 下一页 尾页</div>",
)
TEASERS = titled(
    "民生_云川网",
    "".join(
        f"<div><h3><a href='/{n}.html'>云川区第{n}届桥文化节今日开幕</a></h3>"
        f"<p>本届桥文化节为期{n}天，将有三十多项活动，市民可以免费参加，也可以带朋友来看…</p></div>"
        for n in range(1, 12)
    ),
)
LEAD = "本届桥文化节为期三天，将有三十多项活动，市民可以免费参加，也可以带朋友来看。"
DETAILS = titled(
    "民生_云川网",
    "".join(
        f"<div><h2><a href='/{n}.html'>鹿回桥通车</a></h2><p>记者获悉，{LEAD}"
        f"<a href='/{n}.html'>[详细]</a></p><span>2026-03-{n:02}</span></div>"
        for n in range(1, 9)
    ),
)
ENTRIES = titled(
    "民生_云川网",
    "".join(
        f"<dl><dt>鹿回桥通车{n}天</dt><dd>{LEAD[:-1]}… <a href='/{n}.html'>阅读全文</a></dd></dl>"
        for n in range(1, 9)
    ),
)
FRONT = titled(
    "云川日报数字报",
    "<div>2026年3月2日 星期一</div><div>第01版：要闻 第02版：综合 第03版：副刊</div>"
    "<a href='content_1.htm'>鹿回桥今日通车</a>",
)
MENDED = titled("云川网", "<div>网站升级维护中，预计今晚八点恢复访问，敬请谅解。</div>")
PAID = titled("鹿回桥通车", "<h1>鹿回桥通车</h1><p>本文为付费内容，订阅电子版后方可阅读全文。</p>")
WEIXIN = titled("", "<p>环境异常</p><p>当前环境异常，完成验证后即可继续访问。</p><a>去验证</a>")
SEARCH = titled(
    "站内搜索",
    "<div>共找到 312 条结果</div>"
    + "".join(
        f"<div><a href='/{n}.html'>鹿回桥通车的第{n}天</a><p>{BRIEF}</p>"
        "<p>来源：云川网 2026-03-02</p></div>"
        for n in range(10)
    ),
)
SHELL = titled(
    "云川网",
    "<noscript>请开启JavaScript后再访问本站。</noscript><div id='app'></div>"
    "<script src='/app.js'></script>",
)


@pytest.mark.parametrize(
    ("kind", "html"),
    [
        ("Challenge", JSL),
        ("Challenge", YUNSUO),
        ("Challenge", ALIYUN),
        ("Challenge", RUISHU),
        ("Challenge", SAFEDOG),
        ("Challenge", SLIDER),
        ("Challenge", CAPTCHA),
        ("Challenge", CLOUDFLARE),
        ("ErrorPage", NGINX),
        ("ErrorPage", GONE),
        ("ErrorPage", NOTICE),
        ("ErrorPage", DELETED),
        ("ErrorPage", IIS),
        ("LoginWall", LOGIN),
        ("LoginWall", WALL),
        ("ListPage", CHANNEL),
        ("ListPage", TEASERS),
        ("ListPage", DETAILS),
        ("ListPage", ENTRIES),
        ("ListPage", FRONT),
        ("ErrorPage", MENDED),
        ("LoginWall", PAID),
        ("Challenge", WEIXIN),
        ("ListPage", SEARCH),
        ("NeedsScript", SHELL),
        ("NeedsScript", "<html><body><script src='/a.js'></script></body></html>"),
    ],
)
def test_a_page_without_an_article_is_told_by_its_kind(kind: str, html: str) -> None:
    reason = article(html).reason
    assert reason is not None
    assert reason.__name__ == kind


AROUND = (
    "<div class='top'><form><input name='u'><input type='password'><a href='/'>请先登录</a></form>"
    "<script src='https://ssl.captcha.qq.com/TCaptcha.js'></script></div>"
)
AFTER = (
    "<div>网友评论</div><form><div>请输入验证码</div><input name='code'></form><ul>"
    + "".join(
        f"<li><a href='/{n}.html'>云川区第{n}届桥文化节今日在河边开幕</a> 2026-03-01</li>"
        for n in range(12)
    )
    + "</ul><script>document.cookie='seen=1';function go(){location.href='/'}</script>"
    "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"
)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("鹿回桥通车", BRIEF),
        ("404", "网页打不开时常见的三位数字，说的是服务器找到了，页面没有找到。"),
        ("验证码", "点开购票网站，先要认出八张图里的三张，老人们说，买票比坐车还累。"),
        (
            "售票网站升级，请输入验证码一步取消",
            "昨天起，旅客在网上买票不必再输入验证码，改由系统自行判断真假。",
        ),
        (
            "一批网页显示404 市民反映页面不存在",
            "不少市民反映，办事网站点开后页面不存在，记者昨天试了三次都一样。",
        ),
        ("组图：河边的桥", "这是3月2日晚上在河边拍摄的鹿回桥夜景，桥上的灯第一次全部点亮。"),
        ("视频：通车现场", "请开启浏览器的声音观看：三月的风里，第一辆公交车缓缓驶上了大桥。"),
    ],
)
def test_a_brief_stays_an_article_whatever_stands_around_it(title: str, told: str) -> None:
    head = f"{AROUND}<h1>{title}</h1><div>2026-03-02 08:26 来源：云川网</div>"
    html = titled(f"{title}_云川网", f"{head}<div><p>{told}</p></div>{AFTER}")
    found = article(html)
    assert (found.reason, found.body) == (None, told)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("台风今夜登陆", "气象台预计，台风今天夜里在沿海登陆，风力十级，请市民不要外出。"),
        ("县里开展安全检查", "3月2日，县里派出八个组，到商场、车站、学校开展消防安全检查。"),
        (
            "筑牢森林防火墙",
            "清明将到，各村在林边清出三十公里隔离带，筑牢森林的防火墙，不让一处起火。",
        ),
        ("被删除的视频", "网上一段视频已被删除，平台回应说正在核查，拍摄的人暂时没有找到。"),
        ("百度回应搜索结果", "百度昨天回应搜索结果排序的疑问，说已找到原因，将在一周内改好。"),
        ("网站升级公告", "因系统升级，本周六零时至六时办事网站暂停服务，急事请到窗口办理。"),
        ("当前网络骗局增多", "当前网络交易骗局增多，警方提醒市民，遇到异常转账请求要先核实。"),
    ],
)
def test_a_brief_without_source_or_date_stays_an_article(title: str, told: str) -> None:
    html = titled(f"{title}_要闻_云川网", f"<h1>{title}</h1><div><p>{told}</p></div>{AFTER}")
    assert article(html).reason is None


def test_an_article_about_a_firewall_may_print_its_script() -> None:
    told = (
        "这段脚本先算出 __jsl_clearance 的值，写进浏览器，再请求一次同一个地址，站点这才给出正文。"
    )
    code = "<pre>document.cookie='__jsl_clearance=1';location.reload()</pre>"
    found = article(
        titled("加速乐如何工作", f"<h1>加速乐如何工作</h1><p>{told}</p><p>{told}</p>{code}")
    )
    assert found.reason is None


@pytest.mark.parametrize(
    "told",
    [
        "区里的网站升级后，办事页面合成一个，三百多项事务在家里就能办。",
        "读者订阅电子版后，每天早上八点收到当天的报纸，老人也学会了放大字号。",
        "第01版的要闻由他来校，第02版归老李，两个人一盏灯坐到天亮。",
    ],
)
def test_a_brief_about_a_site_or_a_paper_stays_an_article(told: str) -> None:
    assert article_on(page(titled("云川一日", f"<h1>云川一日</h1><p>{told}</p>"))).kind == ""


def test_an_article_with_a_few_leads_under_it_stays_one() -> None:
    leads = f"<p>{LEAD}<a href='/1.html'>[详细]</a></p>" * 3
    html = titled("鹿回桥通车", f"<h1>鹿回桥通车</h1><div>{f'<p>{LEAD}</p>' * 3}{leads}</div>")
    assert article_on(page(html)).kind == ""
