"""``gaoxin git`` through the real git: set up and taken back, shown, merged, rebased, cherry-picked."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repository import GAOXIN, Repository
from zone import PLAN

from gaoxin_plan.changes.git_setup import command
from gaoxin_plan.cli.main import run as gaoxin

LINES = "/plan/*.yaml diff=gaoxin merge=gaoxin\n/plan/*/*/*.yaml diff=gaoxin merge=gaoxin\n"
FILE = "plan/2023.yaml"
FILING = "plan/2023/2023Q1/kjb.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The made-up zone under git, with one filing."""
    made = Repository(tmp_path / "仓 库")
    made.write(FILE, PLAN.read_text(encoding="utf-8"))
    made.write(
        FILING,
        "period: 2023Q1\ndepartment: kjb\nfiled: 2023-03-31\nitems:\n  KJ-01:\n    state: 进行中\n    values:\n      KJ-01.1: 2\n",
    )
    made.commit("计划")
    return made


@pytest.fixture
def set_up(repository: Repository) -> Repository:
    """The same, after ``gaoxin git setup``."""
    code, _, err = repository.run(GAOXIN, "git", "setup")
    assert (code, err) == (0, "")
    repository.commit("属性")
    return repository


def settings(repository: Repository) -> list[str]:
    return [line for line in repository.git("config", "--local", "--list").splitlines() if "gaoxin" in line]


# setting up


def test_setup_says_what_it_did_and_a_second_one_does_nothing(repository: Repository) -> None:
    repository.git("config", "user.name", "示例甲")
    code, out, err = repository.run(GAOXIN, "git", "setup")
    assert (code, err) == (0, "")
    program = GAOXIN.as_posix()
    assert out == (
        f"仓库:{repository.root}\n"
        ".gitattributes 加了:\n"
        "  /plan/*.yaml diff=gaoxin merge=gaoxin\n"
        "  /plan/*/*/*.yaml diff=gaoxin merge=gaoxin\n"
        "git 配置(只在这台电脑的这个仓库):\n"
        f"  diff.gaoxin.textconv = {program} git textconv --\n"
        "  diff.gaoxin.xfuncname = ^([A-Z][A-Z0-9]*-[0-9]+)\n"
        "  merge.gaoxin.name = gaoxin:工作要点按条目合并\n"
        f"  merge.gaoxin.driver = {program} git merge -- %O %A %B %P %L\n"
        "从现在起,git diff 和 git log -p 按条目显示,合并也按条目。\n"
        "请提交 .gitattributes;每位同事在自己的电脑上运行一次 gaoxin git setup。\n"
        "取消:gaoxin git setup --undo\n"
    )
    assert (repository.root / ".gitattributes").read_text(encoding="utf-8") == LINES
    before = (repository.root / ".git" / "config").read_bytes()
    code, out, err = repository.run(GAOXIN, "git", "setup")
    assert (code, err) == (0, "")
    assert out.endswith("都已写好,没有改动。\n")
    assert (repository.root / ".git" / "config").read_bytes() == before
    assert (repository.root / ".gitattributes").read_text(encoding="utf-8") == LINES


def test_undo_takes_back_all_of_it(repository: Repository) -> None:
    before = (repository.root / ".git" / "config").read_bytes()
    repository.run(GAOXIN, "git", "setup")
    code, out, err = repository.run(GAOXIN, "git", "setup", "--undo")
    assert (code, err) == (0, "")
    assert out == (
        f"仓库:{repository.root}\n"
        ".gitattributes 取走了:\n"
        "  /plan/*.yaml diff=gaoxin merge=gaoxin\n"
        "  /plan/*/*/*.yaml diff=gaoxin merge=gaoxin\n"
        "git 配置取走了:\n  diff.gaoxin.textconv\n  diff.gaoxin.xfuncname\n  merge.gaoxin.name\n  merge.gaoxin.driver\n"
    )
    assert not (repository.root / ".gitattributes").exists()
    assert (repository.root / ".git" / "config").read_bytes() == before
    code, out, _ = repository.run(GAOXIN, "git", "setup", "--undo")
    assert (code, out) == (0, f"仓库:{repository.root}\n没有可取走的。\n")


