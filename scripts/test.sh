#!/bin/bash
# Runs every test; arguments go to the test runner, e.g. scripts/test.sh --test all data::
# The summary line of the runner is the last thing it prints.
set -euo pipefail
cd "$(dirname "$0")/.."

# the documentation's examples first: nextest does not run them
cargo test --locked --doc --quiet

if cargo nextest --version >/dev/null 2>&1; then
  profile=default
  if [[ -n "${CI:-}" ]]; then profile=ci; fi
  cargo nextest run --locked --profile "$profile" "$@"
else
  cargo test --locked --lib --bins --tests --no-fail-fast "$@"
fi
