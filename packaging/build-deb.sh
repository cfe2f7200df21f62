#!/bin/bash
# Makes the package for Debian and Ubuntu: program, entry in the menu, icon, file types.
# Usage: packaging/build-deb.sh [--program BUILT_QCDC] [FOLDER]     (default: builds it; target/packages)
set -euo pipefail
here=$(pwd)
cd "$(dirname "$0")/.."
root=$(pwd)

program=
if [[ "${1:-}" == --program ]]; then
  program=$(cd "$here" && realpath "$2")
  shift 2
fi
out=${1:-target/packages}
if [[ $# -gt 0 && "$out" != /* ]]; then out=$here/$out; fi
mkdir -p "$out"
out=$(realpath "$out")
packaging/setup.sh deb

version=$(sed -n 's/^version = "\(.*\)"$/\1/p' Cargo.toml | head -n 1)
# the day of the commit stands for the day of the build
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 1)}
export SOURCE_DATE_EPOCH

if [[ -z "$program" ]]; then
  cargo_folder=${CARGO_HOME:-$HOME/.cargo}
  export RUSTFLAGS="${RUSTFLAGS:-} --remap-path-prefix=$cargo_folder=/cargo --remap-path-prefix=$root=/src"
  export CFLAGS="${CFLAGS:-} -ffile-prefix-map=$cargo_folder=/cargo -ffile-prefix-map=$root=/src"
  cargo build --profile dist --locked
  program=${CARGO_TARGET_DIR:-target}/dist/qcdc
fi

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"
share=$tree/usr/share
install -D -m 755 "$program" "$tree/usr/bin/qcdc"
install -D -m 644 packaging/linux/qcdc.desktop "$share/applications/qcdc.desktop"
install -D -m 644 packaging/linux/qcdc.xml "$share/mime/packages/qcdc.xml"
install -D -m 644 assets/icon.svg "$share/icons/hicolor/scalable/apps/qcdc.svg"
size=$(file -b assets/icon.png | sed -n 's/.*, \([0-9]*\) x \([0-9]*\),.*/\1x\2/p')
install -D -m 644 assets/icon.png "$share/icons/hicolor/${size:-256x256}/apps/qcdc.png"
install -D -m 644 LICENSE "$share/doc/qcdc/copyright"
for licence in assets/fonts/OFL-*.txt; do
  install -D -m 644 "$licence" "$share/doc/qcdc/$(basename "$licence")"
done
gzip -9 -n -c CHANGELOG.md >"$share/doc/qcdc/changelog.gz"
python3 packaging/sbom.py --target x86_64-unknown-linux-gnu --out "$out/qcdc-$version-linux-sbom.json"
install -D -m 644 "$out/qcdc-$version-linux-sbom.json" "$share/doc/qcdc/sbom.json"
desktop-file-validate "$share/applications/qcdc.desktop"

# the oldest C library that has every symbol in use; the rest is loaded when the window opens
libc=$(objdump -T "$program" | grep -o 'GLIBC_[0-9.]*' | sed 's/GLIBC_//' | sort -V | tail -n 1)
installed=$(du -k -s --apparent-size "$tree/usr" | cut -f1)
mkdir "$tree/DEBIAN"
cat >"$tree/DEBIAN/control" <<CONTROL
Package: qcdc
Version: $version
Architecture: amd64
Maintainer: qcdc <qcdc@localhost>
Installed-Size: $installed
Depends: libc6 (>= $libc), libgcc-s1, libx11-6, libx11-xcb1, libxcb1, libxcursor1, libxi6, libxkbcommon0, libxkbcommon-x11-0, libgl1, libegl1
Recommends: libwayland-client0, libgl1-mesa-dri, libvulkan1, mesa-vulkan-drivers, xdg-desktop-portal, xdg-utils, cups-client
Section: misc
Priority: optional
Description: Giám sát 6 QCDC: theo dõi việc thực hiện sáu quy chế dân chủ ở cơ sở
 Ghi cuộc giám sát ở phường, chấm từng mục của phiếu kiểm tra, soạn thông báo
 kết luận và theo dõi từng tồn tại đến khi khắc phục xong. Mọi dữ liệu nằm
 trong một tệp; không cần mạng.
CONTROL
(cd "$tree" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum >DEBIAN/md5sums)
find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
package=$out/qcdc_${version}_amd64.deb
# one thread and one time: the same bytes each time
dpkg-deb --root-owner-group --uniform-compression -Zxz --threads-max=1 --build "$tree" "$package" >/dev/null 2>&1 ||
  dpkg-deb --root-owner-group -Zxz --build "$tree" "$package" >/dev/null
(cd "$out" && sha256sum "$(basename "$package")" >"$(basename "$package").sha256")
ls -l "$package"
