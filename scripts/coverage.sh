#!/bin/bash
# Which lines of domain, store and register the tests run: scripts/coverage.sh [arguments for the test runner]
# Only our own crates are counted, so that the other hundreds need not be built again. Needs llvm-profdata and llvm-cov
# of the LLVM that rustc was built with (rustc -vV says which), here by the names that Debian gives them.
set -euo pipefail

# called by cargo in rustc's place
if [[ -n ${QCDC_COVERAGE_WRAPS:-} ]]; then
  crate='' before=''
  for word in "$@"; do
    if [[ $before == --crate-name ]]; then crate=$word; fi
    before=$word
  done
  case $crate in
    qcdc | all | crash) exec "$@" -Cinstrument-coverage ;;
    *) exec "$@" ;;
  esac
fi

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
version=$(rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
profdata=$(command -v "llvm-profdata-$version" llvm-profdata | head -n 1)
cov=$(command -v "llvm-cov-$version" llvm-cov | head -n 1)
out=${QCDC_COVERAGE_OUT:-${TMPDIR:-/tmp}/qcdc-coverage}
mkdir -p "$out"
rm -f "$out"/*.profraw

# other numbers of units than the ordinary build, so that cargo keeps the two apart
export RUSTC_WRAPPER=$here/coverage.sh QCDC_COVERAGE_WRAPS=1 CARGO_INCREMENTAL=0
own=(--config 'profile.dev.package.qcdc.codegen-units=19')
cargo test "${own[@]}" --locked --lib --test all --test crash --no-run 2>"$out/build.log" ||
  { cat "$out/build.log"; exit 1; }
programs=$(sed -n 's/.*Executable.*(\(.*\))$/\1/p' "$out/build.log")
unset QCDC_COVERAGE_WRAPS RUSTC_WRAPPER

objects=()
for program in $programs; do
  # one file a process, however many tests it starts
  LLVM_PROFILE_FILE="$out/%p-%m.profraw" "$program" --test-threads="${QCDC_COVERAGE_THREADS:-2}" "$@" || true
  objects+=(-object "$program")
done
"$profdata" merge -sparse -o "$out/all.profdata" "$out"/*.profraw
"$cov" report "${objects[@]:1}" -instr-profile "$out/all.profdata" \
  src/domain src/store src/register >"$out/report.txt"
"$cov" show "${objects[@]:1}" -instr-profile "$out/all.profdata" -show-line-counts-or-regions \
  src/domain src/store src/register >"$out/lines.txt"
tail -n 1 "$out/report.txt"
