#include "core/solve/blas_kernel.h"

#include "core/solve/blas_check.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#ifdef __x86_64__
#include <cpuid.h>
#endif

// Of OpenBLAS alone, and not in any header. Weak, so that another library serves as well.
extern "C" {
[[gnu::weak]] char* openblas_get_corename();
[[gnu::weak]] void gotoblas_dynamic_init();
[[gnu::weak]] void gotoblas_dynamic_quit();
}

namespace kamke {

namespace {

constexpr const char* coreType = "OPENBLAS_CORETYPE";

/// Kernels without AVX2, and those with it but without AVX-512. All others are left alone: they are newer
/// than this list, or of another architecture.
constexpr std::array<std::string_view, 20> withoutAvx2{
    "Katmai", "Coppermine",  "Northwood", "Prescott",  "Banias",     "Atom",         "Core2",
    "Penryn", "Dunnington",  "Nehalem",   "Athlon",    "Opteron",    "Opteron_SSE3", "Barcelona",
    "Nano",   "Sandybridge", "Bobcat",    "Bulldozer", "Piledriver", "Steamroller"};
constexpr std::array<std::string_view, 3> withAvx2{"Excavator", "Haswell", "Zen"};

template<std::size_t N>
bool holds(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Written by chooseBlasKernel() alone, before there are threads.
BlasKernel& lastChoice() {
    static BlasKernel choice;
    return choice;
}

std::string nameNow() {
    return openblas_get_corename ? openblas_get_corename() : "";
}

#ifdef __x86_64__
// XCR0: which registers the operating system saves.
unsigned savedRegisters() {
    unsigned low = 0, high = 0;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0)); // no intrinsic without -mxsave
    return low;
}
#endif

} // namespace

CpuFeatures cpuFeatures() {
    CpuFeatures cpu;
#ifdef __x86_64__
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (!__get_cpuid(0, &a, &b, &c, &d))
        return cpu;
    cpu.amd = (b == signature_AMD_ebx && c == signature_AMD_ecx && d == signature_AMD_edx);
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE) || !(c & bit_FMA))
        return cpu;
    constexpr unsigned sseAndAvx = 0x6, allOfAvx512 = 0xe6;
    const unsigned saved = savedRegisters();
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d))
        return cpu;
    cpu.avx2 = (b & bit_AVX2) && (saved & sseAndAvx) == sseAndAvx;
    constexpr unsigned avx512 = bit_AVX512F | bit_AVX512CD | bit_AVX512BW | bit_AVX512DQ | bit_AVX512VL;
    cpu.avx512 = cpu.avx2 && (b & avx512) == avx512 && (saved & allOfAvx512) == allOfAvx512;
#endif
    return cpu;
}

std::optional<std::string_view>
betterBlasKernel(const CpuFeatures& cpu, std::string_view kernel, bool setByUser) {
    const bool old = holds(withoutAvx2, kernel), middle = holds(withAvx2, kernel);
    if (setByUser || !(old || middle))
        return std::nullopt;
    if (cpu.avx512)
        return "SkylakeX";
    if (cpu.avx2 && old)
        return cpu.amd ? "Zen" : "Haswell";
    return std::nullopt;
}

bool switchBlasKernel(std::optional<std::string_view> name) {
    if (!gotoblas_dynamic_quit || !gotoblas_dynamic_init || !openblas_get_corename)
        return false;
    const char* const set = std::getenv(coreType);
    const std::string before = set ? set : "";
    if (name)
        setenv(coreType, std::string(*name).c_str(), 1);
    else
        unsetenv(coreType);
    gotoblas_dynamic_quit();
    gotoblas_dynamic_init();
    // Programs that this one starts choose for themselves.
    if (set)
        setenv(coreType, before.c_str(), 1);
    else
        unsetenv(coreType);
    return !name || nameNow() == *name;
}

void chooseBlasKernel() {
    const std::string own = nameNow();
    BlasKernel& choice = lastChoice();
    choice = {};
    const char* const set = std::getenv(coreType);
    const auto better = betterBlasKernel(cpuFeatures(), own, set && *set);
    if (!better)
        return;
    if (switchBlasKernel(better) && blasProductsAreCorrect()) {
        choice.replaced = own;
        return;
    }
    if (nameNow() == *better)
        choice.rejected = *better;
    switchBlasKernel(own);
}

BlasKernel blasKernel() {
    BlasKernel kernel = lastChoice();
    kernel.name = nameNow();
    return kernel;
}

std::string blasKernelText() {
    const BlasKernel kernel = blasKernel();
    if (kernel.name.empty())
        return "a BLAS library that does not name its kernel";
    std::string text = "OpenBLAS kernel " + kernel.name;
    if (!kernel.replaced.empty())
        text += " (instead of " + kernel.replaced + ")";
    if (!kernel.rejected.empty())
        text += " (" + kernel.rejected + " multiplies wrongly here)";
    return text;
}

} // namespace kamke
