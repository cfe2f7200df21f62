#!/bin/bash
# From a fresh Debian 12 with Rust (rustup) to the packages for Windows:
#   qcdc-VERSION-setup.exe      installer, per user, no administrator; /S installs silently
#   qcdc-VERSION-portable.zip   the program without installation
#   qcdc-VERSION-sbom.json      what is inside (CycloneDX)
#   SHA256SUMS
# Usage: packaging/build-windows.sh [--quick] [FOLDER]      (default: target/packages; --quick: larger and quicker to build)
# The compiler and what is built with it stay in $QCDC_WINBUILD (default ~/.cache/qcdc-windows, about 4 GB).
set -euo pipefail
here=$(pwd)
cd "$(dirname "$0")/.."
root=$(pwd)

quick=
if [[ "${1:-}" == --quick ]]; then
  quick=1
  shift
fi
out=${1:-target/packages}
if [[ "$out" != /* ]]; then out=$([[ $# -gt 0 ]] && echo "$here/$out" || echo "$root/$out"); fi

packaging/setup.sh windows
# shellcheck source=packaging/windows-toolchain.sh
source packaging/windows-toolchain.sh
windows_toolchain

# one place for the version: Cargo.toml
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
# the day of the commit stands for the day of the build, so that two builds give the same bytes
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1)}
export SOURCE_DATE_EPOCH

# no path of this machine in the program: rustc's and the C compiler's
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS="-Ctarget-feature=+crt-static -Clink-arg=-static -Clink-arg=-Wl,--no-insert-timestamp --remap-path-prefix=$CARGO_FOLDER=/cargo --remap-path-prefix=$root=/src"
export CFLAGS_x86_64_pc_windows_gnu="-ffile-prefix-map=$CARGO_FOLDER=/cargo -ffile-prefix-map=$root=/src"
profile=dist
if [[ -n "$quick" ]]; then
  profile=release
  export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
fi
# a target directory of its own: this rustc is another than the one of the Linux build
target=$QCDC_WINBUILD/target
"$WINDOWS_CARGO" build --profile "$profile" --locked --target "$WINDOWS_TARGET" --target-dir "$target" -p qcdc -p qcdc-native --bins
made=$target/$WINDOWS_TARGET/$profile

imports=$(x86_64-w64-mingw32-objdump -p "$made/qcdc.exe" | sed -n 's/^\s*DLL Name: //p' | sort -f)
if grep -qiE '^(libgcc|libwinpthread|libstdc)' <<<"$imports"; then
  echo "build-windows: qcdc.exe is not static:" >&2
  echo "$imports" >&2
  exit 1
fi

# what goes into both packages
parts=$QCDC_WINBUILD/parts
rm -rf "$parts"
mkdir -p "$parts" "$out"
cp "$made/qcdc.exe" "$parts/qcdc.exe"
cp "$made/qcdc-console.exe" "$parts/qcdc.com"
# the linker leaves 4 MB of names; the day in the header comes from SOURCE_DATE_EPOCH
x86_64-w64-mingw32-strip --strip-all "$parts/qcdc.exe" "$parts/qcdc.com"
# Notepad of old systems wants the mark of UTF-8 and its own line ends
for text in LICENSE CHANGELOG.md; do
  name=${text%.md}
  { printf '\xef\xbb\xbf'; sed 's/\r*$/\r/' "$text"; } >"$parts/$name.txt"
done
find assets/fonts -iname '*OFL*' -o -iname '*LICEN*' | sort | while read -r licence; do
  { printf '\xef\xbb\xbf'; sed 's/\r*$/\r/' "$licence"; } >"$parts/LICENSE-$(basename "${licence%.txt}").txt"
done
python3 packaging/sbom.py --target "$WINDOWS_TARGET" --out "$out/qcdc-$version-sbom.json"
cp "$out/qcdc-$version-sbom.json" "$parts/sbom.json"
find "$parts" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +

setup=$out/qcdc-$version-setup.exe
makensis -V2 -DVERSION="$version" -DPARTS="$parts" -DROOT="$root" -DOUT="$setup" packaging/qcdc.nsi

zip=$out/qcdc-$version-portable.zip
rm -f "$zip"
(
  cd "$QCDC_WINBUILD"
  rm -rf "qcdc-$version"
  cp -a parts "qcdc-$version"
  # -X: no owner, no second time; sorted: the same bytes each time
  find "qcdc-$version" -type f | LC_ALL=C sort | TZ=UTC zip -q -X -9 "$zip" -@
  rm -rf "qcdc-$version"
)
(cd "$out" && sha256sum "qcdc-$version-setup.exe" "qcdc-$version-portable.zip" "qcdc-$version-sbom.json" >SHA256SUMS)

echo "imports: $(tr '\n' ' ' <<<"$imports")"
(cd "$out" && ls -l "qcdc-$version"-*)
ls -l "$parts/qcdc.exe" "$parts/qcdc.com"
