#!/usr/bin/env bash
# Tests app/packages.sh and tests/summary.py, with stand-ins for the programs that would change the machine.
set -euo pipefail
root=$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
failures=0

# is WHAT EXPECTED FOUND
is() {
    if [[ $2 != "$3" ]]; then
        printf 'FAILED: %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
        failures=$((failures + 1))
    fi
}

# stand_in NAME SCRIPT: a program of that name that the scripts under test find first
stand_in() { printf '#!/bin/bash\n%s\n' "$2" >"$work/$1" && chmod +x "$work/$1"; }

# install USER_ID PACKAGE...: runs ensure_packages with only the stand-ins and the basic tools; prints its exit status
install() {
    stand_in id "echo $1"
    : >"$work/calls"
    local status=0
    PATH="$work" bash -euo pipefail -c 'source "$0"; ensure_packages "$@"' "$root/app/packages.sh" "${@:2}" \
        >"$work/said" 2>&1 || status=$?
    echo "$status"
}

for tool in bash sed grep env mktemp; do
    ln -s "$(command -v "$tool")" "$work/$tool"
done
# shellcheck disable=SC2016  # expanded by the stand-ins
{
    stand_in dpkg-query 'echo "installed here"; echo "config-files removed"; exit 1'
    stand_in apt-get 'echo "apt-get ${*: -2}" >>"${0%/*}/calls"'
}
is "all installed: status" 0 "$(install 0 here)"
is "all installed: no call" "" "$(<"$work/calls")"
is "all installed: silent" "" "$(<"$work/said")"
is "one missing: status" 0 "$(install 0 here away)"
is "one missing: updates once, installs it alone" "apt-get DPkg::Lock::Timeout=300 update
apt-get --no-install-recommends away" "$(<"$work/calls")"
is "removed with its configuration left is missing" 0 "$(install 0 removed)"
is "… and is installed" "apt-get --no-install-recommends removed" "$(tail -n 1 "$work/calls")"
is "neither root nor sudo: status" 1 "$(install 1000 away)"
is "neither root nor sudo: no call" "" "$(<"$work/calls")"
is "neither root nor sudo: says what to do" \
    "Install them as root (apt-get install away) and run this again." "$(tail -n 1 "$work/said")"
# shellcheck disable=SC2016
stand_in sudo 'echo sudo >>"${0%/*}/calls"; exec "$@"'
is "with sudo: status" 0 "$(install 1000 away)"
is "with sudo: uses it for both" "sudo apt-get sudo apt-get" "$(cut -d ' ' -f 1 "$work/calls" | paste -sd ' ')"
stand_in apt-get 'exit 100'
is "nothing can be installed: status" 1 "$(install 0 away)"
is "nothing can be installed: says what" "apt-get could not install these packages: away" "$(tail -n 1 "$work/said")"

cat >"$work/results.xml" <<'XML'
<testsuite>
<testcase name="a" status="run"><system-out>PASS   : TstA::initTestCase()
PASS   : TstA::one()
SKIP   : TstA::two() no h5py
PASS   : TstA::cleanupTestCase()
Totals: 3 passed, 0 failed, 1 skipped, 0 blacklisted, 1ms</system-out></testcase>
<testcase name="fails" status="fail"><failure/><system-out>Totals: 5 passed, 2 failed, 0 skipped, 0 blacklisted, 1ms</system-out></testcase>
<testcase name="crashes" status="fail"><failure/><system-out>PASS   : TstB::initTestCase()</system-out></testcase>
<testcase name="plain" status="run"><system-out></system-out></testcase>
<testcase name="absent" status="notrun"><skipped message="Unable to find executable"/><system-out></system-out></testcase>
<testcase name="skips" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/><system-out></system-out></testcase>
</testsuite>
XML
is "summary" "7 passed, 4 failed, 2 skipped" "$("$root/tests/summary.py" "$work/results.xml")"

((failures == 0)) && echo "All as expected."
exit $((failures > 0))
