#!/usr/bin/env bash
# Builds the Debian package of a build directory and tries it: check-package.sh BUILD_DIRECTORY
# What it installs must be valid and every program must start from there. Nothing is installed on this machine.
set -euo pipefail
build=$(realpath "${1:?which build directory?}")
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT

(cd "$build" && cpack -G DEB -B "$work" >"$work/cpack.log" 2>&1) || {
    cat "$work/cpack.log" >&2
    exit 1
}
package=$(find "$work" -maxdepth 1 -name 'kamke_*.deb')
dpkg-deb --info "$package"
dpkg-deb --extract "$package" "$work/root"
usr=$work/root/usr
(cd "$work/root" && find . -type f | sort)

desktop-file-validate "$usr/share/applications/org.kamke.Kamke.desktop"
appstreamcli validate --no-net "$usr/share/metainfo/org.kamke.Kamke.metainfo.xml"
test -s "$usr/share/icons/hicolor/scalable/apps/org.kamke.Kamke.svg"
test -s "$usr/share/mime/packages/org.kamke.Kamke.xml"

export HOME=$work LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$work
cd "$work"
"$usr/bin/kamke" --version
"$usr/bin/kamke-cli" info "$usr/share/kamke/networks/paper_example.h5" >"$work/info"
head -n 3 "$work/info"
digits=$usr/share/kamke/data/digits.h5
("$usr/bin/kamke-cli" forward "$usr/share/kamke/networks/paper_example.h5" --data "$digits" --index 0 2>&1 || true) |
    grep --fixed-strings "digits.h5: has inputs of 784 values"
"$usr/bin/kamke-cli" decide "$usr/share/kamke/networks/mon_m20.h5" "$digits" --eps 0.02 --first 2 --clip --proofs "$work/proofs" >"$work/decide"
"$usr/bin/kamke-check" "$usr/share/kamke/networks/mon_m20.h5" "$work/proofs"
"$usr/bin/kamke" --screenshot "$work/window.png"
file "$work/window.png" | grep 'PNG image data'
cp "$package" "$build"
echo "$(basename "$package") is in $build."
