"""Departments found by any of their names."""

import pytest

from gaoxin_plan.model.departments import Directory
from gaoxin_plan.model.plan import Department

DIRECTORY = Directory(
    [
        Department(id="qyfz", name="企业发展服务中心", aliases=("企业服务中心",)),
        Department(id="xmjs", name="项目建设服务中心"),
        Department(id="jjhz", name="经济合作服务中心", aliases=("经合中心", "合作中心")),
        Department(id="dqgz", name="党群工作部", aliases=("党群工作部<纪工委>",)),
    ]
)


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("qyfz", "qyfz"), ("企业发展服务中心", "qyfz"), ("企业服务中心", "qyfz"), ("经合中心", "jjhz"),
        ("合作中心", "jjhz"), ("党群工作部<纪工委>", "dqgz"), ("服务中心", None), ("QYFZ", None), ("", None),
        ("企业发展服务中心 ", None),
    ],
)  # fmt: skip
def test_a_department_is_found_by_its_exact_names(name: str, department: str | None) -> None:
    found = DIRECTORY.find(name)
    assert (found.id if found else None) == department


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("企业服务中心", "企业发展服务中心"),
        ("xmjs", "项目建设服务中心"),
        ("党群工作部", "党群工作部"),
        ("财政局", "财政局"),
    ],
)
def test_a_name_is_told_as_the_departments_own(name: str, own: str) -> None:
    assert DIRECTORY.canonical(name) == own


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("党群", ["dqgz"]), ("企业", ["qyfz"]), ("经合", ["jjhz"]), ("服务中心", ["qyfz", "xmjs", "jjhz"]),
        ("纪工委", ["dqgz"]), ("财政", []), ("qyfz", []),
    ],
)  # fmt: skip
def test_departments_are_found_by_a_part_of_a_name(words: str, found: list[str]) -> None:
    assert [department.id for department in DIRECTORY.part(words)] == found


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("企业发展中心", "qyfz"), ("项目建设中心", "xmjs"), ("经济合作中心", "jjhz"), ("党群部", "dqgz"),
        ("财政金融局", None), ("qyfx", None), ("", None),
    ],
)  # fmt: skip
def test_the_nearest_name_is_suggested_or_none(name: str, nearest: str | None) -> None:
    found = DIRECTORY.nearest(name)
    assert (found.id if found else None) == nearest


def test_a_department_keeps_its_own_name_against_an_alias_of_an_earlier_one() -> None:
    directory = Directory(
        [
            Department(id="a", name="综合办公室", aliases=("督查室",)),
            Department(id="b", name="督查室"),
        ]
    )
    found = directory.find("督查室")
    assert found is not None
    assert found.id == "b"


def test_the_departments_keep_their_order() -> None:
    assert [department.id for department in DIRECTORY.departments] == ["qyfz", "xmjs", "jjhz", "dqgz"]


def test_names_are_told_as_the_departments_own_in_their_order() -> None:
    names = ("财政局", "经合中心", "qyfz", "企业服务中心")
    own = ("财政局", "经济合作服务中心", "企业发展服务中心", "企业发展服务中心")
    assert DIRECTORY.own_names(names) == own
    assert DIRECTORY.own_names(names) == own
    assert DIRECTORY.own_names(()) == ()
