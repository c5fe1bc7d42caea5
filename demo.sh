#!/usr/bin/env bash
# Installs rotation into .venv, then runs the whole job on the embedded county.
set -euo pipefail
cd "$(dirname "$0")"
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --editable .
.venv/bin/rotation demo "$@"
