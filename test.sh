#!/usr/bin/env bash
# Installs everything the tests need into .venv, then runs them.
set -euo pipefail
cd "$(dirname "$0")"
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --editable ".[dev]"
.venv/bin/python -m pytest "$@"
