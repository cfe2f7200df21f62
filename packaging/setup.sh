#!/bin/bash
# Installs what Debian 12 needs to make the packages. Safe to run again.
# Usage: packaging/setup.sh [windows] [wine] [deb]      (default: all three)
set -euo pipefail

declare -A for_what=(
  # cross compiler, resource compiler, installer, libraries of the compiler that is only extracted
  [windows]="gcc-mingw-w64-x86-64-posix g++-mingw-w64-x86-64-posix binutils-mingw-w64-x86-64 nsis zip python3 libedit2 libxml2 libz3-4"
  # the smoke test: Windows programs on a screen that nobody sees
  [wine]="wine wine64 xvfb openbox xdotool imagemagick libgl1-mesa-dri gcc-mingw-w64-x86-64-posix poppler-utils"
  [deb]="dpkg-dev fakeroot desktop-file-utils"
)

if (($# == 0)); then set -- windows wine deb; fi
missing=()
for what in "$@"; do
  if [[ -z "${for_what[$what]:-}" ]]; then
    echo "packaging/setup.sh: there is no part '$what' (windows, wine, deb)" >&2
    exit 2
  fi
  for package in ${for_what[$what]}; do
    if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
      missing+=("$package")
    fi
  done
done

if ((${#missing[@]} == 0)); then
  echo "packaging/setup.sh: all there"
  exit 0
fi
echo "packaging/setup.sh: installing ${missing[*]}"
as_root=()
if ((EUID != 0)); then as_root=(sudo); fi
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
