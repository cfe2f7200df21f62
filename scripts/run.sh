#!/bin/bash
# The first thing to try. With a display: opens the window.
# Without one: records the visit to Phúc Đồng of 12/12/2022 and prints its conclusion.
# Usage: scripts/run.sh [FOLDER FOR THE TRIAL FILES]      (default: ./thu)
set -euo pipefail
here=$(pwd)
cd "$(dirname "$0")/.."

if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
  exec cargo run --release --locked
fi

folder=${1:-thu}
if [[ $# -gt 0 && "$folder" != /* ]]; then folder=$here/$folder; fi
mkdir -p "$folder"
# a new file each time: nothing that is there is overwritten
run=$(mktemp -d "$folder/$(date +%Y%m%d-%H%M%S)-XXXX")
file=$run/thu.qcdc
paper=$run/ket-luan-phuc-dong.pdf

cargo build --release --locked
qcdc() { cargo run --release --locked --quiet -- "$@"; }

qcdc new --file "$file"
answer=$(qcdc --file "$file" import visit tests/fixtures/phuc-dong-2022-12-12.json)
printf '%s\n' "$answer"
# the visit's id: the last UUID printed, or else the last word
id=$(grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' <<<"$answer" | tail -n 1 || true)
if [[ -z "$id" ]]; then
  id=$(awk 'NF { last = $NF } END { print last }' <<<"$answer")
fi
qcdc --file "$file" export conclusion "$id" --format pdf --out "$paper"
printf 'Thông báo kết luận: %s\n' "$paper"
if command -v pdftotext >/dev/null; then
  pdftotext -layout "$paper" -
fi
