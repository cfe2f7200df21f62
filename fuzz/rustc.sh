#!/bin/bash
# Stands before rustc while the fuzzer is built: marks each branch of our own code and of what reads sheets, and
# leaves the hundreds of other crates as they are, which keeps the build short.
set -euo pipefail
marked=' qcdc qcdc_fuzz calamine csv csv_core '
for target in "$(dirname "$0")"/fuzz_targets/*.rs; do marked+="$(basename "$target" .rs) "; done
crate='' before=''
for word in "$@"; do
  if [[ $before == --crate-name ]]; then crate=$word; fi
  before=$word
done
if [[ -n $crate && $marked == *" $crate "* ]]; then
  exec "$@" --cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares
fi
exec "$@"
