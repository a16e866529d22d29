#!/usr/bin/env bash
# Proves that the core does not know Qt: check-core.sh BUILD_DIRECTORY. Says what does, if anything.
set -euo pipefail
build=$(realpath "${1:?which build directory?}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
status=0

tests/check-arrows.py || status=1
if grep --recursive --line-number --extended-regexp '#[[:space:]]*include[[:space:]]*[<"](Q[A-Z]|Qt|q[a-z]+\.h|moc_)' core app/cli app/check; then
    echo "core/, app/cli and app/check must not include Qt." >&2
    status=1
fi
if grep --recursive --line-number --extended-regexp '#[[:space:]]*include[[:space:]]*"(\.\./)*(ui|app)/' core; then
    echo "core/ must not include ui/ or app/." >&2
    status=1
fi
library=$(find "$build" -name libkamke_core.a)
# QObject, QString, …: the names that every use of Qt drags in, mangled with their length.
symbols=$(nm --undefined-only "$library" 2>/dev/null | grep --extended-regexp ' (_ZNK?[0-9]+Q[A-Z]|_ZN2Qt|q(Bad|Fatal|_assert|Version))' || true)
if [[ -n $symbols ]]; then
    printf '%s needs symbols of Qt:\n%s\n' "$library" "$symbols" >&2
    status=1
fi
if ldd "$build/bin/kamke-cli" | grep --ignore-case 'libQt\|libQCustomPlot'; then
    echo "kamke-cli links Qt." >&2
    status=1
fi
((status)) || echo "No Qt in core/ and kamke-cli."
exit "$status"
