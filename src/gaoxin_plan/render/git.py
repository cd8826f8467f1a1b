"""What ``gaoxin git setup`` wrote or took back, for print."""

from collections.abc import Sequence
from pathlib import Path

from gaoxin_plan.render.page import Page
from gaoxin_plan.render.width import columns

Settings = Sequence[tuple[str, str]]
"""Keys of git's configuration with their values."""


def written(
    root: Path, lines: Sequence[str], known: Sequence[str], settings: Settings, others: Sequence[str]
) -> Page:
    """Lay out the lines and settings that were written, and what to do next.

    ``known`` are lines that stood there, ``others`` what another file says that is stronger.
    """
    page = _page(root)
    _list(page, ".gitattributes 加了:", lines)
    _list(page, ".gitattributes 里已有:", known)
    _list(page, "git 配置(只在这台电脑的这个仓库):", [f"{key} = {value}" for key, value in settings])
    if not lines and not settings:
        page.wrapped("都已写好,没有改动。")
        return page
    if others:
        page.wrapped(f"注意:别处的 .gitattributes 另有规定({'、'.join(others)}),这里写的不起作用。")
    page.wrapped("从现在起,git diff 和 git log -p 按条目显示,合并也按条目。")
    page.wrapped("请提交 .gitattributes;每位同事在自己的电脑上运行一次 gaoxin git setup。")
    page.wrapped("取消:gaoxin git setup --undo")
    return page


def taken_back(root: Path, lines: Sequence[str], left: Sequence[str], settings: Settings) -> Page:
    """Lay out the lines and settings that were taken back, and the lines that were left alone."""
    page = _page(root)
    _list(page, ".gitattributes 取走了:", lines)
    _list(page, "git 配置取走了:", [key for key, _ in settings])
    if not lines and not settings:
        page.wrapped("没有可取走的。")
    _list(page, ".gitattributes 里这些行不是在这个仓库写的(随提交来的),没有动:", left)
    return page


def _page(root: Path) -> Page:
    page = Page(columns())
    page.add(f"仓库:{root.as_posix()}")
    return page


def _list(page: Page, heading: str, lines: Sequence[str]) -> None:
    if lines:
        page.wrapped(heading)
        for line in lines:
            page.add(f"  {line}")
