"""Who does it: every department is known, leads or is responsible once, and an item has both."""

from collections.abc import Iterator

from gaoxin_plan.checks.rule import Rule, Subject
from gaoxin_plan.model.amendment import ROLES
from gaoxin_plan.problems import Finding, Kind, Place, Related, Severity, printable

UNKNOWN = Kind("P203", "部门不在名单中", "{role}“{name}”不在部门名单中{guess}", "{hint}")
BOTH_ROLES = Kind(
    "P205",
    "又牵头又责任",
    "“{name}”已是牵头部门,又列在责任部门",
    "牵头部门不再列入 responsible;请删去这里的名称",
)
NAMED_TWICE = Kind("P206", "部门列了两遍", "“{name}”在这里列了两遍", "只留一处")
SAME_NAME = Kind("P207", "部门重名", "名称“{name}”已属于部门 {other}", "一个名称或别名只能属于一个部门")
NO_LEAD = Kind(
    "P221",
    "没有牵头部门",
    "{id} 没有牵头部门",
    "印发件若写明牵头部门,请加上 lead;没有就不必理会",
    Severity.WARNING,
    requires=("P131", "P140", "P142", "P143", "P153", "P203", "P306"),
)
LEAD_ALONE = Kind(
    "P222",
    "没有责任部门",
    "{id} 只有牵头部门,没有责任部门",
    "印发件若写明责任部门,请加上 responsible;没有就不必理会",
    Severity.WARNING,
    requires=("P131", "P140", "P142", "P143", "P153", "P306"),
)

_ROLES = {"lead": "牵头部门", "responsible": "责任部门"}


def _lists(subject: Subject) -> Iterator[tuple[Place, tuple[str, ...], str]]:
    """Yield every list of department names with its place and their role."""
    for n, section in enumerate(subject.plan.sections):
        yield ("sections", n, "lead"), section.lead, "lead"
    for place, task in subject.tasks:
        yield (*place, "lead"), task.item.lead, "lead"
        yield (*place, "responsible"), task.item.responsible, "responsible"
    for n, amendment in enumerate(subject.plan.amendments):
        for key in ("old", "new") if amendment.key in ROLES else ():
            yield ("amendments", n, key), getattr(amendment, key) or (), amendment.key


def _unknown(subject: Subject) -> Iterator[Finding]:
    if any(_same_name(subject)):
        return  # the name that one of them should have is missing everywhere
    find = subject.directory.find
    for place, names, role in _lists(subject):
        for n, name in enumerate(names):
            if find(name) is None:
                yield _stranger(subject, (*place, n), name, role)


def _stranger(subject: Subject, place: Place, name: str, role: str) -> Finding:
    nearest = subject.directory.nearest(name)
    guess = f";是不是“{nearest.name}”?" if nearest else ""
    hint = "照部门名单改正;印发件确是这样写的,就加进该部门的 aliases" if nearest else "先把它加进 departments"
    return UNKNOWN.at(place, role=_ROLES[role], name=printable(name), guess=guess, hint=hint)


def _both_roles(subject: Subject) -> Iterator[Finding]:
    canonical = subject.directory.canonical
    for place, task in subject.tasks:
        leads = {canonical(name) for name in task.lead}
        for n, name in enumerate(task.item.responsible):
            if canonical(name) in leads:
                related = Related("牵头", (*place, "lead"))
                yield BOTH_ROLES.at((*place, "responsible", n), name=name, related=related)


def _twice(subject: Subject) -> Iterator[Finding]:
    for place, names, _ in _lists(subject):
        canonical = [*map(subject.directory.canonical, names)]
        if len(set(canonical)) < len(names):
            seen: set[str] = set()
            for n, name in enumerate(canonical):
                if name in seen:
                    yield NAMED_TWICE.at((*place, n), name=names[n])
                seen.add(name)


def _same_name(subject: Subject) -> Iterator[Finding]:
    owner: dict[str, str] = {}
    for n, department in enumerate(subject.plan.departments):
        names = [
            (("name",), department.name),
            *((("aliases", a), alias) for a, alias in enumerate(department.aliases)),
        ]
        for where, name in names:
            if name in owner:
                yield SAME_NAME.at(("departments", n, *where), name=name, other=owner[name])
            owner.setdefault(name, department.id)


def _no_lead(subject: Subject) -> Iterator[Finding]:
    for place, task in subject.tasks:
        if not task.lead:
            yield NO_LEAD.at(place, id=task.item.id)


def _lead_alone(subject: Subject) -> Iterator[Finding]:
    for place, task in subject.tasks:
        if task.lead and not task.item.responsible:
            yield LEAD_ALONE.at(place, id=task.item.id)


RULES = (
    Rule(UNKNOWN, _unknown, whole=("departments", "aliases", "name")),
    Rule(BOTH_ROLES, _both_roles),
    Rule(NAMED_TWICE, _twice),
    Rule(SAME_NAME, _same_name),
    Rule(NO_LEAD, _no_lead),
    Rule(LEAD_ALONE, _lead_alone),
)
