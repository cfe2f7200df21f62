#!/bin/bash
# Fuzzes everything that comes in from outside, each target for so many minutes: scripts/fuzz.sh [minutes] [target…]
# What it learns, finds and builds lies outside the repository, in QCDC_FUZZ_OUT. What breaks a target is kept in
# findings/ there: make it a seed (fuzz/seeds/TARGET/) and a test once it is mended.
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-10}
shift || true
out=${QCDC_FUZZ_OUT:-${TMPDIR:-/tmp}/qcdc-fuzz}
jobs=${QCDC_FUZZ_JOBS:-2}
# programs that were built before, e.g. for another profile
programs=${QCDC_FUZZ_PROGRAMS:-}
mkdir -p "$out"

if [[ -z $programs ]]; then
  CARGO_TARGET_DIR="$out/target" RUSTC_WRAPPER="$PWD/fuzz/rustc.sh" \
    cargo build --release --locked --manifest-path fuzz/Cargo.toml --bins
  programs=$out/target/release
fi

targets=("$@")
if ((${#targets[@]} == 0)); then
  for target in fuzz/fuzz_targets/*.rs; do targets+=("$(basename "$target" .rs)"); done
fi

# the files that targets write are thrown away: in memory, where there is such a place
files=$(mktemp -d "$([[ -d /dev/shm ]] && echo /dev/shm || echo "$out")/qcdc-fuzz.XXXXXX")
trap 'rm -rf "$files"' EXIT

one() {
  local target=$1 end=$((SECONDS + minutes * 60)) runs=0 found=0 corpus=$out/corpus/$1 log=$out/$1.log
  mkdir -p "$corpus" "$out/findings/$target" "$files/$target"
  : >"$log"
  # it stops at what it finds: then on again, for as long as there is time
  while ((SECONDS < end && found < 20)); do
    TMPDIR="$files/$target" "$programs/$target" "$corpus" "fuzz/seeds/$target" \
      -max_total_time=$((end - SECONDS)) -timeout=60 -rss_limit_mb=1024 -malloc_limit_mb=512 \
      -artifact_prefix="$out/findings/$target/" -print_final_stats=1 >>"$log" 2>&1 && break
    found=$((found + 1))
  done
  runs=$(awk '/stat::number_of_executed_units/ { sum += $2 } END { print sum + 0 }' "$log")
  printf '%-16s %10d executions %5d inputs kept %3d findings\n' \
    "$target" "$runs" "$(find "$corpus" -type f | wc -l)" "$found" | tee -a "$out/summary.txt"
}
export -f one
export minutes out programs files

: >"$out/summary.txt"
printf '%s\n' "${targets[@]}" | xargs -P "$jobs" -I{} bash -c 'one {}'
! grep -qv ' 0 findings' "$out/summary.txt"
