"""``python -m rotation.cli.child``: one command for another process, which reads as data why it came to nothing.

Standard output holds what the command prints there; where it fails, one more line of JSON: ``{"reason": text}``, in the
language asked for, as people are told it. Exit codes are those of ``rotation``.
"""

from __future__ import annotations

import json
import sys

from rotation.cli.main import main


def _tell(reason: str) -> None:
    sys.stdout.write(json.dumps({"reason": reason}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(tell=_tell))