@pytest.mark.parametrize(
    "others", ["* text=auto eol=lf\n", "*.docx binary", "*.docx binary\r\n# 说明\r\n", "\ufeff*.a b\n"]
)
def test_lines_of_others_stay(repository: Repository, others: str) -> None:
    path = repository.write(".gitattributes", others)
    repository.run(GAOXIN, "git", "setup")
    newline = "\r\n" if "\r\n" in others else "\n"
    ended = others if others.endswith("\n") else others + newline
    assert path.read_bytes().decode() == ended + LINES.replace("\n", newline)
    repository.run(GAOXIN, "git", "setup", "--undo")
    assert path.read_bytes().decode() == ended


def test_lines_that_came_with_a_commit_are_not_taken_away(repository: Repository, tmp_path: Path) -> None:
    repository.run(GAOXIN, "git", "setup")
    repository.commit("属性")
    colleague = Repository(tmp_path / "同事")
    colleague.git("pull", "-q", repository.root, "main")
    code, out, _ = colleague.run(GAOXIN, "git", "setup")
    assert code == 0
    assert ".gitattributes 里已有:\n" in out
    assert len(settings(colleague)) == 4
    code, out, _ = colleague.run(GAOXIN, "git", "setup", "--undo")
    assert code == 0
    assert out.endswith(
        ".gitattributes 里这些行不是在这个仓库写的(随提交来的),没有动:\n"
        "  /plan/*.yaml diff=gaoxin merge=gaoxin\n  /plan/*/*/*.yaml diff=gaoxin merge=gaoxin\n"
    )
    assert settings(colleague) == []
    assert colleague.git("status", "--porcelain") == ""


def test_a_setting_of_someone_else_is_left_alone(repository: Repository) -> None:
    repository.git("config", "merge.gaoxin.driver", "别的 %A")
    assert repository.run(GAOXIN, "git", "setup") == (
        2,
        "",
        "错误:git 配置 merge.gaoxin.driver 已有别的值“别的 %A”,什么都没有写\n  → 确实不要了,先运行 git config --local --unset-all merge.gaoxin.driver\n",
    )
    assert not (repository.root / ".gitattributes").exists()
    repository.run(GAOXIN, "git", "setup", "--undo")
    assert settings(repository) == ["merge.gaoxin.driver=别的 %A"]


def test_where_the_attributes_are_a_link_nothing_is_written(repository: Repository) -> None:
    before = (repository.root / ".git" / "config").read_bytes()
    (repository.root / ".gitattributes").symlink_to("plan/2023.yaml")
    for more in ((), ("--undo",)):
        assert repository.run(GAOXIN, "git", "setup", *more) == (
            2,
            "",
            "错误:.gitattributes 是链接,git 不认,什么都没有写\n  → 换成真正的文件\n",
        )
    assert (repository.root / ".git" / "config").read_bytes() == before
    assert (repository.root / FILE).read_text(encoding="utf-8") == PLAN.read_text(encoding="utf-8")


def test_what_was_half_written_is_written_again_and_taken_back(repository: Repository) -> None:
    before = (repository.root / ".git" / "config").read_bytes()
    lock = repository.write(".git/config.lock", "")
    code, out, err = repository.run(GAOXIN, "git", "setup")
    assert (code, out) == (2, "")
    assert err.startswith("错误:写不了 git 配置:")
    assert not (repository.root / ".gitattributes").exists()
    assert (repository.root / ".git" / "config").read_bytes() == before
    lock.unlink()
    (repository.root / ".gitattributes").mkdir()
    assert repository.run(GAOXIN, "git", "setup")[0] == 2
    assert [line.partition("=")[0] for line in settings(repository)] == []
    (repository.root / ".gitattributes").rmdir()
    assert repository.run(GAOXIN, "git", "setup")[0] == 0
    assert (repository.root / ".gitattributes").read_text(encoding="utf-8") == LINES
    assert repository.run(GAOXIN, "git", "setup", "--undo")[0] == 0
    assert (repository.root / ".git" / "config").read_bytes() == before


