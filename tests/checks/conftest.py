"""Plans to check: a small one with its printed document, and the real one."""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from filed_zone import Filings
from zone import Zone

from gaoxin_plan import workspace
from gaoxin_plan.checks.run import check
from gaoxin_plan.problems import Problem

PLAN = """\
title: 示例高新区2022年工作要点
year: 2022
issuer: 管理办公室
published: 2022-03-01
source: {file: 2022.txt, sha256: SHA256}
departments:
  - id: zhb
    name: 综合办公室
  - id: qyfz
    name: 企业发展服务中心
    aliases: [企业服务中心]
  - id: xmjs
    name: 项目建设服务中心
sections:
  - id: FZ
    number: 一
    title: 加快发展
    items:
      - id: FZ-01
        number: 一
        title: 培育企业
        lead: 企业发展服务中心
        responsible: [综合办公室, 项目建设服务中心]
        text: |-
          培育企业。
          新增规上企业10户以上,再引进二至三家机构,实现零事故。
          坚持每季度听取汇报,完成厂房建设。
        targets:
          - id: FZ-01.1
            metric: 新增规上企业
            at_least: 10
            unit: 户
            quote: 新增规上企业10户以上
        milestones:
          - id: FZ-01.m1
            title: 厂房建设
            quote: 完成厂房建设
  - id: XM
    number: 二
    title: 狠抓项目
    items:
      - id: XM-02
        number: 二
        title: 招引项目
        lead: 项目建设服务中心
        responsible: 企业发展服务中心
        text: |-
          招引项目。
          力争3个月内签约,开展论证,两年内建成。
        milestones:
          - id: XM-02.m1
            title: 签约
            limit: 3个月内
            quote: 力争3个月内签约
"""

DOCUMENT = """\
示例高新区2022年工作要点

一、加快发展

(一)培育企业。新增规上企业10户以上,再引进二至三家机构,实现零事故。坚持每季度听取汇报,完成厂房建设。(牵头部门:企业发展服务中心;责任部门:综合办公室、项目建设服务中心)

二、狠抓项目

(二)招引项目。力争3个月内签约,开展论证,两年内建成。(牵头部门:项目建设服务中心,责任部门:企业服务中心)
"""

TODAY = date(2022, 7, 1)

Change = tuple[str, str]
Told = Callable[..., list[tuple[str, str, str]]]
Check = Callable[..., list[Problem]]


@pytest.fixture
def plan_text() -> str:
    """The small plan, which is right."""
    return PLAN


@pytest.fixture
def check_plan(tmp_path: Path) -> Check:
    """Check a plan beside its document: the small ones unless others are given.

    A document of None stands for a plan that names no source.
    """

    def run(plan: str = PLAN, document: str | bytes | None = DOCUMENT) -> list[Problem]:
        folder = tmp_path / "plan"
        folder.mkdir(exist_ok=True)
        if document is None:
            plan = plan.replace("source: {file: 2022.txt, sha256: SHA256}\n", "")
        else:
            data = document.encode() if isinstance(document, str) else document
            (folder / "2022.txt").write_bytes(data)
            plan = plan.replace("SHA256", hashlib.sha256(data).hexdigest())
        path = folder / "2022.yaml"
        path.write_text(plan, encoding="utf-8", newline="")
        return check(workspace.load(path), TODAY)

    return run


@pytest.fixture
def told(check_plan: Check) -> Told:
    """What is told of the small plan after changes, each (old words, new words).

    Every problem is its code, the line it is told at (as it stands there, stripped), and its message.
    """

    def run(*changes: Change, document: str | None = DOCUMENT) -> list[tuple[str, str, str]]:
        plan = PLAN
        for old, new in changes:
            assert plan.count(old) == 1, (plan.count(old), old)
            plan = plan.replace(old, new)
        if document is None:
            plan = plan.replace("source: {file: 2022.txt, sha256: SHA256}\n", "")
        lines = plan.split("\n")
        problems = check_plan(plan, document)
        return [(problem.code, lines[problem.line - 1].strip(), problem.message) for problem in problems]

    return run


@pytest.fixture
def filings(zone: Zone) -> Filings:
    """The made-up zone, of which nothing is filed yet."""
    return Filings(zone)
