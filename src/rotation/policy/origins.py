"""Which policy file set what: the chain of ``extends``, remembered beside the resolved policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rotation.policy.load import find_policy, read_chain

__all__ = ["BUILT_IN", "Origins", "file_origins"]

BUILT_IN: Final = "rotation"
"""Stands for the file of a setting that no file gives."""

_MOST_SETTINGS: Final = 5_000


@dataclass(frozen=True, slots=True)
class Origins:
    """``chain`` names the files, the one that counts most first; ``sets`` maps each one's own settings to its name.

    A setting is named by its path, such as ``rules.exchange_ratio.min_ratio``; what no file says is a default of the
    program's own.
    """

    chain: tuple[str, ...]
    sets: Mapping[str, str]

    def of_setting(self, path: str) -> str:
        """Return the name of the file that set it; of a setting with parts, of all the files that set one."""
        parts = sorted({name for key, name in self.sets.items() if key == path or key.startswith(f"{path}.")})
        return " + ".join(sorted(parts, key=self.chain.index)) if parts else BUILT_IN

    def record(self) -> dict[str, Any]:
        """Return what a plan's ``run.json`` keeps."""
        return {"chain": list(self.chain), "sets": dict(sorted(self.sets.items()))}

    @classmethod
    def of(cls, record: object) -> Origins | None:
        """Return what ``record`` wrote, None where it is not that."""
        if not isinstance(record, dict):
            return None
        chain, sets = record.get("chain"), record.get("sets")
        if not isinstance(chain, list) or not isinstance(sets, dict) or len(sets) > _MOST_SETTINGS:
            return None
        known = all(isinstance(path, str) and name in chain for path, name in sets.items())
        return cls(tuple(map(str, chain)), sets) if known and chain else None


def file_origins(name_or_path: str | Path) -> Origins:
    """Return who set what in a policy given by shipped name or path; raises as ``load_policy`` does."""
    chain: list[str] = []
    sets: dict[str, str] = {}
    for path, table in read_chain(find_policy(name_or_path)):
        name = str(table.get("name") or path.stem)
        chain.append(name)
        for setting in _settings(table, ""):
            sets.setdefault(setting, name)
    return Origins(tuple(chain), sets)


def _settings(table: Mapping[str, Any], path: str) -> Iterator[str]:
    for key, value in table.items():
        here = f"{path}.{key}" if path else key
        if isinstance(value, Mapping):
            yield from _settings(value, here)
        elif key != "extends":
            yield here