def test_a_subfolder_and_a_second_workspace(repository: Repository) -> None:
    repository.write('单位 [一] "甲"/plan/2023.yaml', PLAN.read_text(encoding="utf-8"))
    folder = repository.root / '单位 [一] "甲"' / "plan"
    code, _, err = repository.run(GAOXIN, "git", "setup", folder=folder)
    assert (code, err) == (0, "")
    repository.run(GAOXIN, "git", "setup")
    inner = '"/单位 \\\\[一\\\\] \\"甲\\"/plan/{} diff=gaoxin merge=gaoxin\n'
    assert (repository.root / ".gitattributes").read_text(encoding="utf-8") == (
        inner.format('*.yaml"') + inner.format('*/*/*.yaml"') + LINES
    )
    for name in ('单位 [一] "甲"/plan/2023.yaml', '单位 [一] "甲"/plan/2023/2023Q1/kjb.yaml', FILE, FILING):
        told = repository.git("-c", "core.quotePath=false", "check-attr", "-z", "merge", "--", name)
        assert told.split("\0")[2] == "gaoxin"
    told = repository.git("check-attr", "-z", "merge", "--", "x/plan/2023.yaml", "plan/x/a.yaml", "a.yaml")
    assert told.split("\0")[2::3] == ["unspecified"] * 3
    repository.run(GAOXIN, "git", "setup", "--undo")
    assert len(settings(repository)) == 6  # the other workspace's are needed still
    repository.run(GAOXIN, "git", "setup", "--undo", folder=folder)
    assert settings(repository) == []
    assert not (repository.root / ".gitattributes").exists()


def test_a_plan_that_lies_in_no_folder_of_plans(repository: Repository) -> None:
    repository.write("工作要点.yaml", PLAN.read_text(encoding="utf-8"))
    repository.run(GAOXIN, "git", "setup", "--plan", "工作要点.yaml")
    assert (repository.root / ".gitattributes").read_text(encoding="utf-8") == (
        "/工作要点.yaml diff=gaoxin merge=gaoxin\n/工作要点/*/*.yaml diff=gaoxin merge=gaoxin\n"
    )


def test_a_worktree(repository: Repository, tmp_path: Path) -> None:
    repository.git("worktree", "add", "-q", tmp_path / "另一处", "-b", "other")
    code, out, err = repository.run(GAOXIN, "git", "setup", folder=tmp_path / "另一处")
    assert (code, err) == (0, "")
    assert out.startswith(f"仓库:{tmp_path}/另一处\n")
    assert (tmp_path / "另一处" / ".gitattributes").read_text(encoding="utf-8") == LINES
    assert not (repository.root / ".gitattributes").exists()
    assert len(settings(repository)) == 6


def test_a_stronger_line_elsewhere_is_told(repository: Repository) -> None:
    repository.write("plan/.gitattributes", "*.yaml merge=union\n")
    _, out, _ = repository.run(GAOXIN, "git", "setup")
    assert "注意:别处的 .gitattributes 另有规定(merge=union),这里写的不起作用。\n" in out


def test_a_program_in_a_folder_with_spaces_and_quotes(repository: Repository, tmp_path: Path) -> None:
    folder = tmp_path / "程序 '一'"
    folder.mkdir()
    shutil.copy2(GAOXIN, folder / "gaoxin")
    code, _, err = repository.run(folder / "gaoxin", "git", "setup")
    assert (code, err) == (0, "")
    assert (
        repository.git("config", "diff.gaoxin.textconv")
        == f"{shlex.quote(str(folder / 'gaoxin'))} git textconv --\n"
    )
    repository.commit("属性")
    repository.change(FILE, LOWER)
    assert "\n-KJ-01.1 不少于:10\n+KJ-01.1 不少于:8\n" in repository.git("diff")


