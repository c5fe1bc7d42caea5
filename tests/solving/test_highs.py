"""What the engine prints by itself stays off the standard output, a file or pipe as well."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PRINTS = """
import ctypes
from rotation.solving.highs import silence
printed = ctypes.CDLL(None).printf
printed(b"before\\n")
with silence():
    printed(b"inside\\n")
printed(b"after\\n")
"""


@pytest.mark.skipif(os.name != "posix", reason="asks the C library by its POSIX name")
def test_what_is_held_back_in_a_buffer_is_silenced_too() -> None:
    out = subprocess.run([sys.executable, "-c", PRINTS], stdout=subprocess.PIPE, check=True).stdout
    assert out.split() == [b"before", b"after"]
