// Part of every test and bench: chooses the kernel of BLAS before main(), as the programs do first in theirs.
#include "core/solve/blas_kernel.h"

namespace {

[[maybe_unused]] const bool chosen = (kamke::chooseBlasKernel(), true);

} // namespace