def test_a_program_that_has_no_name_of_its_own_is_called_through_python(tmp_path: Path) -> None:
    program = command(str(tmp_path / "pytest"))
    assert program == f"{shlex.quote(sys.executable)} -P -c 'from gaoxin_plan.cli.main import main; main()'"
    ended = subprocess.run(["/bin/sh", "-c", f"{program} --version"], capture_output=True, check=True)
    assert ended.stdout.startswith(b"gaoxin ")
    assert command(str(GAOXIN)) == shlex.quote(str(GAOXIN))


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (
            {"PATH": "/nonexistent"},
            "错误:没有找到 git 程序\n  → 先装好 git;已装好的,把它所在的文件夹加进 PATH\n",
        ),
        (
            {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"},
            "错误:仓库 {plan} 属于别的用户,git 不肯读\n  → 确认可信,再运行:git config --global --add safe.directory 仓库的文件夹\n",
        ),
    ],
)
def test_without_git_and_without_leave(
    repository: Repository, environment: dict[str, str], told: str
) -> None:
    plan = repository.root / FILE
    code, out, err = repository.run(GAOXIN, "git", "setup", "--plan", plan, **environment)
    assert (code, out) == (2, "")
    assert err == told.format(plan=plan.parent)
    assert not (repository.root / ".gitattributes").exists()


