#!/bin/bash
# Makes every paper of the sample file and has the PDFs examined by other programs: PDF/A-2b by pikepdf, the
# structure by qpdf, the text by poppler.
# Usage: scripts/check-papers.sh [FOLDER WITH PDFS]      (default: makes them with the tests)
set -euo pipefail
here=$(pwd)
cd "$(dirname "$0")/.."

if [[ $# -gt 0 ]]; then
  folder=$(cd "$here" && cd "$1" && pwd)
else
  cargo test --locked --quiet --test all paper_files
  folder=${CARGO_TARGET_DIR:-target}/tmp/papers
fi

for tool in python3 qpdf pdftotext; do
  if ! command -v "$tool" >/dev/null; then
    echo "check-papers: $tool is missing; run scripts/setup.sh"
    exit 1
  fi
done

# a Python of its own, kept between runs
tools=${CARGO_TARGET_DIR:-target}/pdf-check
if ! "$tools/bin/python" -c 'import pikepdf.pdfa' 2>/dev/null; then
  rm -rf "$tools"
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check 'pikepdf[pdfa]==10.18.0'
fi

shopt -s nullglob
pdfs=("$folder"/*.pdf)
if ((${#pdfs[@]} == 0)); then
  echo "check-papers: no PDF in $folder"
  exit 1
fi
for pdf in "${pdfs[@]}"; do
  if ! said=$(qpdf --check "$pdf" 2>&1); then
    printf 'qpdf: %s\n%s\n' "$pdf" "$said"
    exit 1
  fi
done
"$tools/bin/python" scripts/check_papers.py "${pdfs[@]}"
