#!/usr/bin/env bash
# Makes the pictures of README.md anew from the real window, at two pixels per point.
# All of its states, in both themes and several sizes, stay in build/screenshots to be looked at.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=app/packages.sh
source app/packages.sh
ensure_packages "${BUILD_PACKAGES[@]}"
build_preset tests kamke-screenshots
rm -rf build/screenshots
QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 build/tests/bin/kamke-screenshots build/screenshots
for picture in paper-example-light gallery-light digit-undecided-light digits-failures-dark training-light \
    convergence-light figure-flow-light lesson-reach-light sweep-figure3-light sweep-compare-light \
    network-models-light network-curves-light network-matrices-dark import-summary-light cascade-light \
    ellipse-certified-light ellipse-undecided-light; do
    cp "build/screenshots/$picture-1280@2x.png" "resources/screenshots/$picture.png"
done