def test_outside_a_repository_and_where_there_is_no_work_tree(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    shutil.copy(PLAN, tmp_path / "plan" / "2023.yaml")
    assert repository.run(GAOXIN, "git", "setup", folder=tmp_path) == (
        2,
        "",
        f"错误:文件夹 {tmp_path}/plan 不在 git 仓库里\n  → 先在这个文件夹运行 git init,再试\n",
    )
    inside = shutil.copytree(tmp_path / "plan", repository.root / ".git" / "plan")
    assert repository.run(GAOXIN, "git", "setup", folder=inside.parent) == (
        2,
        "",
        f"错误:文件夹 {inside} 在 git 的内部文件夹里\n  → 换到放计划文件的文件夹\n",
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("setup", "x"),
            "错误:setup 后面不写文件\n  → 要指定计划用 --plan,如 gaoxin git setup --plan plan/2022.yaml\n",
        ),
        (("textconv",), "错误:textconv 要写一个文件\n  → 如 gaoxin git textconv plan/2022.yaml\n"),
        (("textconv", "没有"), "错误:读不了文件 没有:没有这个文件或文件夹\n  → 请检查文件名和权限\n"),
        (("textconv", "x", "--undo"), "错误:--undo 只用于 setup\n  → 取消:gaoxin git setup --undo\n"),
        (
            ("merge", "a", "b"),
            "错误:merge 由 git 调用,要写四个文件名\n  → 共同的上一版、ours、theirs、文件名;先运行 gaoxin git setup\n",
        ),
        (
            ("merge", "a", "b", "c", "d", "x"),
            "错误:merge 由 git 调用,要写四个文件名\n  → 共同的上一版、ours、theirs、文件名;先运行 gaoxin git setup\n",
        ),
        (("push",), "错误:参数“操作”的值不对;可选:setup、textconv、merge\n  → 用法见:gaoxin git --help\n"),
    ],
)
def test_what_cannot_be_asked(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert gaoxin(["git", *arguments]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", told)


# showing


def test_git_diff_and_log_read_well(set_up: Repository) -> None:
    set_up.change(FILE, LOWER, ("quote: 研究院挂牌}", "quote: 研究院挂牌} # 六月"))
    set_up.change(FILING, ("KJ-01.1: 2", "KJ-01.1: 3"))
    shown = [
        line
        for line in set_up.git("diff", "-U0").splitlines()
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert shown == [
        "-KJ-01.1 不少于:10",
        "+KJ-01.1 不少于:8",
        "+# 六月",
        "-KJ-01.1 完成值:2",
        "+KJ-01.1 完成值:3",
    ]
    set_up.commit("改")
    assert "\n-KJ-01.1 完成值:2\n+KJ-01.1 完成值:3\n" in set_up.git("log", "-p", "-1")


def test_order_and_quotes_are_no_difference_in_git_diff(set_up: Repository) -> None:
    set_up.change(FILE, ("id: kjb\n    name: 科技部", "name: '科技部'\n    id: kjb"))
    assert "@@" not in set_up.git("diff")
    assert set_up.git("diff", "--no-textconv", "--stat")


@pytest.mark.parametrize(
    "broken", [b"title: [\n", b"\xff\xfe\x00", b"", b"title\xef\xbc\x9a\xe7\x94\xb2\n", b"\x00\x01"]
)
def test_git_diff_works_on_any_bytes(set_up: Repository, broken: bytes) -> None:
    (set_up.root / FILE).write_bytes(broken)
    code, out, err = set_up.run("git", "diff", "--text")
    assert (code, err) == (0, "")
    assert "\n-KJ-01.1 不少于:10\n" in out
    ended = subprocess.run([GAOXIN, "git", "textconv", set_up.root / FILE], capture_output=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, broken, b"")


# merging


def branch(repository: Repository, name: str, *changes: tuple[str, str], file: str = FILE) -> None:
    """A branch from main with one commit."""
    repository.git("checkout", "-q", "-b", name, "main")
    repository.change(file, *changes)
    repository.commit(name)


LOWER = ("at_least: 10, unit: 项", "at_least: 8, unit: 项")
UNIT = ("at_least: 10, unit: 项", "at_least: 10, unit: 个")
QUOTE = ("quote: 突破关键技术10项以上}", "quote: 突破关键技术10项} # 照印发件")


def test_two_fields_of_one_target_merge_without_a_word(set_up: Repository) -> None:
    branch(set_up, "甲", UNIT)
    branch(set_up, "乙", QUOTE)
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert (code, err) == (0, "")
    text = (set_up.root / FILE).read_text(encoding="utf-8")
    assert "at_least: 10, unit: 个, quote: 突破关键技术10项} # 照印发件\n" in text


def test_without_the_driver_the_same_is_a_conflict(set_up: Repository) -> None:
    branch(set_up, "甲", UNIT)
    branch(set_up, "乙", QUOTE)
    set_up.run(GAOXIN, "git", "setup", "--undo")
    set_up.git("checkout", "-q", ".")
    assert set_up.run("git", "merge", "甲", "-m", "合并")[0] == 1


def test_a_conflict_is_told_and_marked_and_settled(set_up: Repository) -> None:
    branch(set_up, "甲", ("metric: 到位资金", "metric: 到位的资金"), ("title: 引进投资", "title: 引进资金"))
    branch(set_up, "乙", ("title: 引进投资", "title: 招引投资"), ("lead: 项目部", "lead: [项目部]"))
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert code == 1
    assert err == (
        "plan/2023.yaml:冲突:KJ-02 条目标题(title) 两边都改了:"
        "原来是 “引进投资”,ours 改成 “招引投资”,theirs 改成 “引进资金”\n"
    )
    text = (set_up.root / FILE).read_text(encoding="utf-8")
    assert (
        "        number: 二\n<<<<<<< ours\n        title: 招引投资\n=======\n        title: 引进资金\n>>>>>>> theirs\n"
        "        lead: [科技部, 项目部]\n"
    ) in text
    assert "metric: 到位的资金" in text
    assert "lead: [项目部]\n" in text
    shown = set_up.git("diff", "-U0").splitlines()
    assert "++<<<<<<< ours" in shown
    assert shown[4].startswith("@@@ -35,1 -35,1 +35,5 @@@ KJ-02")
    assert len(shown) < 15
    code, out, _ = set_up.run(GAOXIN, "validate")
    assert code == 1
    assert "P120" in out
    set_up.git("checkout", "--ours", FILE)
    set_up.git("add", FILE)
    set_up.git("commit", "-q", "-m", "合并")


def test_a_rebase(set_up: Repository) -> None:
    branch(set_up, "甲", UNIT)
    branch(set_up, "乙", QUOTE)
    set_up.git("rebase", "-q", "甲")
    assert "at_least: 10, unit: 个, quote: 突破关键技术10项} #" in (set_up.root / FILE).read_text(
        encoding="utf-8"
    )
    branch(set_up, "丙", ("unit: 项, quote", "unit: 件, quote"))
    code, _, err = set_up.run("git", "rebase", "甲")
    assert code == 1
    assert (
        "plan/2023.yaml:冲突:KJ-01.1 单位(unit) 两边都改了:原来是 “项”,ours 改成 “个”,theirs 改成 “件”\n"
        in err
    )
    set_up.git("rebase", "--abort")


def test_a_cherry_pick_and_a_stash(set_up: Repository) -> None:
    branch(set_up, "甲", UNIT)
    branch(set_up, "乙", QUOTE)
    set_up.git("cherry-pick", "甲")
    assert "at_least: 10, unit: 个, quote: 突破关键技术10项} #" in (set_up.root / FILE).read_text(
        encoding="utf-8"
    )
    set_up.change(FILE, ("metric: 突破关键技术,", "metric: 关键技术,"))
    set_up.git("stash", "-q")
    set_up.git("checkout", "-q", "甲")
    set_up.git("stash", "pop", "-q")
    assert "metric: 关键技术, at_least: 10, unit: 个," in (set_up.root / FILE).read_text(encoding="utf-8")


def test_two_people_file_in_one_file(set_up: Repository) -> None:
    branch(set_up, "甲", ("KJ-01.1: 2\n", "KJ-01.1: 2\n      KJ-01.2: 0\n"), file=FILING)
    branch(set_up, "乙", ("KJ-01.1: 2\n", "KJ-01.1: 3\n    done: {KJ-01.m1: 2023-03-20}\n"), file=FILING)
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert (code, err) == (0, "")
    assert (
        (set_up.root / FILING)
        .read_text(encoding="utf-8")
        .endswith("    values:\n      KJ-01.1: 3\n      KJ-01.2: 0\n    done: {KJ-01.m1: 2023-03-20}\n")
    )


def test_problems_that_a_side_brought_are_told_and_stop_nothing(set_up: Repository) -> None:
    branch(set_up, "甲", LOWER)
    branch(set_up, "乙", ("responsible: [项目部, 办公室]", "responsible: [项目处, 办公室]"))
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert code == 0
    assert err == (
        "plan/2023.yaml:27:23: ours 带来的问题:P203 责任部门“项目处”不在部门名单中;是不是“项目部”?\n"
        "plan/2023.yaml:32:53: theirs 带来的问题:P210 at_least 的“8”在引文“突破关键技术10项以上”中找不到\n"
    )


def test_a_problem_of_a_filing_is_told_with_the_plan_beside_it(set_up: Repository) -> None:
    branch(set_up, "甲", ("KJ-01.1: 2\n", "KJ-01.1: 2\n      KJ-01.9: 1\n"), file=FILING)
    branch(set_up, "乙", ("state: 进行中", "state: 受阻"), file=FILING)
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert code == 0
    assert err.startswith(f"{FILING}:9:7: theirs 带来的问题:P4")


def test_what_only_arises_from_both_is_told_so(set_up: Repository) -> None:
    branch(set_up, "甲", ("  - id: bgs\n    name: 办公室\n", ""), ("responsible: [项目部, 办公室]", "responsible: [项目部]"),
           ("responsible: [办公室]", "responsible: [项目部]"), ("lead: [科技部, 项目部]", "lead: 科技部"))  # fmt: skip
    branch(set_up, "乙", ("responsible: [科技部]", "responsible: [科技部, 办公室]"))
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert code == 0
    assert err == "plan/2023.yaml:54:28: 合并后才有的问题:P203 责任部门“办公室”不在部门名单中\n"


def test_a_problem_of_an_amendment_is_told_with_who_brought_it(set_up: Repository) -> None:
    one = "  - of: {}\n    key: at_least\n    old: 10\n    new: 8\n    reason: 甲\n    approved: 乙\n    date: 2023-0{}-01\n"
    text = (set_up.root / FILE).read_text(encoding="utf-8")
    for name, of, month in (("甲", "KJ-09.1", 3), ("乙", "KJ-08.1", 2)):
        set_up.git("checkout", "-q", "-b", name, "main")
        set_up.write(FILE, f"{text}amendments:\n{one.format(of, month)}")
        set_up.commit(name)
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert code == 0
    assert err == (
        "plan/2023.yaml:59:9: ours 带来的问题:P230 没有“KJ-08.1”\n"
        "plan/2023.yaml:66:9: theirs 带来的问题:P230 没有“KJ-09.1”\n"
    )


def test_what_cannot_be_read_is_merged_by_lines(set_up: Repository) -> None:
    branch(set_up, "甲", ("year: 2023", "year：2023"))
    branch(set_up, "乙", ("title: 促建设", "title: 促进建设"))
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert (code, err) == (0, "plan/2023.yaml:theirs 读不通,不能按条目合并,已按文字逐行合并,没有冲突\n")
    text = (set_up.root / FILE).read_text(encoding="utf-8")
    assert "year：2023\n" in text
    assert "title: 促进建设\n" in text
    branch(set_up, "丙", ("title: 促建设", "title: [促建设"))
    code, _, err = set_up.run("git", "merge", "乙", "-m", "合并")
    assert code == 1
    assert "plan/2023.yaml:ours 读不通,不能按条目合并,已按文字逐行合并,有 1 处冲突\n" in err
    assert "<<<<<<< ours\n    title: [促建设\n=======\n    title: 促进建设\n>>>>>>> theirs\n" in (
        set_up.root / FILE
    ).read_text(encoding="utf-8")


def test_bytes_that_are_no_text_are_left_to_a_person(set_up: Repository) -> None:
    branch(set_up, "甲", ("title: 促建设", "title: 促进建设"))
    set_up.git("checkout", "-q", "-b", "乙", "main")
    (set_up.root / FILE).write_bytes(b"\x00\x01")
    set_up.commit("乙")
    code, _, err = set_up.run("git", "merge", "甲", "-m", "合并")
    assert code == 1
    assert "plan/2023.yaml:有一边不是 UTF-8 文本,不能按条目合并,git 也合并不了" in err
    assert (set_up.root / FILE).read_bytes() == b"\x00\x01"


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_mark_of_bytes_stay(repository: Repository, mark: str) -> None:
    text = mark + PLAN.read_text(encoding="utf-8").replace("\n", "\r\n")
    repository.write(FILE, text)
    repository.run(GAOXIN, "git", "setup")
    repository.commit("换行")
    branch(repository, "甲", UNIT)
    branch(repository, "乙", QUOTE)
    repository.git("merge", "-q", "甲", "-m", "合并")
    meant = text.replace(*UNIT).replace(*QUOTE)
    assert (repository.root / FILE).read_bytes().decode() == meant


def test_a_name_that_begins_with_a_dash_and_one_with_quotes(repository: Repository) -> None:
    for name in ("-x", "甲 'b' $(c)"):
        repository.write(f"{name}/plan/2023.yaml", PLAN.read_text(encoding="utf-8"))
        code, _, err = repository.run(GAOXIN, "git", "setup", "--plan", f"./{name}/plan/2023.yaml")
        assert (code, err) == (0, "")
    repository.commit("文件夹")
    for n, name in enumerate(("-x", "甲 'b' $(c)")):
        file = f"{name}/plan/2023.yaml"
        branch(repository, f"甲{n}", UNIT, file=file)
        branch(repository, f"乙{n}", QUOTE, file=file)
        code, _, err = repository.run("git", "merge", f"甲{n}", "-m", "合并")
        assert (code, err) == (0, "")
        assert "\n-KJ-01.1 单位:项\n+KJ-01.1 单位:个\n" in repository.git("diff", "HEAD^", "HEAD")
