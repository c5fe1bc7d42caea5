"""A class plan: how many classes each grade of each school opens, how large they are, who is directed where."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ClassPlan", "DirectedEntrants", "OpenedGrade", "even_sizes"]


@dataclass(frozen=True, slots=True)
class OpenedGrade:
    """``pupils`` of a grade and the sizes of its classes, the largest first."""

    school: str
    grade: int
    pupils: int
    sizes: tuple[int, ...]

    @property
    def classes(self) -> int:
        return len(self.sizes)


@dataclass(frozen=True, slots=True)
class DirectedEntrants:
    """Entrants of a catchment placed at a neighbouring school: single children and pairs of twins."""

    school: str
    neighbour: str
    grade: int
    singles: int
    pairs: int

    @property
    def pupils(self) -> int:
        return self.singles + 2 * self.pairs


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """The classes of one year, by school and grade; directed entrants by catchment, grade and neighbour."""

    year: int
    grades: tuple[OpenedGrade, ...]
    directed: tuple[DirectedEntrants, ...] = ()


def even_sizes(pupils: int, classes: int) -> tuple[int, ...]:
    """Return class sizes that differ by at most one, the largest first; nothing for no classes."""
    if not classes:
        return ()
    small, larger = divmod(pupils, classes)
    return (small + 1,) * larger + (small,) * (classes - larger)
