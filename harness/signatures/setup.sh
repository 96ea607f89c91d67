#!/usr/bin/env bash
# The tools of in-toto, for the check that others can read what Recette signs: setup.sh FOLDER makes FOLDER/venv, and prints the path of its Python.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
python3 -m venv "$1/venv"
"$1/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check --requirement "$here/requirements.txt" >&2
printf '%s\n' "$1/venv/bin/python"
