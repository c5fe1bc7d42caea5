"""A county's own policy beside its data: told of where a command goes by the national one instead."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from rotation.errors import PolicyError
from rotation.i18n import Language
from rotation.i18n.commands import MESSAGE
from rotation.policy import canonical_policy
from rotation.policy.toml import exists
from rotation.report.text import argument, visible
from rotation.rules import read_policy

__all__ = ["DEFAULT", "FILE", "tell_of_own_policy"]

DEFAULT: Final = "national"
FILE: Final = "policy.toml"
"""What ``rotation new`` calls the policy file that it writes beside the workbook."""


def tell_of_own_policy(lang: Language, path: Path, policy_name: str | None) -> None:
    """Say on stderr that a folder's own policy file is not used, where it would change anything.

    No command takes it up by itself: a plan goes by the policy that was named, or by the national one.
    """
    own = Path(path) / FILE
    if policy_name not in (None, DEFAULT) or not exists(own):
        return
    national = read_policy(DEFAULT)
    try:
        titles = {"name": national.name, "title_zh": national.title_zh, "title_en": national.title_en}
        if canonical_policy(read_policy(own).model_copy(update=titles)) == canonical_policy(national):
            return
    except PolicyError:
        pass  # a file that cannot be read is not used either
    title = national.title_zh if lang == "zh" else national.title_en
    sys.stderr.write(visible(MESSAGE["own_policy"].to(lang, policy=argument(own), title=title)) + "\n")
