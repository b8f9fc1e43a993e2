"""Private-use characters are marked where one stood for a character, and go as decoration."""

import pytest

from crawler.text.glyphs import restore_private

NAME, ICON, BULLET = "\ue123", "\ue61a", "\uf06c"


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (f"村民王{NAME}", "村民王\ufffd"),
        (f"{NAME}先生到了", "\ufffd先生到了"),
        (f"村民王{NAME} 李四", "村民王\ufffd 李四"),
        (f"记者 {NAME}某", "记者 \ufffd某"),
        (f"种了树，也养了{ICON}\n完", "种了树，也养了\ufffd\n完"),
        (f"{NAME}某\n{NAME}某某", "\ufffd某\n\ufffd某某"),
        (f"王{NAME}{NAME}", "王\ufffd\ufffd"),
    ],
)
def test_at_an_edge_beside_a_character_the_lost_one_is_marked(found: str, wanted: str) -> None:
    assert restore_private(found) == wanted


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (f"{BULLET}选种\n{BULLET}施肥", "选种\n施肥"),
        (f"{NAME}选种\n {NAME}施肥\n{NAME}浇水", "选种\n 施肥\n浇水"),
        (f"{ICON}首页\n下一篇{ICON}", "首页\n下一篇"),
        (f"种了树。{NAME}\n{NAME} 完", "种了树。\n 完"),
        (f"{NAME}\n2026{NAME}", "\n2026"),
        ("更多\U000f0123", "更多"),
    ],
)
def test_decoration_of_a_line_goes(found: str, wanted: str) -> None:
    assert restore_private(found) == wanted
