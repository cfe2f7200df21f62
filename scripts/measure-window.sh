#!/bin/sh
# How the real window behaves: time to the first frame, memory, and whether it rests when nobody touches it.
#   scripts/measure-window.sh target/release/qcdc [file.qcdc]     without a file: the sample, which is made first
# QCDC_DRAWING=light|full chooses how much is drawn (else the program chooses), QCDC_RENDERER=glow|wgpu|soft what draws.
# Needs xvfb, openbox, xdotool. Starts a screen of its own and takes it away again.
set -eu

program=$1
file=${2:-}
display=${QCDC_DISPLAY:-:97}
rest=${QCDC_REST:-5}

folder=$(mktemp -d)
cleanup() {
    for name in app wm screen; do
        [ -f "$folder/$name.pid" ] && kill "$(cat "$folder/$name.pid")" 2>/dev/null || true
    done
    sleep 0.3
    rm -rf "$folder"
}
trap cleanup EXIT INT TERM

Xvfb "$display" -screen 0 1366x768x24 -nolisten tcp >/dev/null 2>&1 &
echo $! >"$folder/screen.pid"
sleep 1
export DISPLAY="$display" XDG_RUNTIME_DIR="$folder/run" XDG_DATA_HOME="$folder/data" XDG_CONFIG_HOME="$folder/config"
mkdir -m 700 "$folder/run"
if [ -n "${QCDC_DRAWING:-}" ]; then
    mkdir -p "$folder/config/qcdc"
    printf '{"drawing":"%s"}' "$QCDC_DRAWING" >"$folder/config/qcdc/giao-dien.json"
fi
openbox >/dev/null 2>&1 &
echo $! >"$folder/wm.pid"
sleep 1

# user and system time of all threads, in ticks
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
now() { date +%s%N; }

# the note about the renderer says "starting" until the first picture has reached the screen
begin=$(now)
if [ -n "$file" ]; then
    "$program" --file "$file" ${QCDC_RENDERER:+--renderer "$QCDC_RENDERER"} >"$folder/out" 2>&1 &
else
    "$program" demo ${QCDC_RENDERER:+--renderer "$QCDC_RENDERER"} >"$folder/out" 2>&1 &
fi
app=$!
echo $app >"$folder/app.pid"
while ! find "$folder" -name man-hinh.json -exec cat {} + 2>/dev/null | grep -q '"starting":false'; do
    kill -0 $app 2>/dev/null || { cat "$folder/out"; echo "the window did not open"; exit 1; }
    sleep 0.005
done
first=$(now)
echo "first frame   $(((first - begin) / 1000000)) ms"

sleep 4
before=$(ticks $app)
sleep "$rest"
after=$(ticks $app)
echo "at rest       $((after - before)) ticks in $rest s (a tick is 10 ms of processor time)"

# the wheel over the list of visits
window=$(xdotool search --name '6 QCDC' | head -1)
xdotool windowsize "$window" 1366 740 windowmove "$window" 0 0
sleep 0.5
xdotool mousemove 100 150 click 1
sleep 3
xdotool mousemove 700 500
before=$(ticks $app)
xdotool click --repeat 100 --delay 20 5
sleep 0.5
after=$(ticks $app)
echo "100 wheel steps over the visits: $((after - before)) ticks"

# a mouse that wanders over the list: 250 steps of 8 ms
before=$(ticks $app)
step=0
while [ $step -lt 250 ]; do
    xdotool mousemove $((300 + step * 3)) $((200 + step % 50 * 8))
    sleep 0.004
    step=$((step + 1))
done
sleep 0.5
after=$(ticks $app)
echo "250 steps of the mouse: $((after - before)) ticks"

sleep 2
before=$(ticks $app)
sleep "$rest"
after=$(ticks $app)
echo "at rest again $((after - before)) ticks in $rest s"
find "$folder" -name man-hinh.json -exec cat {} +
echo
awk '/VmHWM|VmRSS/ { printf "%-13s %d MB\n", $1, $2 / 1024 }' "/proc/$app/status"
