"""Reports out of templates that strangers may write, and data that strangers wrote."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace
from papers import markdown as print_report
from papers import no_counter, paper_of

from gaoxin_plan.model.plan import Plan
from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.report import Request, to_markdown, to_word
from gaoxin_plan.render.template.places import names, template_folders
from gaoxin_plan.render.word.inline import plain

REPOSITORY = Path(__file__).parents[2]
MEND = "改好模板后再试;能用的名称见 docs/templates.md"
WIDE = "在英文输入状态下改成半角的 {{ … }}、{% … %}"
HEADING = "井号用半角,后面空一格,如 ## 一、总体情况;要印井号本身,写 \\#"
LINE = "表头下面要有一行短横线,如 | --- | --- |;表格中间不能有空行"
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
            "模板 templates/t.md.j2 第 3 行:没有“nope”这一项;可用:cause、due、evidence、id、is_current、lead、leader、light、next、number、parts、problems、progress、reported、responsible、section、state、text、title",
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
    ("text", "told"),
    [
        ("\n\n{% if %}", "第 3 行语法不对:{% … %}里缺了要判断或输出的东西"),
        (
            "一\n{% for x in items %}\n二\n{% if x %}{% endif %}\n",
            "第 2 行语法不对:这里的 {% for %} 没有结束,少了 {% endfor %}",
        ),
        (
            "{% if items %}\n{% for x in items %}\n{% endif %}\n{% endfor %}",
            "第 3 行语法不对:到“endif”时,第 2 行的 {% for %} 还没有结束,少了 {% endfor %}",
        ),
        ("{% set x %}\n{% set y = 1 %}", "第 1 行语法不对:这里的 {% set %} 没有结束,少了 {% endset %}"),
        ("{% endfor %}", "第 1 行语法不对:多了一个“endfor”,前面没有和它配对的"),
        ("{% fro x in items %}", "第 1 行语法不对:不认得“fro”"),
        ("{{ plan.title | trimm }}", "第 1 行语法不对:没有“trimm”这个过滤器;是不是“trim”?"),
        ("{{ plan.title | nofilter }}", "第 1 行语法不对:没有“nofilter”这个过滤器"),
        ("{% if plan is great %}{% endif %}", "第 1 行:is 后面没有这种判断"),
        ("{{ plan.title", "第 1 行语法不对:{{ … }}没有写完,少了后一半"),
        ("{# plan.title", "第 1 行语法不对:注释 {# 没有用 #} 结束"),
        ("{% raw %}x", "第 1 行语法不对:{% raw %} 没有结束,少了 {% endraw %}"),
        ("{{ plan.title | join(“、”) }}", "第 1 行语法不对:花括号里不能有 “ ;逗号、引号、括号都用半角"),
        ("{% if plan = 1 %}{% endif %}", "第 1 行语法不对:{% … %}里到“=”这里写错了"),
        ("{% for x of items %}{% endfor %}", "第 1 行语法不对:应是“in”,却是“of”"),
        ("{{ (plan.title }}", "第 1 行语法不对:括号不配对:应是“)”,却是“}”"),
        ("\n{{ 1 / 0 }}", "第 2 行:除数是 0"),
        ("{{ plan.title + 1 }}", "第 1 行:字和数不能用 + 相加,连起来用 ~"),
        ("{{ plan.title() }}", "第 1 行:不能用括号调用"),
        ("{{ next.begin }}", "第 1 行:这里没有值(如最后一期没有下一期),先用 {% if … %} 判断"),
        ("{{ 'x' | truncate(2) }}", "第 1 行:truncate 的长度太小"),
        ("{{ cycler() }}", "第 1 行:cycler 的括号里要有内容"),
        ("{{ counts.shares.gren }}", "第 1 行:没有“gren”这一项;是不是“green”?"),
        ("{{ giben.x }}", "第 1 行:没有“giben”这个名称;是不是“given”?"),
    ],
)
def test_what_jinja_says_is_said_in_chinese(plan: Plan, templates: Path, text: str, told: str) -> None:
    with pytest.raises(PlanError) as error:
        render(plan, templates, text)
    assert error.value.message == f"模板 templates/t.md.j2 {told}"
    assert error.value.hint == MEND


@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        ("一\n共｛｛ counts.total ｝｝项", "第 2 行有全角的“｛｛”", WIDE),
        ("{# ｛｛ #}\n{％ if x %}", "第 2 行有全角的“{％”", WIDE),
        ("{{ plan.title ｝}", "第 1 行有全角的“｝}”", WIDE),
        (
            "共{ counts.total }项",
            "第 1 行的“{ counts.total }”少了花括号",
            "写成 {{ counts.total }};要照印的写成 \\{ counts.total }",
        ),
        (
            "{% for i in items %}\n｛i.id｝{% endfor %}",
            "第 2 行的“｛i.id｝”少了花括号",
            "写成 {{ i.id }};要照印的写成 \\｛i.id｝",
        ),
        ("# 题\n\n##一、情况", "第 3 行的“##一、情况”不成标题", HEADING),
        ("{% if plan %}\n##{{ plan.title }}\n{% endif %}", "第 2 行的“##”不成标题", HEADING),
        ("＃＃ 一、", "第 1 行的“＃＃ 一、”不成标题", HEADING),
        ("响\a铃", "第 1 行有看不见的控制字符(\\x07)", "在编辑器里删掉它,或把这一行重打一遍"),
    ],
)
@pytest.mark.parametrize("file", ["t.md.j2", "u.md.j2"])
def test_what_would_be_printed_as_it_stands_is_told(
    plan: Plan, templates: Path, text: str, told: str, hint: str, file: str
) -> None:
    (templates / file).write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as error:
        render(plan, templates, text if file == "t.md.j2" else "{% include 'u.md.j2' %}")
    assert (error.value.message, error.value.hint) == (f"模板 templates/{file} {told}", hint)


@pytest.mark.parametrize(
    "text",
    [
        r"\{ counts.total }",
        r"\##不是标题",
        "{% raw %}{ 空格 }{% endraw %}",
        "{某事}、{ x }",
        "第 1 #、C#",
        "{{ '##x' }}",
        "好{# ##x #}",
        "####### 七",
    ],
)
def test_what_is_meant_is_left_alone(plan: Plan, templates: Path, text: str) -> None:
    assert render(plan, templates, text)


def test_what_data_says_is_no_mistake_of_the_template(hostile: Plan, templates: Path) -> None:
    title = "｛｛ counts.total ｝｝ { plan.title } ##一 〔正文〕"
    text = render(replace(hostile, title=title), templates, "{{ plan.title }}\n")
    assert "".join(plain(token.children or []) for token in MARKDOWN.parse(text)) == title


ROWS = "| 甲 | 乙 |\n| --- | --- |\n"
SAME = "表头、短横线和每一行的格数要一样;两条竖线之间是一格"


@pytest.mark.parametrize(
    ("text", "told", "hint"),
    [
        (ROWS + "{% for i in items %}\n| 1 | 2 | 3 |\n{% endfor %}", "第 4 行有 3 格,表头有 2 格", SAME),
        ("\n" + ROWS + "| 1 |\n", "第 4 行有 1 格,表头有 2 格", SAME),
        (ROWS + "文字\n", None, "表格后面要空一行"),
        ("| 甲 | 乙 |\n| --- |\n| 1 | 2 |\n", "第 2 行的短横线有 1 格,表头有 2 格", SAME),
        (ROWS + "\n| 1 | 2 |\n", "第 4 行像是表格,下面却没有一行短横线", LINE),
        ("| 1 | 2 |\n", "第 1 行像是表格,下面却没有一行短横线", LINE),
    ],
)
@pytest.mark.parametrize("to", ["md", "docx"])
def test_a_table_that_is_not_straight_is_told_by_the_line(
    plan: Plan, templates: Path, text: str, told: str | None, hint: str, to: str
) -> None:
    (templates / "t.md.j2").write_text(text, encoding="utf-8")
    request = Request("t", paper_of(plan), {}, template_folders(templates.parent))
    with pytest.raises(PlanError) as error:
        to_markdown(request) if to == "md" else to_word(request, no_counter)
    place = told and f"templates/t.md.j2 {told}"
    assert error.value.message == f"模板 {place or 't.md.j2 印出的“文字”这一行有 1 格,表头有 2 格'}"
    assert error.value.hint == hint


def test_a_row_that_no_line_of_the_template_begins_is_told_by_its_words(plan: Plan, templates: Path) -> None:
    text = ROWS + "| 好 | {{ items\n| length }} | 三 |\n"
    with pytest.raises(PlanError) as error:
        render(plan, templates, text)
    assert error.value.message == "模板 t.md.j2 印出的“| 好 | 30 | 三 |”这一行有 3 格,表头有 2 格"


@pytest.mark.parametrize(
    "text",
    [
        ROWS + "| a \\| b | 2 |\n\n文字 | 不是表格\n",
        "甲 | 乙\n--- | ---\n1 | 2\n# 题\n",
        "```\n| 1 | 2 | 3 |\n```\n",
        "    | 代码 |\n",
    ],
)
def test_a_straight_table_is_printed(plan: Plan, templates: Path, text: str) -> None:
    assert render(plan, templates, text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{% set letterhead = "../x" %}', "模板的名称“../x.docx”里不能有文件夹"),
        ("{% set letterhead = '/tmp/x' %}", "模板的名称“/tmp/x.docx”里不能有文件夹"),
        ('{% set letterhead = "a\\\\b" %}', "模板的名称“a\\b.docx”里不能有文件夹"),
        ("\n{% set letterhead = plan.title %}", "模板 templates/t.md.j2 第 2 行的 letterhead 不是一个名称"),
        ('{% set letterhead = "无" %}', "没有 Word 模板“无.docx”"),
    ],
)
def test_a_letterhead_is_a_name(plan: Plan, templates: Path, text: str, told: str) -> None:
    (templates / "t.md.j2").write_text(text, encoding="utf-8")
    with pytest.raises(PlanError) as error:
        to_word(Request("t", paper_of(plan), {}, [templates]), no_counter)
    assert error.value.message == told


def test_a_byte_order_mark_is_not_printed(plan: Plan, templates: Path) -> None:
    assert render(plan, templates, "\ufeff# 题\n".encode()) == "# 题\n"


def test_hidden_files_and_links_to_nowhere_are_no_reports(templates: Path) -> None:
    (templates / ".#t.md.j2").symlink_to("nowhere")
    (templates / "u.md.j2").symlink_to("nowhere")
    (templates / "._v.docx").write_bytes(b"")
    (templates / "w.docx").mkdir()
    assert names([templates]) == []


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
    assert rows[6][5] == "第1至7项：2022年12月31日 / 第8项：未明确时限"
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
            "第1项：2023年12月31日 / 第2项：未明确时限 / 第3项：<i>3</i>天|内（逐项）",
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "{{ plan.sections[0]['items'][0].lead }}",
            "这里要印的是一列,要用 {% for … %} 逐个印,或用 join 连起来",
        ),
        ("{{ period }}", "这里要印的不是一句话,要写明印它的哪一项:id、name、begin、end、deadline"),
        ("{{ period ~ '好' }}", "这里要印的不是一句话,要写明印它的哪一项:id、name、begin、end、deadline"),
        ("{{ plan.has_leaders }}", "这里要印的是真或假,要用 {% if … %} 判断"),
        ("{{ items | map(attribute='id') }}", "这里要印的是一列,要用 {% for … %} 逐个印,或用 join 连起来"),
        ("{{ ledger }}", "这里要印的是一列,要用 {% for … %} 逐个印,或用 join 连起来"),
        ("{{ bar }}", "这里要印的是“bar”,后面要有括号"),
    ],
)
def test_only_words_and_numbers_are_printed(plan: Plan, templates: Path, text: str, told: str) -> None:
    with pytest.raises(PlanError) as error:
        render(plan, templates, text)
    assert error.value.message == f"模板 templates/t.md.j2 第 1 行:{told}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ strip(counts) ~ plan.title }}",
        "{{ [strip(counts), plan.title] | join }}",
        "{% set t %}{{ plan.title }}{% endset %}{{ strip(counts) ~ t }}",
        "{{ [strip(counts), t] | join if false else strip(counts) ~ ([plan] | join('', attribute='title')) }}",
    ],
)
def test_what_is_joined_to_a_bar_is_escaped_once(hostile: Plan, templates: Path, text: str) -> None:
    assert render(hostile, templates, text).endswith(r"`A\<B\&C 与 \{\{ 1 + 1 \}\} 的要点")


def test_nothing_joins_as_nothing(plan: Plan, templates: Path) -> None:
    assert render(plan, templates, "{{ next ~ '。' }}{{ [none, '甲'] | join('、') }}") == "。、甲"


def test_numbers_and_nothing(plan: Plan, templates: Path) -> None:
    assert render(plan, templates, "{{ plan.sections | length }};{{ none }};{{ 1.5 }}") == "4;;1.5"


def test_leaders_have_a_column_only_where_a_plan_names_one(plan: Plan, hostile: Plan) -> None:
    folders = [REPOSITORY / "templates"]
    assert "责任领导" not in print_report(plan, "assignment", folders)
    assert "| 责任领导 |" in print_report(hostile, "assignment", folders)
