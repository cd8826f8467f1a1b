"""Reports out of templates that strangers may write, and data that strangers wrote."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from papers import markdown as print_report

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.template.places import names, template_folders

REPOSITORY = Path(__file__).parents[2]
MEND = "改好模板后再试;能用的名称见 docs/templates.md"
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the empty folder of templates of the workspace that this test stands in."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "templates"
    folder.mkdir()
    return folder


def render(plan: Plan, folder: Path, text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    (folder / "t.md.j2").write_bytes(data)
    return print_report(plan, "t", [folder])


def seen(markdown: str) -> list[list[str]]:
    """Return the table's cells as a reader sees them.

    A line break is ``/``, bold is ``*``, and whatever else the text turned into is told by its name.
    """
    marks = {"strong_open": "*", "strong_close": "*"}
    rows: list[list[str]] = []
    for token in MARKDOWN.parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            shown = ""
            for child in token.children or ():
                if child.type == "text":
                    shown += child.content.replace("\xa0", " ")
                elif child.type == "html_inline" and child.content == "<br>":
                    shown += " / "
                else:
                    shown += marks.get(child.type, f"<{child.type}>")
            rows[-1].append(shown)
    return rows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("一\n{{ plna.title }}\n", "模板 templates/t.md.j2 第 2 行:没有“plna”这个名称;是不是“plan”?"),
        ("{{ plan.tilte }}", "模板 templates/t.md.j2 第 1 行:没有“tilte”这一项;是不是“title”?"),
        (
            "{% for s in plan.sections %}\n{% for i in s.items %}\n{{ i.nope }}{% endfor %}{% endfor %}",
            "模板 templates/t.md.j2 第 3 行:没有“nope”这一项;可用:due、evidence、id、is_current、lead、leader、light、next、number、parts、problems、progress、reported、responsible、section、state、text、title",
        ),
        ("\n\n{{ plan.__class__ }}", "模板 templates/t.md.j2 第 3 行:用了模板里不许用的东西"),
        ("{{ plan.sections.__class__.__mro__ }}", "模板 templates/t.md.j2 第 1 行:用了模板里不许用的东西"),
        ("{{ '{0.__class__}'.format(plan) }}", "模板 templates/t.md.j2 第 1 行:用了模板里不许用的东西"),
        ("{{ cycler.__init__.__globals__ }}", "模板 templates/t.md.j2 第 1 行:用了模板里不许用的东西"),
        ("\n{% include 'nix.md.j2' %}", "模板 templates/t.md.j2 第 2 行:没有它要用的模板“nix.md.j2”"),
    ],
)
def test_a_template_that_goes_wrong_is_told_by_its_line(
    plan: Plan, templates: Path, text: str, message: str
) -> None:
    with pytest.raises(PlanError) as error:
        render(plan, templates, text)
    assert error.value.message == message
    assert error.value.hint == MEND


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\n\n{% if %}", "第 3 行语法不对:"),
        ("一\n{% for x in plan.sections %}\n", "第 2 行语法不对:"),
        ("{{ plan.title | nofilter }}", "第 1 行语法不对:"),
        ("{{ plan.title", "第 1 行语法不对:"),
        ("\n{% for i in range(10 ** 9) %}x{% endfor %}", "第 2 行:"),
        ("\n{{ 1 / 0 }}", "第 2 行:"),
        ("{{ plan.title + 1 }}", "第 1 行:"),
        ("{{ plan.title() }}", "第 1 行:"),
        ("{% for a, b in plan.sections %}{% endfor %}", "第 1 行:"),
        ("{{ (1,)[5].x }}", "第 1 行:"),
    ],
)
def test_what_jinja_says_follows_the_place(plan: Plan, templates: Path, text: str, place: str) -> None:
    with pytest.raises(PlanError) as error:
        render(plan, templates, text)
    assert error.value.message.startswith(f"模板 templates/t.md.j2 {place}")
    assert error.value.hint == MEND


@pytest.mark.parametrize(
    "text",
    ["{% include 't.md.j2' %}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "{% extends 't.md.j2' %}"],
)
def test_a_template_that_calls_itself_is_told(plan: Plan, templates: Path, text: str) -> None:
    with pytest.raises(PlanError, match=r"^模板 templates/t\.md\.j2"):
        render(plan, templates, text)


def test_a_template_that_is_not_utf_8(plan: Plan, templates: Path) -> None:
    with pytest.raises(PlanError) as error:
        render(plan, templates, "# 任务分解表\n".encode("gbk"))
    assert error.value.message == "模板 t.md.j2 不是 UTF-8 编码"
    assert error.value.hint == "在编辑器里选“另存为 UTF-8”后再试"


def test_of_two_templates_the_one_that_is_not_utf_8_is_named(plan: Plan, templates: Path) -> None:
    (templates / "head.md.j2").write_bytes("# 任务分解表\n".encode("gbk"))
    with pytest.raises(PlanError, match=r"head\.md\.j2"):
        render(plan, templates, "{% include 'head.md.j2' %}")


@pytest.mark.parametrize("name", ["nope", "../plan/t", "/etc/passwd", "", "a/../t"])
def test_a_missing_template(plan: Plan, templates: Path, name: str) -> None:
    (templates / "t.md.j2").write_text("x", encoding="utf-8")
    with pytest.raises(PlanError) as error:
        print_report(plan, name, template_folders(templates.parent))
    assert (error.value.message, error.value.hint) == (
        f"没有报告模板“{name}.md.j2”",
        "现有的报告:assignment、brief、ledger、notice、quarterly、t",
    )


def test_the_template_beside_the_plan_comes_first(plan: Plan, templates: Path) -> None:
    (templates / "assignment.md.j2").write_text("自己的:{{ plan.title }}\n", encoding="utf-8")
    folders = template_folders(templates.parent)
    assert folders[0] == templates
    assert names(folders) == ["assignment", "brief", "ledger", "notice", "quarterly"]
    text = print_report(plan, "assignment", folders)
    assert text == "自己的:四川江油高新区2022年工作要点\n"


def test_without_a_folder_of_its_own_the_shipped_template_is_used(plan: Plan, tmp_path: Path) -> None:
    folders = template_folders(tmp_path)
    assert len(folders) == 1
    text = print_report(plan, "assignment", folders)
    assert text.startswith("# 四川江油高新区2022年工作要点任务分解表\n")


def test_the_real_table_as_a_reader_sees_it(plan: Plan) -> None:
    rows = seen(print_report(plan, "assignment", [REPOSITORY / "templates"]))
    assert rows[0] == ["序号", "工作任务", "目标", "牵头部门", "责任部门", "完成时限"]
    assert rows[1] == ["*一*", "*坚持稳中求进、主动作为,一心一意谋发展*", "", "", "", ""]
    assert rows[4] == [
        "三",
        "加快放大省级重点特色园区建设成果",
        "贯彻落实《行动计划》和《服务促进办法》",
        "企业发展服务中心",
        "综合管理办公室、项目建设服务中心、经济合作服务中心",
        "未明确时限",
    ]
    assert rows[7][5] == "未明确时限"
    assert rows[6][2].startswith("1. 突破关键技术 10项以上 / 2. 形成重点产品 5项以上 / ")
    assert rows[6][5] == "1至7：2022年12月31日 / 8：未明确时限"
    assert len(rows) == 1 + 4 + 30
    assert {len(row) for row in rows} == {6}


def test_hostile_data_comes_out_as_text(hostile: Plan) -> None:
    markdown = print_report(hostile, "assignment", [REPOSITORY / "templates"])
    assert seen(markdown) == [
        ["序号", "工作任务", "目标", "责任领导", "牵头部门", "责任部门", "完成时限"],
        ["*一*", "*[链接](http://example.invalid) ~~删~~*", "", "", "", "", ""],
        [
            "一",
            "{{x}} {% raw %} 100% $x$ | 竖线",
            "1. =SUM(A1)|<br>&nbsp; 1`个` / 2. # 不是标题 \\| ![图](x) / 3. <!-- 注 --> &lt; *a* _b_",
            "<b>甲</b>主任",
            "甲|乙部<script>alert(1)</script>",
            "**丙**部&amp、`丁`部\\",
            "1：2023年12月31日 / 2：未明确时限 / 3：<i>3</i>天|内（逐项）",
        ],
        ["二", "第一行 / 第二行", "", "<b>甲</b>主任", "`丁`部\\", "", ""],
    ]
    heading, issuer = (token for token in MARKDOWN.parse(markdown)[:6] if token.type == "inline")
    assert [(child.type, child.content) for child in heading.children or ()] == [
        ("text", "A<B&C 与 {{ 1 + 1 }} 的要点任务分解表")
    ]
    assert [(child.type, child.content) for child in issuer.children or ()] == [
        ("text", "云山*管委会*_办公室_ 2023年1月10日印发")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{{ plan.title }}",
        "{{ plan.title | trim }}",
        "{{ [plan.title] | join('、') }}",
        "{% macro cell(x) %}{{ x }}{% endmacro %}{{ cell(plan.title) }}",
        "{% set x %}{{ plan.title }}{% endset %}{{ x }}",
        "{% block b %}{{ plan.title }}{% endblock %}{% if false %}{{ self.b() }}{% endif %}",
        "{% filter trim %}{{ plan.title }}{% endfilter %}",
    ],
)
def test_data_is_escaped_exactly_once(hostile: Plan, templates: Path, text: str) -> None:
    assert render(hostile, templates, text) == r"A\<B\&C 与 \{\{ 1 + 1 \}\} 的要点"


def test_what_the_template_itself_says_is_markdown(plan: Plan, templates: Path) -> None:
    text = "{% macro bold(x) %}- **{{ x }}**{% endmacro %}{{ bold(plan.sections[0].number) }}"
    assert render(plan, templates, text) == "- **一**"


def test_a_list_of_names_is_no_way_around_escaping(hostile: Plan, templates: Path) -> None:
    text = render(hostile, templates, "{{ plan.sections[0]['items'][0].lead }}")
    assert "<script>" not in text.replace("\\<", "")


def test_numbers_and_nothing(plan: Plan, templates: Path) -> None:
    assert render(plan, templates, "{{ plan.sections | length }};{{ none }};{{ 1.5 }}") == "4;;1.5"


def test_leaders_have_a_column_only_where_a_plan_names_one(plan: Plan, hostile: Plan) -> None:
    folders = [REPOSITORY / "templates"]
    assert "责任领导" not in print_report(plan, "assignment", folders)
    assert "| 责任领导 |" in print_report(hostile, "assignment", folders)
