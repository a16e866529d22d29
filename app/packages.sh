# shellcheck shell=bash disable=SC2034
# The Debian packages that Kamke needs, and the function that installs those that are missing.
# Sourced by app/run.sh, tests/run.sh and .ci/run; the only place that lists packages.

# To build and to run both programs.
BUILD_PACKAGES=(
    g++ cmake ninja-build ccache pkg-config
    qt6-base-dev qt6-svg-dev libqcustomplot-dev libmd4c-dev
    libeigen3-dev libopenblas-dev libhdf5-dev zlib1g-dev libssl-dev libboost-dev libxxhash-dev libcli11-dev nlohmann-json3-dev
    libexpected-dev libmatio-dev libzip-dev libonnx-dev libprotobuf-dev
    fonts-inter fonts-dejavu-core fonts-stix
)
# For the tests besides: they read files that another program has written and a second real data set (30 MB), and run a sweep
# in several processes.
TEST_PACKAGES=(
    python3 python3-h5py python3-numpy python3-scipy python3-onnx
    coinor-csdp dataset-fashion-mnist libopenmpi-dev openmpi-bin
)
# For the checks of .ci/run besides.
CHECK_PACKAGES=(clang-format clang-tidy desktop-file-utils appstream dpkg-dev file binutils git shellcheck)

# Prints those of the named packages that are not installed.
missing_packages() {
    local installed package
    # It fails when it has never heard of one of them, which is no reason to stop.
    installed=$({ dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true; } |
        sed -n 's/^installed //p')
    for package in "$@"; do
        grep --quiet --line-regexp --fixed-strings -- "$package" <<<"$installed" || echo "$package"
    done
}

# Installs those of the named packages that are missing. With none missing it does not call apt-get at all.
ensure_packages() {
    local -a missing as_root=()
    if ! command -v dpkg-query >/dev/null; then
        echo "This is not Debian, so nothing is installed here. Kamke needs what Debian calls: $*" >&2
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0

    if (($(id -u) != 0)); then
        if ! command -v sudo >/dev/null; then
            echo "These packages are missing, and installing them needs root or sudo: ${missing[*]}" >&2
            echo "Install them as root (apt-get install ${missing[*]}) and run this again." >&2
            return 1
        fi
        as_root=(sudo)
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get --quiet -o DPkg::Lock::Timeout=300)
    echo "Installing ${#missing[@]} missing packages: ${missing[*]}"
    "${as_root[@]}" update </dev/null ||
        echo "The package lists could not be brought up to date; trying with those at hand." >&2
    if ! "${as_root[@]}" install --yes --no-install-recommends "${missing[@]}" </dev/null; then
        echo "apt-get could not install these packages: ${missing[*]}" >&2
        return 1
    fi
}

# Configures and builds a preset: build_preset PRESET [TARGET | -OPTION_OF_CMAKE]... Without a target it builds everything.
# Says nothing of a configuration that went well.
build_preset() {
    local preset=$1 log word
    local -a options=() targets=()
    shift
    for word in "$@"; do
        if [[ $word == -* ]]; then options+=("$word"); else targets+=("$word"); fi
    done
    log=$(mktemp)
    if ! cmake --preset "$preset" "${options[@]}" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
    # How many of how many files are compiled, so that one sees what remains.
    NINJA_STATUS="[%f of %t] " cmake --build --preset "$preset" ${targets:+--target "${targets[@]}"} </dev/null
}
