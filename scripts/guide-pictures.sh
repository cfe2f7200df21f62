#!/bin/bash
# Makes every picture of the user's guide anew, from the program itself over the sample file on a fixed day:
# assets/guide/pictures/*.png. Needs no screen and no graphics card; the same program gives the same dots.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/assets/guide/pictures
mkdir -p "$folder"
QCDC_GUIDE_PICTURES=$folder cargo test --locked --quiet --test all guide::pictures -- --ignored
# the list of what the program carries
names=$(cd "$folder" && ls -- *.png | sed 's/\.png$//' | LC_ALL=C sort)
{
  sed '/^const PICTURES/,$d' src/read/guide/pictures.rs
  echo 'const PICTURES: &[(&str, &[u8])] = pictures!['
  for name in $names; do echo "    \"$name\","; done
  echo '];'
  sed '1,/^\];\|pictures!\[\];$/d' src/read/guide/pictures.rs
} > src/read/guide/pictures.rs.new
mv src/read/guide/pictures.rs.new src/read/guide/pictures.rs
du -ch "$folder"/*.png | tail -n 1
