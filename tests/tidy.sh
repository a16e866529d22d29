#!/usr/bin/env bash
# clang-tidy on the C++ files of the programs: tests/tidy.sh BUILD_DIRECTORY [WORD]... (with words: on what has one in its path)
# BUILD_DIRECTORY is a unity build without precompiled headers: the headers of Qt and Eigen, which take most of the time, are then read
# once for the files of a group. A group that passed is not read again until one of its files, a header of ours, or the rules have changed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
build=${1:?which build directory, with compile_commands.json?}
shift
passed=${XDG_CACHE_HOME:-$HOME/.cache}/kamke-tidy
mkdir -p "$passed"
root=$PWD
rules=$( (clang-tidy --version && cat .clang-tidy cmake/compiler.cmake CMakeLists.txt tests/tidy.sh) | sha256sum)

check() { # FILE, a group or a single one
    # Headers that are not ours are left out: they change with the packages, whose versions the rules do not know,
    # but they are not what is checked. Nor does the place of this checkout matter.
    local files key
    files=$(g++ -nostdinc -nostdinc++ -std=c++20 -MM -MG -I . "$1" | tr ' ' '\n' | sed "s|^$root/||" |
        grep --extended-regexp '^(core|ui|app)/.*\.(h|cpp)$' | sort -u)
    # shellcheck disable=SC2086 # one word per file
    key=$( (echo "$rules $files" && cat $files) | sha256sum | cut -d ' ' -f 1)
    [[ -e $passed/$key ]] && return 0
    # To clang-tidy the files of a group are headers, which is what a group is for.
    clang-tidy -p "$build" --quiet --header-filter="^$root/(core|ui|app)/" --checks=-bugprone-suspicious-include "$1" 2> >(grep -v 'warnings\? generated' >&2) &&
        touch "$passed/$key"
}
export -f check
export build passed root rules
# What the build generates besides is not ours to mend.
/usr/bin/python3 - "$build" "$root" "$@" <<'PYTHON' | xargs -0 -n 1 -P "$(nproc)" bash -c "check \"\$0\""
import json, os, sys

build, root, words = sys.argv[1], sys.argv[2], sys.argv[3:]
for entry in json.load(open(os.path.join(build, "compile_commands.json"))):
    file = os.path.realpath(os.path.join(entry["directory"], entry["file"]))
    place = os.path.relpath(file, root)
    group = "/Unity/" in place
    about = open(file).read() if group else place
    if (group or place.startswith(("core/", "ui/", "app/"))) and (not words or any(word in about for word in words)):
        print(file, end="\0")
PYTHON
