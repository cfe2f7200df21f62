#!/bin/bash
# A clerk's first year in the window, step by step, with a picture of each: assets/guide/album/*.png and a page that
# shows them in their order. Needs no screen and no graphics card; the same program gives the same dots.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/assets/guide/album
mkdir -p "$folder"
rm -f "$folder"/*
QCDC_ALBUM=$folder cargo test --locked --quiet --test all guide::year
du -ch "$folder"/*.png | tail -n 1
