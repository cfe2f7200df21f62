#!/bin/bash
# Installs the packages for Windows under Wine and works with them as a person would: silent installation, `new`,
# `import`, `export` (the PDF must have the bytes of the Linux one), the window with screenshots, a second start that
# hands its file over, uninstallation that leaves the data.
# Usage: packaging/smoke-wine.sh SETUP.exe LINUX_QCDC [FOLDER FOR PICTURES]       (default: target/smoke-wine)
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
setup=$(realpath "$1")
linux=$(realpath "$2")
out=${3:-$root/target/smoke-wine}
mkdir -p "$out"
out=$(realpath "$out")
"$root/packaging/setup.sh" wine

work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEARCH=win64 WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES="mscoree,mshtml,winemenubuilder.exe="
export XDG_RUNTIME_DIR=$work/run XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config LANG=C.UTF-8 LC_ALL=C.UTF-8
export HOME=$work/home
mkdir -p "$HOME"
mkdir -m 700 "$work/run"
pids=()
cleanup() {
  wineserver -k 2>/dev/null || true
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  sleep 0.5
  rm -rf "$work"
}
trap cleanup EXIT

passed=0
fail() {
  printf 'smoke-wine: FAILED: %s\n' "$*" >&2
  exit 1
}
ok() {
  passed=$((passed + 1))
  printf 'ok  %s\n' "$*"
}
# until a command succeeds, or so many seconds have passed
await() {
  local seconds=$1
  shift
  local end=$((SECONDS + seconds))
  until "$@" 2>/dev/null; do
    ((SECONDS < end)) || return 1
    sleep 0.1
  done
}
now() { date +%s%N; }

display=${QCDC_DISPLAY:-:98}
setsid Xvfb "$display" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
pids+=($!)
sleep 1
export DISPLAY=$display
setsid openbox >/dev/null 2>&1 &
pids+=($!)

# ---- a Windows 10 ----
wineboot -i >/dev/null 2>&1
wine winecfg /v win10 >/dev/null 2>&1
# Wine 8 lacks bcryptprimitives.dll, which every Rust program asks for random numbers; real Windows has it
cat >"$work/prng.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID into, ULONG count);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE into, SIZE_T count) { return SystemFunction036(into, (ULONG)count); }
C
system32=$WINEPREFIX/drive_c/windows/system32
if [[ ! -f $system32/bcryptprimitives.dll ]]; then
  x86_64-w64-mingw32-gcc -shared -o "$system32/bcryptprimitives.dll" "$work/prng.c" -ladvapi32
fi
user=$WINEPREFIX/drive_c/users/$(id -un)
home="C:\\users\\$(id -un)"

# ---- installation ----
begin=$(now)
wine "$setup" /S >/dev/null 2>&1 || true
program="$user/AppData/Local/Programs/qcdc"
await 60 test -f "$program/go-bo.exe" || fail "nothing was installed"
ok "installed silently in $((($(now) - begin) / 1000000)) ms"
menu="$user/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Giám sát 6 QCDC"
await 20 test -f "$menu/Giám sát 6 QCDC.lnk" || fail "no entry in the start menu"
wine reg query 'HKCU\Software\Classes\.qcdc' /ve 2>/dev/null | grep -q 'qcdc.file' || fail ".qcdc is not known"
wine reg query 'HKCU\Software\Classes\.qcdcpack' /ve 2>/dev/null | grep -q 'qcdc.package' || fail ".qcdcpack is not known"
ok "start menu, .qcdc and .qcdcpack"
exe="$home\\AppData\\Local\\Programs\\qcdc\\qcdc.exe"
com="$home\\AppData\\Local\\Programs\\qcdc\\qcdc.com"

# ---- the command line: Vietnamese letters and spaces in every path ----
data="$user/Documents/Ban Dân vận"
mkdir -p "$data"
cp "$root/tests/fixtures/phuc-dong-2022-12-12.json" "$data/Phúc Đồng.json"
windows="$home\\Documents\\Ban Dân vận"
file="$windows\\Quận ủy Long Biên.qcdc"
wine "$com" new --file "$file" >"$work/new" 2>&1 || fail "new: $(cat "$work/new")"
test -s "$data/Quận ủy Long Biên.qcdc" || fail "new made no file"
id=$(wine "$com" --file "$file" import visit "$windows\\Phúc Đồng.json" 2>"$work/err" | tr -d '\r' | tail -n 1)
[[ $id =~ ^[0-9a-f-]{36}$ ]] || fail "import: $id $(cat "$work/err")"
wine "$exe" --file "$file" export conclusion "$id" --format pdf --out "$windows\\Kết luận.pdf" >"$work/said" 2>&1 || fail "export: $(cat "$work/said")"
wine "$com" --file "$file" export visit "$id" --out "$windows\\Lại.json" >/dev/null 2>&1 || fail "export visit"
ok "new, import, export"
code=0
wine "$com" lệnh-lạ >"$work/said" 2>&1 || code=$?
[[ $code == 2 ]] || fail "a wrong command ended with $code"
grep -q 'Lỗi' "$work/said" || fail "a wrong command said nothing: $(cat "$work/said")"
code=0
wine "$com" --file "$windows\\không có.qcdc" list visits >"$work/said" 2>&1 || code=$?
[[ $code == 1 ]] || fail "a missing file ended with $code"
ok "exit codes 0, 1, 2 and Vietnamese words through the console program"

