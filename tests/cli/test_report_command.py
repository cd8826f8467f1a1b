"""``gaoxin report``: where it writes, where it refuses to, and that it writes whole or not at all."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

Run = Callable[..., tuple[int, str, str]]

REPOSITORY = Path(__file__).parents[2]
ELSEWHERE = "  → 换一个位置,如 -o reports/任务分解表.md\n"
NO_PAPER = {
    suffix: f"错误:写不成 {suffix} 文件:报告只能写成 .docx(Word)或 .md(Markdown)\n"
    "  → 先写 .docx,再在 Word 或 WPS 里另存或导出\n"
    for suffix in (".yaml", ".j2", ".doc", ".pdf", ".wps", ".html")
}
KNOWN = "assignment(任务分解表)、brief(一页简报)、ledger(台账)、notice(督办单)、quarterly(季度进展通报);见 gaoxin report list"
KEPT = REPOSITORY / "reports" / "2022-assignment.md"


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_report_in_the_repository_is_not_stale(run: Run) -> None:
    code, out, err = run("report", "assignment")
    assert (code, err) == (0, "")
    assert out.encode() == KEPT.read_bytes()


def test_a_missing_folder_is_made(run: Run, workspace: Path) -> None:
    assert run("report", "assignment", "-o", "新/2022/任务分解表.md") == (
        0,
        "已写入 新/2022/任务分解表.md\n",
        "",
    )
    assert (workspace / "新" / "2022" / "任务分解表.md").read_bytes() == KEPT.read_bytes()


def test_a_report_takes_the_place_of_the_last_one(run: Run, workspace: Path) -> None:
    (workspace / "out.md").write_text("旧", encoding="utf-8")
    assert run("report", "assignment", "--output", "out.md")[0] == 0
    assert (workspace / "out.md").read_bytes() == KEPT.read_bytes()
    assert [path.name for path in workspace.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("here", "output", "folder"),
    [
        (".", "plan/x.md", "plan"),
        (".", "plan/2022.yaml", "plan"),
        (".", "plan/2022.source.txt", "plan"),
        (".", "plan/2022/x.md", "2022"),
        (".", "./reports/../plan/x.md", "plan"),
        (".", "templates/assignment.md.j2", "templates"),
        ("templates", "../plan/x.md", "plan"),
        ("plan", "../templates/x.md", "templates"),
        # standing in the folder itself changes nothing
        ("plan", "2022.yaml", "plan"),
        ("plan", "2022.source.txt", "plan"),
        ("plan", "x.md", "plan"),
        ("templates", "assignment.md.j2", "templates"),
    ],
)
def test_a_report_is_never_written_over_what_it_is_made_from(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, here: str, output: str, folder: str
) -> None:
    before = contents(workspace)
    monkeypatch.chdir(workspace / here)
    told = run("report", "assignment", "-o", output)
    assert contents(workspace) == before
    refused = f"错误:不能把报告写进 {folder}/:那里是计划、填报或模板\n{ELSEWHERE}"
    assert told == (2, "", NO_PAPER.get(Path(output).suffix, refused))


@pytest.mark.parametrize("output", ["2022.source.txt", "2022", "2022/x.md", "2022/2022Q2/x.md"])
def test_nor_over_a_plan_that_lies_in_no_folder_of_its_own(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    loose = workspace / "散"
    (workspace / "plan").rename(loose)
    (loose / "2022" / "2022Q2").mkdir(parents=True, exist_ok=True)
    before = contents(loose)
    monkeypatch.chdir(loose)
    code, _, err = run("report", "assignment", "--plan", "2022.yaml", "-o", output)
    assert contents(loose) == before
    assert code == 2
    assert err.startswith("错误:不能把报告写进 ")


REFUSED = "那里是计划、填报或模板\n" + ELSEWHERE


@pytest.mark.parametrize("output", ["jh/2022/2022Q2/x.md", "jh/2022/x.md", "jh/2022.source.txt"])
def test_nor_where_the_filings_lie_though_the_folder_has_another_name(
    run: Run, workspace: Path, output: str
) -> None:
    (workspace / "plan").rename(workspace / "jh")
    before = contents(workspace)
    code, _, err = run("report", "assignment", "--plan", "jh/2022.yaml", "-o", output)
    assert (code, err.endswith(REFUSED)) == (2, True)
    assert contents(workspace) == before


@pytest.mark.parametrize(
    ("link", "target", "output"),
    [
        ("plan/2022.yaml", "真/2022.yaml", "plan/2022/x.md"),
        ("plan/2022.yaml", "真/2022.yaml", "真/2022.source.txt"),
        ("plan/2022", "真/2022", "真/2022/x.md"),
        ("plan/2022", "真/2022", "plan/2022/x.md"),
        ("templates", "真/templates", "真/templates/x.md"),
        ("templates/brief.md.j2", "真/brief.md", "真/brief.md"),
    ],
)
def test_links_lead_no_report_over_what_it_is_made_from(
    run: Run, workspace: Path, link: str, target: str, output: str
) -> None:
    (workspace / "plan" / "2022").mkdir(exist_ok=True)
    (workspace / target).parent.mkdir()
    (workspace / link).rename(workspace / target)
    (workspace / link).symlink_to(workspace / target)
    shutil.copy(REPOSITORY / "plan" / "2022.source.txt", workspace / "真")
    before = contents(workspace)
    code, _, err = run("report", "assignment", "-o", output)
    assert (code, err.endswith(REFUSED)) == (2, True)
    assert contents(workspace) == before


def test_another_name_of_the_same_file_is_refused(run: Run, workspace: Path) -> None:
    (workspace / "x.md").hardlink_to(workspace / "templates" / "brief.md.j2")
    code, _, err = run("report", "assignment", "-o", "x.md")
    assert (code, err.endswith(REFUSED)) == (2, True)


def test_a_folder_of_templates_that_is_not_there_yet_gets_no_report(run: Run, workspace: Path) -> None:
    shutil.rmtree(workspace / "templates")
    assert run("report", "assignment", "-o", "templates/公文.docx") == (
        2,
        "",
        f"错误:不能把报告写进 templates/:{REFUSED}",
    )
    assert not (workspace / "templates").exists()


def test_a_file_has_a_name(run: Run) -> None:
    assert run("report", "assignment", "-o", "") == (
        2,
        "",
        "错误:-o 后面没有写文件名\n  → 如 -o 通报.docx\n",
    )


def test_an_indent_that_is_given_is_kept(run: Run) -> None:
    out = run("report", "quarterly", "--set", "要求= \u3000\u3000请抓紧 ")[1]
    assert "\n\u3000\u3000请抓紧\n" in out


@pytest.mark.parametrize("suffix", [".doc", ".pdf", ".wps", ".html", ".yaml"])
def test_a_report_is_a_word_or_a_markdown_file(run: Run, workspace: Path, suffix: str) -> None:
    before = contents(workspace)
    assert run("report", "assignment", "-o", "表" + suffix) == (2, "", NO_PAPER[suffix])
    assert contents(workspace) == before


@pytest.mark.parametrize("name", ["表", "表.md", "表.MD", "表.markdown", "表.txt", "督2022.3", "表.第三季度"])
def test_whatever_else_it_is_called_it_is_markdown(run: Run, workspace: Path, name: str) -> None:
    assert run("report", "assignment", "-o", name) == (0, f"已写入 {name}\n", "")
    assert (workspace / name).read_bytes() == KEPT.read_bytes()


def test_beside_a_plan_that_lies_in_no_folder_of_its_own(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = workspace / "散"
    (workspace / "plan").rename(loose)
    monkeypatch.chdir(loose)
    assert run("report", "assignment", "--plan", "2022.yaml", "-o", "x.md") == (0, "已写入 x.md\n", "")


@pytest.mark.parametrize("folder", ["plan", "templates"])
def test_a_folder_of_inputs_is_called_by_its_name(run: Run, folder: str) -> None:
    assert run("report", "assignment", "-o", folder) == (
        2,
        "",
        f"错误:不能把报告写进 {folder}/:那里是计划、填报或模板\n{ELSEWHERE}",
    )


@pytest.mark.parametrize(
    ("output", "why"), [("out", "这是一个文件夹"), ("file/x.md", "路径中有一段不是文件夹")]
)
def test_a_place_that_cannot_be_written(run: Run, workspace: Path, output: str, why: str) -> None:
    (workspace / "out").mkdir()
    (workspace / "file").write_text("", encoding="utf-8")
    told = f"错误:写不了文件 {output}:{why}\n  → 请检查文件夹、权限和磁盘空间\n"
    if output == "file/x.md":  # which of the two the system names depends on its mkdir
        code, out, err = run("report", "assignment", "-o", output)
        assert (code, out) == (2, "")
        assert err.startswith("错误:写不了文件 file/x.md:")
        assert err.endswith("\n  → 请检查文件夹、权限和磁盘空间\n")
        return
    assert run("report", "assignment", "-o", output) == (2, "", told)


def test_a_folder_that_may_not_be_written_to(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(**_: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    before = contents(workspace)
    assert run("report", "assignment", "-o", "out.md") == (
        2,
        "",
        "错误:写不了文件 out.md:没有权限,或文件正被别的程序打开\n  → 请检查文件夹、权限和磁盘空间\n",
    )
    assert contents(workspace) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"\n{{ plna }}", "错误:模板 templates/t.md.j2 第 2 行:没有“plna”这个名称;是不是“plan”?\n"),
        (b"{{ plan.x }}", "错误:模板 templates/t.md.j2 第 1 行:没有“x”这一项"),
        (b"{% if %}", "错误:模板 templates/t.md.j2 第 1 行语法不对:"),
        (b"{{ plan.__class__ }}", "错误:模板 templates/t.md.j2 第 1 行:用了模板里不许用的东西\n"),
        (b"{% for i in range(10**9) %}x{% endfor %}", "错误:模板 templates/t.md.j2 第 1 行:"),
        (b"\xc8\xce\xce\xf1", "错误:模板 t.md.j2 不是 UTF-8 编码\n"),
        (
            None,
            f"错误:没有报告“t”\n  → 现有的报告:{KNOWN}\n",
        ),
    ],
    ids=["name", "attribute", "syntax", "forbidden", "endless", "not UTF-8", "missing"],
)
def test_a_report_that_goes_wrong_writes_nothing(
    run: Run, workspace: Path, text: bytes | None, told: str
) -> None:
    if text is not None:
        (workspace / "templates" / "t.md.j2").write_bytes(text)
    (workspace / "out.md").write_text("旧", encoding="utf-8")
    before = contents(workspace)
    code, out, err = run("report", "t", "-o", "out.md")
    assert (code, out) == (2, "")
    assert err.startswith(told)
    assert contents(workspace) == before


# -- which reports there are, and what they take ----------------------------------------------------------


def test_the_list_names_every_report_and_what_may_be_given(run: Run) -> None:
    code, out, err = run("report", "list")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "assignment  任务分解表(templates)",
        "brief  一页简报(templates)",
        "ledger  台账(templates)",
        "notice  督办单(templates);要写 --item;--set 可填 编号、级别、时限、要求、日期",
        "quarterly  季度进展通报(templates);--set 可填 主送、要求、日期、机关标志、文号",
    ]


def test_a_letterhead_of_the_office_is_no_report_whatever_its_name(run: Run, workspace: Path) -> None:
    own = workspace / "templates" / "我局的红头.docx"
    own.write_bytes((workspace / "templates" / "公文.docx").read_bytes())
    (workspace / "templates" / "白卷.docx").write_bytes(b"x")
    named = [line.partition(" ")[0] for line in run("report", "list")[1].splitlines()]
    assert "我局的红头" not in named


def test_a_broken_template_is_listed_as_such_and_the_others_as_ever(run: Run, workspace: Path) -> None:
    templates = workspace / "templates"
    (templates / "白卷.docx").write_bytes(b"x")
    (templates / "甲.md.j2").write_text("{# 甲表 #}\n{% for x in items %}\n", encoding="utf-8")
    (templates / "乙.md.j2").write_text('{% set letterhead = "坏" %}\n', encoding="utf-8")
    (templates / "丙.md.j2").write_text("{% include '甲.md.j2' %}", encoding="utf-8")
    (templates / "丁.md.j2").write_bytes("丁".encode("gbk"))
    letterhead = Document()
    letterhead.add_paragraph("〔正文〕")
    letterhead.add_paragraph("{{ title | nofilter }}")
    letterhead.save(str(templates / "坏.docx"))
    code, out, err = run("report", "list")
    assert (code, err) == (0, "")
    listed = {line.partition(" ")[0]: line.partition("  ")[2] for line in out.splitlines()}
    syntax = "用不了:模板 templates/甲.md.j2 第 2 行语法不对:这里的 {% for %} 没有结束,少了 {% endfor %}"
    assert listed["白卷"] == "用不了:模板 templates/白卷.docx 不是 Word 文件(.docx),或已损坏"
    assert listed["甲"] == listed["丙"] == syntax
    assert listed["乙"] == (
        "用不了:模板 templates/坏.docx 的这一段“{{ title | nofilter }}”:语法不对:没有“nofilter”这个过滤器"
    )
    assert listed["丁"] == "用不了:模板 丁.md.j2 不是 UTF-8 编码"
    assert listed["assignment"] == "任务分解表(templates)"
    assert run("report", "assignment")[0] == 0


def test_what_included_templates_take_is_listed_too(run: Run, workspace: Path) -> None:
    templates = workspace / "templates"
    (templates / "甲.md.j2").write_text(
        "{% include '乙.md.j2' %}{{ given['文号'] }}{{ given.日期 }}", encoding="utf-8"
    )
    (templates / "乙.md.j2").write_text(
        "{% if given.日期 == '循环' %}{% include '甲.md.j2' %}{% endif %}{{ given.附注 }}", encoding="utf-8"
    )
    lines = run("report", "list")[1].splitlines()
    named = {line.partition(" ")[0]: line.partition(";")[2] for line in lines}
    assert named["甲"] == "--set 可填 文号、日期、附注、机关标志"
    assert run("report", "甲", "--set", "附注=注", "--set", "文号=3号") == (0, "注3号", "")


@pytest.mark.parametrize("words", ["任务分解表", "分解表", "任务表", "分解"])
def test_a_report_is_found_by_its_chinese_name_or_a_part_of_it(run: Run, words: str) -> None:
    assert run("report", words) == run("report", "assignment")


def test_a_part_of_several_chinese_names_is_no_name(run: Run, workspace: Path) -> None:
    (workspace / "templates" / "简表.md.j2").write_text("{#-  任务   简表  -#}\n好\n", encoding="utf-8")
    assert run("report", "任务表") == (
        2,
        "",
        "错误:“任务表”可以是几个报告\n  → 写明是哪一个:assignment(任务分解表)、简表(任务 简表)\n",
    )
    assert run("report", "任务 简表") == (0, "好\n", "")
    assert (
        "简表  任务 简表(templates);--set 可填 机关标志、文号、日期" in run("report", "list")[1].splitlines()
    )


def test_a_report_that_is_word_alone_says_so(run: Run, workspace: Path) -> None:
    document = Document()
    document.add_paragraph("共{{ counts.total }}项")
    document.save(str(workspace / "templates" / "滞后表.docx"))
    assert run("report", "滞后表") == (
        2,
        "",
        "错误:报告 滞后表 只有 Word 模板,写不成 Markdown\n  → 加上 -o 滞后表-已填.docx\n",
    )
    assert run("report", "滞后表", "-o", "滞后表-已填.docx") == (0, "已写入 滞后表-已填.docx\n", "")


def test_how_official_papers_would_write_it_is_told(run: Run) -> None:
    code, out, err = run(
        "report",
        "quarterly",
        "--set",
        "日期=2022-10-15",
        "--set",
        "文号=江高新办[2022]3号",
        "--set",
        "主送=各部门",
    )
    assert code == 0
    assert err == (
        "注意:日期照写的印成“2022-10-15”;公文里写“2022年10月15日”\n"
        "注意:文号照写的印成“江高新办[2022]3号”;公文里写“江高新办〔2022〕3号”\n"
    )
    assert "2022-10-15" in out


def test_a_copy_to_start_from(run: Run, workspace: Path) -> None:
    for path in (workspace / "templates").iterdir():
        path.unlink()
    assert run("report", "new", "季度进展通报") == (
        0,
        "已复制到 templates/quarterly.md.j2\n已复制到 templates/公文.docx\n",
        "",
    )
    assert run("report", "new", "quarterly") == (
        2,
        "",
        "错误:templates/ 里已有 quarterly.md.j2,什么都没有写\n  → 直接改那个文件,或先把它移走\n",
    )
    assert run("report", "new")[2] == (
        "错误:没有写复制哪个模板\n  → 如 gaoxin report new quarterly;有哪些见 gaoxin report list\n"
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["notice", "--item", "5", "--set", "编好=1"],
            "报告 notice 不用“编好”\n  → 写成 --set 名称=值;可填:编号、级别、时限、要求、日期",
        ),
        (["assignment", "--set", "文号=1"], "报告 assignment 不用“文号”\n  → 写成 --set 名称=值;这个报告没有可填的"),
        (["notice", "--set", "编号"], "--set 编号 少了“=”\n  → 写成 --set 编号=…"),
        (["报"], f"没有报告“报”\n  → 现有的报告:{KNOWN}"),
        (["list", "x"], "report list 不用写 x\n  → 只可另写 --plan;见 gaoxin report --help"),
        (
            ["list", "--period", "2022Q2", "--to", "md", "-o", "x.md"],
            "report list 不用写 --period、--to、-o\n  → 只可另写 --plan;见 gaoxin report --help",
        ),
        (
            ["new", "notice", "--item", "5", "--set", "编号=1"],
            "report new 不用写 --item、--set\n  → 只可另写 --plan;见 gaoxin report --help",
        ),
        (["brief", "--item", "5"], "报告 brief 说的是整个计划,不用写 --item\n  → 单个条目的报告是 notice(督办单)"),
        (["notice"], "这个报告说的是一个条目,要写明是哪一个\n  → 加上 --item 条目编号,如 --item FZ-05"),
        (
            ["brief", "--to", "md", "-o", "简报.docx"],
            "--to md 和文件名 简报.docx 对不上\n  → 文件名以 .md 结尾,或不写 --to",
        ),
        (["brief", "--to", "docx"], "Word 文件不能输出到屏幕\n  → 用 -o 写明文件,如 -o 通报.docx"),
        (
            ["通告"],
            f"没有报告“通告”\n  → 现有的报告:{KNOWN}",
        ),
        (["brief", "quarterly"], "不明白“quarterly”\n  → 一次出一个报告,如 gaoxin report quarterly"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_says_why_and_writes_nothing(
    run: Run, workspace: Path, arguments: list[str], told: str
) -> None:
    before = contents(workspace)
    assert run("report", *arguments) == (2, "", f"错误:{told}\n")
    assert contents(workspace) == before


@pytest.mark.parametrize("lock", ["~$通报.docx", ".~lock.通报.docx#", ".~通报.docx"])
def test_a_report_that_is_open_in_word_is_left_alone(run: Run, workspace: Path, lock: str) -> None:
    (workspace / "通报.docx").write_bytes(b"open")
    (workspace / lock).write_bytes(b"")
    code, out, err = run("report", "quarterly", "-o", "通报.docx")
    assert (code, out) == (2, "")
    assert "通报.docx" in err
    assert "打开" in err
    assert (workspace / "通报.docx").read_bytes() == b"open"


def test_a_report_of_a_longer_name_is_another(run: Run, workspace: Path) -> None:
    (workspace / "~$通报.docx").write_bytes(b"")
    assert run("report", "assignment", "-o", "季度通报.docx")[0] == 0
    (workspace / "~$二二年第二季度通报.docx").write_bytes(b"")
    assert run("report", "assignment", "-o", "二〇二二年第二季度通报.docx")[0] == 2


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_writer_that_is_told_to_stop_leaves_nothing_half_written(workspace: Path, name: str) -> None:
    before = contents(workspace)
    script = (
        "import os, signal, sys\n"
        f"os.fsync = lambda _: os.kill(os.getpid(), signal.{name})\n"
        "sys.argv = ['gaoxin', 'report', 'assignment', '-o', 'out.docx']\n"
        "from gaoxin_plan.cli.main import main\n"
        "main()\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, b"", b"")
    assert contents(workspace) == before
