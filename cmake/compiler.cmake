# Warnings, sanitizers and the optimisation level that all targets share.
add_library(kamke_options INTERFACE)
target_compile_options(kamke_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
# The rounding bounds of core/model/rounding.h hold for IEEE double arithmetic in any order of summation, with or
# without fused operations; they do not hold for value-changing optimisations.
target_compile_options(kamke_options INTERFACE -fno-fast-math)
if(KAMKE_WERROR)
    target_compile_options(kamke_options INTERFACE -Werror)
endif()
if(KAMKE_SANITIZE)
    # Without the checks of every pointer before it is used, which double the time of compiling: a use of what is not there is
    # what AddressSanitizer finds, and Eigen asserts its own alignment.
    target_compile_options(kamke_options INTERFACE -fsanitize=address,undefined -fno-sanitize=null,alignment,object-size
                                                   -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(kamke_options INTERFACE -fsanitize=address,undefined)
endif()

find_program(KAMKE_CCACHE ccache)
if(KAMKE_CCACHE)
    # Without this sloppiness ccache refuses translation units that use a precompiled header. It is said here and not in the
    # environment, since the environment of the build is not that of this configuration. Paths count from this folder, so that
    # another clone finds what this one has compiled.
    set(KAMKE_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${KAMKE_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${KAMKE_LAUNCHER})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${KAMKE_LAUNCHER})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # The compiler's own garbage is collected less often: a twentieth of its time for a tenth more memory.
    target_compile_options(kamke_options INTERFACE "SHELL:--param ggc-min-expand=100" "SHELL:--param ggc-min-heapsize=600000")
    # With optimisation GCC 12 finds overlaps and overflows in std::string's own operators (GCC bug 105651) and unset members in
    # Eigen's empty matrices; clang-tidy and the sanitizers look for the real ones.
    target_compile_options(kamke_options INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds
                                                   -Wno-maybe-uninitialized)
endif()

# What draws, asks and prints waits for the user and for the core: less optimisation costs it nothing that can be felt, and a fifth of
# the time of compiling. The core keeps what the build type says.
function(kamke_light_optimisation target)
    target_compile_options(${target} PRIVATE $<$<CONFIG:Release,RelWithDebInfo>:-O1>)
endfunction()
