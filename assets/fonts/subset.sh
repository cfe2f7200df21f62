#!/bin/bash
# Makes the embedded fonts again: the two Noto Sans subsets and the symbol font.
# Needs Debian's fonts-noto-core and fonts-liberation2, and fontTools (pip install fonttools).
# Usage: assets/fonts/subset.sh [FOLDER OF THE NOTO FONTS] [FOLDER OF THE LIBERATION FONTS]
set -euo pipefail
cd "$(dirname "$0")"
noto=${1:-/usr/share/fonts/truetype/noto}
liberation=${2:-/usr/share/fonts/truetype/liberation2}
export SOURCE_DATE_EPOCH=1577836800      # the same input gives the same bytes
scratch=$(mktemp -d)
names="0,1,2,3,4,5,6,13,14"             # with the licence and its address
trap 'rm -rf "$scratch"' EXIT

# 1. The window's text. Hinting stays: without it ã reads as ā at 14 px.
#    Code points that Noto Sans lacks are skipped silently; README.md lists them.
text="U+20-7E,U+A0-FF,U+102-103,U+110-111,U+128-129,U+168-169,U+1A0-1A1,U+1AF-1B0"
text+=",U+300-304,U+306,U+309,U+31B,U+323,U+1EA0-1EF9,U+2010-2026,U+2030,U+20AB,U+20AC,U+2116"
text+=",U+2190-2193,U+2212,U+2264-2265,U+25B2,U+25BC,U+25CB,U+25CF,U+2610-2612,U+2713,U+2717"
for face in Regular Bold; do
  pyftsubset "$noto/NotoSans-$face.ttf" --unicodes="$text" --hinting --name-IDs="$names" \
    --layout-features=kern,mark,mkmk,ccmp,locl,liga,tnum --output-file="NotoSans-$face.ttf"
done

# 2. The window's signs, merged from three Noto fonts into one face that stands behind Noto Sans.
pyftsubset "$noto/NotoSansSymbols2-Regular.ttf" --no-hinting --name-IDs="$names" --layout-features= --output-file="$scratch/1.ttf" \
  --text="☐☑☒✓✗✕▲▼◀▶●○■□▪★☆⚠✎☰🔍"
pyftsubset "$noto/NotoSansMath-Regular.ttf" --no-hinting --name-IDs="$names" --layout-features= --drop-tables+=MATH --output-file="$scratch/2.ttf" \
  --text="−≤≥←↑→↓↶↷↻⟳⋮"
pyftsubset "$noto/NotoSansSymbols-Regular.ttf" --no-hinting --name-IDs="$names" --layout-features= --output-file="$scratch/3.ttf" --text="⌕⚑"
python3 - "$scratch" NotoSans-Regular.ttf QcdcSymbols-Regular.ttf <<'PY'
import sys
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

folder, text_face, out = sys.argv[1:]
font = Merger().merge([f"{folder}/{n}.ttf" for n in (1, 2, 3)])
# the line height of the text face, so that a sign sits on the same baseline
text = TTFont(text_face)
for key in ("ascent", "descent", "lineGap"):
    setattr(font["hhea"], key, getattr(text["hhea"], key))
for key in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"):
    setattr(font["OS/2"], key, getattr(text["OS/2"], key))
names = {1: "QCDC Symbols", 2: "Regular", 3: "QCDC Symbols 1", 4: "QCDC Symbols Regular", 6: "QcdcSymbols-Regular"}
for record in list(font["name"].names):
    if record.nameID in names:
        record.string = names[record.nameID]
    elif record.nameID not in (0, 5, 13, 14):
        font["name"].removeNames(nameID=record.nameID)
for empty in ("GPOS", "GSUB"):
    if empty in font:
        del font[empty]
font["head"].created = font["head"].modified = text["head"].modified
font.recalcTimestamp = False
font.save(out)
PY

# 3. The papers' text: whole, because any letter may come up in a name.
for face in Regular Bold Italic BoldItalic; do
  install -m 644 "$liberation/LiberationSerif-$face.ttf" "LiberationSerif-$face.ttf"
done
ls -l ./*.ttf