"$linux" new --file "$work/linux.qcdc" >/dev/null 2>&1
other=$("$linux" --file "$work/linux.qcdc" import visit "$root/tests/fixtures/phuc-dong-2022-12-12.json" 2>/dev/null | tail -n 1)
"$linux" --file "$work/linux.qcdc" export conclusion "$other" --format pdf --out "$work/linux.pdf" >/dev/null 2>&1
cmp "$work/linux.pdf" "$data/Kết luận.pdf" || fail "the PDF differs from the Linux one"
ok "PDF: the bytes of the Linux one ($(stat -c %s "$work/linux.pdf"))"
# a file of one system opens on the other
"$linux" --file "$data/Quận ủy Long Biên.qcdc" check >/dev/null 2>&1 || fail "Linux finds fault with the file"
wine "$com" --file "Z:${work//\//\\}\\linux.qcdc" check >"$work/said" 2>&1 || fail "Windows finds fault with the file of Linux: $(cat "$work/said")"
ok "each system checks the file of the other"

part="Kiểm tra, giám sát việc thực hiện quy chế dân chủ ở cơ sở"
long="$windows\\$part\\$part\\$part\\$part\\$part"
mkdir -p "$data/$part/$part/$part/$part/$part"
wine "$com" new --file "$long\\Quận ủy.qcdc" >"$work/said" 2>&1 || fail "a path of ${#long} letters: $(cat "$work/said")"
wine "$com" --file "$long\\Quận ủy.qcdc" import visit "$windows\\Phúc Đồng.json" >"$work/said" 2>&1 || fail "import at a long path: $(cat "$work/said")"
ok "a path of $((${#long} + 14)) letters"

# ---- the window ----
note="$user/AppData/Roaming/qcdc/config/man-hinh.json"
shown() { grep -q '"starting":false' "$note"; }
picture() { import -window root "$out/$1.png"; }
titled() { xdotool search --name "$1" >/dev/null; }
for start in first second; do
  rm -f "$note"
  begin=$(now)
  setsid wine "$exe" >/dev/null 2>&1 &
  await 120 shown || fail "no window"
  ok "$start start: $((($(now) - begin) / 1000000)) ms to the first picture ($(tr -d '\n' <"$note"))"
  sleep 4
  picture "start-$start"
  if [[ $start == first ]]; then
    wine taskkill /im qcdc.exe /f >/dev/null 2>&1 || true
    sleep 2
  fi
done
[[ -f "$user/AppData/Roaming/qcdc/data/giam-sat.qcdc" ]] || fail "the user's own file is not in AppData"
ok "the user's own file lies in AppData"

# the first-start guide is put off: “Để sau”
xdotool key Escape
sleep 2
picture "first-day"

# a double click in Explorer while the window is open: what the registry says is to be started. Wine 8 itself looks for
# types of files in HKLM only, Windows in HKCU too; a real double click is in windows-manual-tests.md
opens=$(wine reg query 'HKCU\Software\Classes\qcdc.file\shell\open\command' /ve 2>/dev/null | tr -d '\r' | sed -n 's/.*REG_SZ *//p')
[[ $opens == "\"$exe\" \"%1\"" ]] || fail "a double click would start: $opens"
begin=$(now)
wine "$exe" "$file" >/dev/null 2>&1 || fail "the second start failed"
await 30 titled 'Quận ủy Long Biên' || fail "the open window did not take the file over"
ok "a second start handed its file to the open window in $((($(now) - begin) / 1000000)) ms"
count=$(xdotool search --onlyvisible --name 'Giám sát 6 QCDC' | wc -l)
[[ $count == 1 ]] || fail "$count windows are open"
sleep 3
picture "double-click"
# minimized, then started again: it comes back
window=$(xdotool search --name 'Quận ủy Long Biên' | tail -n 1)
xdotool windowminimize "$window"
sleep 1
wine "$exe" >/dev/null 2>&1
onscreen() { xdotool search --onlyvisible --name 'Quận ủy Long Biên' >/dev/null; }
await 15 onscreen || fail "the minimized window did not come back"
ok "a minimized window came back"
sleep 2
picture "brought-back"
xdotool windowclose "$window" 2>/dev/null || true
sleep 3
wine taskkill /im qcdc.exe /f >/dev/null 2>&1 || true
sleep 1

# ---- the end ----
wine "$program/go-bo.exe" /S >/dev/null 2>&1 || true
gone() { [[ ! -e "$program/qcdc.exe" && ! -e "$menu/Giám sát 6 QCDC.lnk" ]]; }
await 60 gone || fail "something is left: $(ls "$program" "$menu" 2>/dev/null)"
if wine reg query 'HKCU\Software\Classes\qcdc.file' >/dev/null 2>&1; then fail "the type .qcdc is still known"; fi
[[ -s "$data/Quận ủy Long Biên.qcdc" && -s "$user/AppData/Roaming/qcdc/data/giam-sat.qcdc" ]] || fail "data is gone"
ok "uninstalled; the data is still there"

echo "smoke-wine: $passed checks passed; pictures in $out"
