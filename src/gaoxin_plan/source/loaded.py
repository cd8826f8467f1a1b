"""A file of a plan, made into a record when it is asked for."""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from gaoxin_plan.model.record import Record
from gaoxin_plan.problems import Place, Problem

if TYPE_CHECKING:
    from gaoxin_plan.source.admission import Admitted, Cause
    from gaoxin_plan.source.document import Document
    from gaoxin_plan.source.snapshot import Shelf

R = TypeVar("R", bound=Record)


class Loaded(Generic[R]):
    """A file as it was loaded, as a record of a kind.

    A record that lies on the ``shelf`` under the file's ``digest`` is taken from there: the same file was
    read whole before. Else ``read`` gives the file's document, and what is read whole is put there.
    """

    def __init__(
        self,
        path: Path,
        kind: type[R],
        read: "Callable[[], Document]",
        digest: str = "",
        shelf: "Shelf[R] | None" = None,
    ) -> None:
        self.path = path
        self.digest = digest
        self._kind = kind
        self._read = read
        self._shelf = shelf

    @classmethod
    def of(cls, path: Path, kind: type[R], document: "Document") -> "Loaded[R]":
        """Return a document as the file that it is, or is to be."""
        return cls(path, kind, lambda: document)

    @property
    def record(self) -> R | None:
        """What could be read: None where nothing could, less than all of the file where there are cuts."""
        return self._admitted.record if self._known is None else self._known

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the file could not be read whole, at its lines."""
        return self._admitted.problems if self._known is None else ()

    @property
    def causes(self) -> "tuple[Cause, ...]":
        """The same as the problems, for telling what only follows from them."""
        return self._admitted.causes if self._known is None else ()

    @property
    def cuts(self) -> tuple[Place, ...]:
        """The places that were left out."""
        return self._admitted.cuts if self._known is None else ()

    @property
    def gaps(self) -> list[Place]:
        """The places that were left out, and those that were read and yet are not whole."""
        return [] if self._known is not None else self._admitted.gaps

    @property
    def document(self) -> "Document":
        """The file less ``cuts``, so that a place of the record is a place of it."""
        return self._admitted.document

    def under(self, path: Path) -> "Loaded[R]":
        """Return the same file under another path."""
        new = copy(self)
        new.path = path
        return new

    def says(self, key: str) -> bool:
        """Whether a key of the file's head stands there, and was not made up because it could not be read."""
        return not self.problems or self.document.node((key,)) is not None

    @cached_property
    def _known(self) -> R | None:
        return None if self._shelf is None else self._shelf.get(self.digest)

    @cached_property
    def _admitted(self) -> "Admitted[R]":
        from gaoxin_plan.source.admission import admit

        found = admit(self._read(), self._kind)
        if self._shelf is not None and found.record is not None and not found.problems:
            self._shelf.put(self.digest, found.record)
        return found
