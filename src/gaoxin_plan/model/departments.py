"""Which department a name means: by id, name, or the alias that a document prints."""

from collections.abc import Iterable

from gaoxin_plan.model.plan import Department

_MOST = 500  # names that a misspelt one is held against


class Directory:
    """The departments of a plan, looked up by any of their names."""

    def __init__(self, departments: Iterable[Department]) -> None:
        self.departments = tuple(departments)
        self._named: dict[str, Department] = {}
        self._own: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._nearest: dict[str, Department | None] = {}
        for department in self.departments:
            self._named.setdefault(department.id, department)
            self._named.setdefault(department.name, department)
        for department in self.departments:
            for alias in department.aliases:
                self._named.setdefault(alias, department)

    def find(self, name: str) -> Department | None:
        """Return the department of exactly this id, name or alias."""
        return self._named.get(name)

    def canonical(self, name: str) -> str:
        """Return the department's own name, or ``name`` as it is when it names none."""
        department = self.find(name)
        return department.name if department else name

    def own_names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return names as the departments call themselves."""
        found = self._own.get(names)
        if found is None:
            found = self._own[names] = tuple(map(self.canonical, names))
        return found

    def part(self, words: str) -> tuple[Department, ...]:
        """Return the departments one of whose names contains ``words``."""
        found = [d for d in self.departments if any(words in name for name in (d.name, *d.aliases))]
        return tuple(found)

    def nearest(self, name: str) -> Department | None:
        """Return the department whose name looks most like ``name``, if any does."""
        import difflib

        if name not in self._nearest:
            names = [known for known in self._named if not known.isascii()][:_MOST]
            close = difflib.get_close_matches(name, names, 1, 0.6)
            self._nearest[name] = self.find(close[0]) if close else None
        return self._nearest[name]
