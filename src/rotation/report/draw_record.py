"""draw.json, the locked result of a draw: written last, and read back only if it is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from rotation.classes.draw import Drawn, commitment_digest
from rotation.classes.draw_seed import plain_part
from rotation.classes.lottery import digest
from rotation.classes.teams import Team
from rotation.errors import PlanError
from rotation.i18n import Language
from rotation.i18n.drawing import DRAW
from rotation.report.draw_folder import Committed, read_json

__all__ = ["RECORD", "Record", "outcome", "read_record", "record_file"]

RECORD: Final = "draw.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What draw.json holds, as far as anything else follows from it."""

    commitment: str
    parts: tuple[str, ...]
    seed: str
    language: Language
    place: tuple[int, ...]
    match: tuple[int, ...]
    teams: tuple[Team, ...]


def record_file(
    committed: Committed, drawn: Drawn, parts: Sequence[str], seed: str, lang: Language,
    files: Mapping[str, bytes], log: Mapping[str, object],
) -> bytes:  # fmt: skip
    """Return draw.json; ``log`` says where the log ended with this run."""
    result = {
        "commitment": commitment_digest(committed.commitment), "parts": [plain_part(part) for part in parts],
        "seed": seed, "language": lang, "place": list(drawn.deal.place), "match": list(drawn.match),
        "forbidden": [list(pair) for pair in drawn.forbidden], "drawings": drawn.drawings, "recast": drawn.recast,
        "teams": [asdict(team) for team in drawn.teams], "page": digest(files["page.html"].decode()),
        "public": digest(files["public_lists.csv"].decode()), "log": dict(log),
    }  # fmt: skip
    return (json.dumps(result, ensure_ascii=False, sort_keys=True) + "\n").encode()


def outcome(place: Sequence[int], match: Sequence[int], teams: Sequence[Team]) -> str:
    """Return a digest of what was drawn, which the log keeps: who goes on from a draw need not draw it again."""
    return digest(json.dumps([list(place), list(match), [asdict(team) for team in teams]], ensure_ascii=False))


def read_record(folder: Path, committed: Committed, lang: Language) -> Record:
    """Return the locked result; ``PlanError`` where it is missing, unreadable, incomplete or of another roster."""
    content = read_json(folder / RECORD, lang)
    try:
        record = _record(content)
    except (KeyError, TypeError, ValueError):
        raise PlanError(DRAW["record"].to(lang, file=RECORD)) from None
    classes = committed.commitment.classes
    pupils = len(record.place) if committed.roster is None else len(committed.roster.pupils)
    teams = len(record.teams) if not committed.teachers else classes
    sound = len(record.place) == pupils and len(record.match) == len(record.teams) == teams
    if not sound or not all(0 <= k < classes for k in record.place) or sorted(record.match) != list(range(teams)):
        raise PlanError(DRAW["record"].to(lang, file=RECORD))
    return record


def _record(content: Any) -> Record:
    texts = [content[key] for key in ("commitment", "seed", "language")] + list(content["parts"])
    if not all(isinstance(text, str) for text in texts) or content["language"] not in ("zh", "en"):
        raise ValueError
    place, match = ([_whole(k) for k in content[key]] for key in ("place", "match"))
    teams = [
        Team(str(team["homeroom"]), tuple((str(subject), str(who)) for subject, who in team["teachers"]))
        for team in content["teams"]
    ]
    return Record(
        commitment=content["commitment"], parts=tuple(content["parts"]), seed=content["seed"],
        language=content["language"], place=tuple(place), match=tuple(match), teams=tuple(teams),
    )  # fmt: skip


def _whole(value: object) -> int:
    if type(value) is not int:
        raise ValueError
    return value
