"""``python -m rotation`` is the command ``rotation``."""

import sys

from rotation.cli import main

sys.exit(main())
