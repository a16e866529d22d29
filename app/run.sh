#!/usr/bin/env bash
# Installs what is missing, builds Kamke and opens it on the 2-D example of the paper.
#
#   app/run.sh [NETWORK.h5 | SESSION.kamke]
#
# Without a display it writes the same view to build/kamke.png instead.
set -euo pipefail
cd_from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
# shellcheck source=app/packages.sh
source app/packages.sh

packages=("${BUILD_PACKAGES[@]}")
if [[ -z ${DISPLAY:-} && -n ${WAYLAND_DISPLAY:-} ]]; then
    packages+=(qt6-wayland)
fi
ensure_packages "${packages[@]}"
[[ -x build/release/bin/kamke ]] || echo "Building Kamke; the first time takes five to ten minutes on two cores."
build_preset release kamke kamke-cli kamke-check

# Relative paths among the arguments are meant from where the caller stands.
cd "$cd_from"
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    exec "$root/build/release/bin/kamke" "$@"
fi
echo "There is no display here, so the view is written to a picture instead of a window."
QT_QPA_PLATFORM=offscreen "$root/build/release/bin/kamke" --screenshot "$root/build/kamke.png" "$@"
echo "$root/build/kamke.png"
