"""Templates read but not run: what they use, what they take, which letterhead they name."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, Template, TemplateError, meta, nodes
from jinja2.exceptions import TemplateNotFound

from gaoxin_plan.problems import PlanError
from gaoxin_plan.render.template import mistakes, slips
from gaoxin_plan.render.template.given import GIVEN
from gaoxin_plan.render.template.slips import Mistyped
from gaoxin_plan.views.papers.paper import names as known_names
from gaoxin_plan.workspace import shown

DEFAULT = "公文"
"""The letterhead of a template that names none."""


class Parsed(NamedTuple):
    """A template, read: where it lies, its text, its tree."""

    path: str
    source: str
    tree: nodes.Template


def read(environment: Environment, file: str, folders: list[Path]) -> list[Parsed]:
    """Return a Markdown template and those that it includes, each once.

    Raises PlanError that names the file which is wrong: what Jinja cannot read, or what would be printed
    as it stands. An included one that is missing is told when it is run.
    """
    found: dict[str, Parsed] = {}
    waiting = [file]
    while waiting:
        name = waiting.pop(0)
        try:
            if name not in found and environment.loader is not None:
                source, path, _ = environment.loader.get_source(environment, name)
                _refuse((*slips.controls(source), *slips.wide_braces(source)), path or name)
                tree = environment.parse(source, name, path)
                found[name] = Parsed(path or name, source, tree)
                _refuse(mistyped(found[name]), path or name)
                said = meta.find_referenced_templates(found[name].tree)
                waiting += [one for one in said if one is not None]
        except TemplateNotFound as error:
            if name == file:
                raise mistakes.at(error, name, folders) from error
        except (TemplateError, RecursionError) as error:
            raise mistakes.at(error, name, folders) from error
    return list(found.values())


def compiled(environment: Environment, file: str, one: Parsed) -> Template:
    """Return a template that is read, to be run; raises what jinja raises."""
    code = environment.compile(one.tree, file, one.path)
    return environment.template_class.from_code(environment, code, environment.make_globals(None))


def mistyped(one: Parsed) -> Iterator[Mistyped]:
    """Yield what a template would print as it stands, but was not meant to."""

    def names() -> set[str]:
        return {*known_names(), *mistakes.TOLD, *(node.name for node in one.tree.find_all(nodes.Name))}

    yield from slips.single_braces(one.source, names)
    yield from slips.headings(one.source)


def _refuse(found: Iterable[Mistyped], path: str) -> None:
    for slip in found:
        raise PlanError(f"模板 {shown(Path(path))} 第 {slip.line} 行{slip.words}", slip.hint)


def used_by(all_read: Iterable[Parsed]) -> set[str]:
    """Return the names that templates use; all there are where one includes what it only tells when run.

    Raises PlanError that names the file which is wrong.
    """
    found = set[str]()
    for one in all_read:
        try:
            found |= meta.find_undeclared_variables(one.tree)
        except (TemplateError, RecursionError) as error:
            path = Path(one.path)
            raise mistakes.at(error, path.name, [path.parent]) from error
        if None in meta.find_referenced_templates(one.tree):
            found |= set(known_names())
    return found


def tells_sample(all_read: Iterable[Parsed]) -> bool:
    """Whether templates ask if a plan is made up: they then say so themselves."""
    attributes = (node for one in all_read for node in one.tree.find_all(nodes.Getattr))
    return any(node.attr == "sample" for node in attributes)


def given_to(all_read: Iterable[Parsed]) -> list[str]:
    """Return what templates read of ``given``, in order: ``given.文号`` and ``given["文号"]``."""
    found: list[str] = []
    for one in all_read:
        for node in one.tree.find_all((nodes.Getattr, nodes.Getitem)):
            found += _asked_of_given(node)
    return list(dict.fromkeys(found))


def _asked_of_given(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Getattr) and _is_given(node.node):
        yield node.attr
    elif isinstance(node, nodes.Getitem) and _is_given(node.node) and isinstance(node.arg, nodes.Const):
        yield str(node.arg.value)


def _is_given(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == GIVEN


def letterhead_of(one: Parsed) -> str:
    """Return the letterhead that a template names; raises PlanError when that is no constant."""
    for node in one.tree.find_all(nodes.Assign):
        if isinstance(node.target, nodes.Name) and node.target.name == "letterhead":
            if isinstance(node.node, nodes.Const) and isinstance(node.node.value, str):
                return node.node.value
            raise PlanError(
                f"模板 {shown(Path(one.path))} 第 {node.lineno} 行的 letterhead 不是一个名称",
                '写成引号里的名称,如 {% set letterhead = "表格" %}',
            )
    return DEFAULT
