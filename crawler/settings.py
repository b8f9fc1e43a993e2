"""Every setting: identity, politeness, the way of an article, store, feeds."""

import os

from crawler import __version__
from crawler.items import FIELDS

# --- Identity -------------------------------------------------------------------------------
BOT_NAME = "fangzhi"
SPIDER_MODULES = ["spiders", "demo.spiders"]
NEWSPIDER_MODULE = "spiders"
COMMANDS_MODULE = "crawler.commands"
# Whoever runs a crawl puts an address at which a publisher reaches him.
CORPUS_CONTACT = os.environ.get("CORPUS_CONTACT", "https://fangzhi.example/")
USER_AGENT = f"Fangzhi/{__version__} (+{CORPUS_CONTACT})"
ROBOTSTXT_USER_AGENT = "Fangzhi"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.9",
}

# --- Politeness -----------------------------------------------------------------------------
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 2 * 1024 * 1024
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5
URLLENGTH_LIMIT = 1024
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
REFERRER_POLICY = "same-origin"
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# A link may name any of these; only web pages are asked for.
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
# Names and addresses that lead into one's own network are refused, see middlewares/guard.py.
CORPUS_ALLOW_PRIVATE = os.environ.get("CORPUS_ALLOW_PRIVATE", "") == "1"
TWISTED_DNS_RESOLVER = "crawler.middlewares.guard.PublicResolver"
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
}

# --- The way of an article ------------------------------------------------------------------
# `scrapy clean` walks the stages up to 400; a crawl walks them all.
ITEM_PIPELINES = {
    "pipelines.script.ScriptPipeline": 100,
    "pipelines.layout.LayoutPipeline": 150,
    "pipelines.furniture.FurniturePipeline": 200,
    "pipelines.pages.PagesPipeline": 250,
    "pipelines.metadata.MetadataPipeline": 300,
    "pipelines.quality.QualityPipeline": 400,
    "pipelines.dedup.DedupPipeline": 500,
    "pipelines.store.StorePipeline": 600,
}
# Pages of one article that are asked for and joined, the first one included.
CORPUS_MAX_PAGES = int(os.environ.get("CORPUS_MAX_PAGES", "20"))
# Processes that read pages; 0 reads in the crawl's own process.
CORPUS_WORKERS = int(os.environ.get("CORPUS_WORKERS", "1"))

# --- Store ----------------------------------------------------------------------------------
CORPUS_STORE = os.environ.get("CORPUS_STORE", "sqlite:///data/corpus.db")
# Days after which an article is looked at again, for corrections and withdrawals.
CORPUS_REVISIT = os.environ.get("CORPUS_REVISIT", "1,7")
EXTENSIONS = {"crawler.run.Run": 0}

# --- Feeds ----------------------------------------------------------------------------------
FEED_EXPORT_ENCODING = "utf-8"
FEED_EXPORT_FIELDS = list(FIELDS)
FEED_EXPORTERS = {"csv": "crawler.exporters.CsvExporter"}

LOG_LEVEL = "INFO"
