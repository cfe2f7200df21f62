#!/bin/bash
# Installs what Debian 12 needs to build, run and test the program. Safe to run again.
# Usage: scripts/setup.sh [--with-nextest]
set -euo pipefail

packages=(
  # build
  build-essential ca-certificates curl pkg-config
  # run: the window loads these when it starts
  libx11-6 libx11-xcb1 libxcb1 libxcursor1 libxi6 libxkbcommon0 libxkbcommon-x11-0
  libwayland-client0 libgl1 libegl1 libgl1-mesa-dri libvulkan1 mesa-vulkan-drivers
  # test: a display, and readers for the PDFs
  xvfb poppler-utils qpdf python3 python3-venv
)

say() { printf 'setup: %s\n' "$*"; }

missing=()
for package in "${packages[@]}"; do
  if ! dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then
    missing+=("$package")
  fi
done

if ((${#missing[@]} == 0)); then
  say "system packages: all there"
else
  say "installing: ${missing[*]}"
  as_root=()
  if ((EUID != 0)); then as_root=(sudo); fi
  "${as_root[@]}" apt-get update -q
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

if ! command -v cargo >/dev/null; then
  say "cargo is missing: install Rust with rustup; rust-toolchain.toml then picks the version"
  exit 1
fi

# Optional: the quicker test runner. scripts/test.sh works without it.
if cargo nextest --version >/dev/null 2>&1; then
  say "cargo-nextest: there"
elif [[ "${1:-}" == "--with-nextest" ]]; then
  say "cargo-nextest: building it, this takes some minutes"
  cargo install cargo-nextest --locked || say "cargo-nextest could not be built; 'cargo test' is used instead"
else
  say "cargo-nextest: not there (optional: scripts/setup.sh --with-nextest); 'cargo test' is used instead"
fi

say "ready"
