#!/bin/bash
# Measures papers beside LibreOffice and typst, on the same content in one run.
# typst comes from pip into the build folder; LibreOffice is used where `soffice` is installed.
# Usage: scripts/bench-papers.sh
set -euo pipefail
cd "$(dirname "$0")/.."

tools=${CARGO_TARGET_DIR:-target}/bench-tools
if ! "$tools/bin/python" -c 'import typst' 2>/dev/null; then
  rm -rf "$tools"
  if python3 -m venv "$tools" && "$tools/bin/pip" install --quiet --disable-pip-version-check 'typst==0.15.2'; then
    :
  else
    echo "bench-papers: typst could not be installed; it is skipped"
  fi
fi
if "$tools/bin/python" -c 'import typst' 2>/dev/null; then
  export QCDC_TYPST_PYTHON="$PWD/$tools/bin/python"
  if [[ "$tools" == /* ]]; then QCDC_TYPST_PYTHON=$tools/bin/python; fi
fi
cargo bench --locked --bench papers
