#!/usr/bin/env bash
# Installs what is missing, builds Kamke with its tests and runs all of them without a display.
#
#   tests/run.sh [--preset NAME] [option of cmake]...
#
# The last line is "N passed, N failed" (", N skipped" follows if any was); the exit status is 0 only if none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# shellcheck source=app/packages.sh
source app/packages.sh

preset=tests
if [[ ${1:-} == --preset ]]; then
    preset=${2:?--preset needs a name}
    shift 2
fi
ensure_packages "${BUILD_PACKAGES[@]}" "${TEST_PACKAGES[@]}"
build_preset "$preset" "$@" || {
    echo "The build failed, so no test was run." >&2
    exit 1
}

# The tests see an empty home of their own: neither the user's settings nor anything that an earlier run left.
home=$(mktemp --directory)
trap 'rm -rf "$home"' EXIT
mkdir --mode=700 "$home/runtime"
results=$PWD/build/$preset/results.xml
rm -f "$results"
status=0
env --unset=DISPLAY --unset=WAYLAND_DISPLAY HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
    XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/runtime" LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen \
    ctest --preset "$preset" --no-tests=error --output-junit "$results" \
    --test-output-size-passed 1000000000 --test-output-size-failed 1000000000 </dev/null || status=$?

echo
/usr/bin/python3 tests/summary.py "$results" || status=1
exit "$status"
