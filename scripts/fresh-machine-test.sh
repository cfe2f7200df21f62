#!/bin/bash
# Do README's two commands work where nothing but Debian 12 and Rust is? Makes a bare Debian 12 in a folder, clones
# this repository into it and runs both commands as README writes them. Needs root, Rust by rustup, and the network.
# Usage: scripts/fresh-machine-test.sh [FOLDER]      (default: a temporary one; about 15 GB; it goes at the end)
# QCDC_MIRROR: where Debian comes from. QCDC_KEEP=1 leaves the folder. QCDC_CERTIFICATES: a file of certificates (PEM)
# to be trusted, where a network puts its own between.
set -euo pipefail
repository=$(cd "$(dirname "$0")/.." && pwd)
mirror=${QCDC_MIRROR:-http://deb.debian.org/debian}
root=$(realpath -m "${1:-$(mktemp -d)}")
say() { printf 'fresh-machine: %s\n' "$*"; }

if ((EUID != 0)); then
  say "must be run as root: it makes a system of its own"
  exit 1
fi
if ! command -v debootstrap >/dev/null; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends debootstrap
fi
toolchain=$(dirname "$(dirname "$(rustup which cargo)")")

mounted=()
cleanup() {
  local at
  for at in "${mounted[@]}"; do umount -l "$at" || true; done
  # never through a mount that is still there
  if [[ -z "${QCDC_KEEP:-}" ]] && ! grep -q " $root" /proc/self/mounts; then rm -rf --one-file-system "$root"; fi
}
trap cleanup EXIT
mount_at() {
  local at=$root$1
  shift
  mkdir -p "$at"
  mount "$@" "$at"
  mounted=("$at" "${mounted[@]}")
}

say "a bare Debian 12 in $root"
mkdir -p "$root"
debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.debootstrap.log" 2>&1 ||
  { tail -n 20 "$root.debootstrap.log"; exit 1; }
rm -f "$root.debootstrap.log"
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount_at /proc -t proc proc
mount_at /dev --rbind /dev
mount --make-rslave "$root/dev"
mount_at /opt/rust --bind "$toolchain"
mount -o remount,bind,ro "$root/opt/rust"
say "$(chroot "$root" dpkg-query -W | wc -l) packages, and Rust"
git clone -q --no-hardlinks "$repository" "$root/srv/qcdc"

trusted=()
if [[ -n "${QCDC_CERTIFICATES:-}" ]]; then
  cp "$QCDC_CERTIFICATES" "$root/etc/trusted.pem"
  for name in CARGO_HTTP_CAINFO SSL_CERT_FILE CURL_CA_BUNDLE PIP_CERT; do trusted+=("$name=/etc/trusted.pem"); done
fi

# the two lines of README that a newcomer copies
mapfile -t commands < <(sed -n 's/^\(scripts\/setup\.sh && scripts\/[a-z]*\.sh\)$/\1/p' "$repository/README.md")
if ((${#commands[@]} != 2)); then
  say "README has ${#commands[@]} commands, not two"
  exit 1
fi
for command in "${commands[@]}"; do
  say "$command"
  began=$SECONDS
  code=0
  chroot "$root" /usr/bin/env -i HOME=/root USER=root LANG=C.UTF-8 CARGO_TERM_COLOR=never "${trusted[@]}" \
    PATH=/opt/rust/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    bash -c "cd /srv/qcdc && $command" || code=$?
  say "$command: ended with $code after $((SECONDS - began)) s"
  if ((code != 0)); then exit "$code"; fi
done
say "git sees: $(git -C "$root/srv/qcdc" status --short | wc -l) changed files"
