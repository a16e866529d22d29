// Which kernel OpenBLAS multiplies with: its tables may be older than the processor.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kamke {

/// What the processor can do, and the operating system lets it.
struct CpuFeatures {
    bool amd = false;
    bool avx2 = false;   ///< AVX2 and FMA
    bool avx512 = false; ///< AVX-512 F, CD, BW, DQ and VL, the AVX2 of above included
};
CpuFeatures cpuFeatures();

/// The kernel of OpenBLAS that serves the processor better than `chosen`, the one that OpenBLAS took; nothing
/// where that is of the processor's own generation or later, where it is not known, and where the user has
/// set OPENBLAS_CORETYPE.
std::optional<std::string_view>
betterBlasKernel(const CpuFeatures& cpu, std::string_view chosen, bool setByUser);

struct BlasKernel {
    std::string name;     ///< as OpenBLAS names it; empty: another library
    std::string replaced; ///< what OpenBLAS itself had taken, where Kamke has chosen another
    std::string rejected; ///< what Kamke has tried and found to multiply wrongly
};

/// Changes to the better kernel, if there is one, and back if its products are not those of Eigen alone.
/// Before any other thread exists and before anything is multiplied: first thing in main().
void chooseBlasKernel();

/// What products are computed with now.
BlasKernel blasKernel();
/// The same as one line: "OpenBLAS kernel Haswell (instead of Prescott)".
std::string blasKernelText();

/// Makes OpenBLAS take this kernel, or its own choice without a name. False where OpenBLAS does not let
/// itself be told. The same care as for chooseBlasKernel().
bool switchBlasKernel(std::optional<std::string_view> name);

} // namespace kamke
