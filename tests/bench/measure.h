// How the bench measures: the best of several runs, beside bare matrix products of the same shape.
#pragma once

#include "core/sweep/plan.h"

#include "core/model/dataset.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kamke::bench {

constexpr int threads = 2;

/// The shortest of `runs` runs, in seconds: what else the machine does only adds to it.
double bestSeconds(int runs, const std::function<void()>& work);

/// GFLOP/s of products of n×n by n×columns and nothing else, on all threads at once.
double productGigaflops(Index n, Index columns, int threadCount);

/// Largest amount of memory that this process has had so far, MiB.
double peakMemory();

/// A NEMON network with n states as it is before training, and samples of r values in [0, 1] that it reads.
Network randomNemon(Index n, Index r, Index q);
std::shared_ptr<const Dataset> randomSamples(const Network& network, Index count);

/// One line of a table: what was done, how long it took, and at which rate of its own products.
struct Row {
    std::string group, name;
    double seconds = 0;
    double iterations = 0; ///< mean per sample; 0: not an iteration
    double gigaflops = 0;  ///< of the products that it makes; what is done besides counts as time; 0: unknown
    double machine = 0;    ///< rate of bare products of the same shape, in the same run, on as many threads
    double memory = 0;     ///< peak of the process after it, MiB; 0: not looked at
    double parameter = 0;  ///< what a growth is over
};

/// What a frame of the 2-D explorer costs.
std::vector<Row> frameRows();
/// Certificates, attacks, solves, explanations and training on the bundled digits.
std::vector<Row> kernelRows();
/// The curves of mixed-monotone-contractive Fig. 3.
std::vector<Row> figureRows();
/// Semidefinite certificates, relational bounds, ellipsoids and Lipschitz tables on the bundled monDEQ.
std::vector<Row> semialgebraicRows();
/// Products and MM-C with the kernel that OpenBLAS takes where it does not know the processor, and with the
/// one that Kamke chooses, beside NumPy with the same.
std::vector<Row> blasRows();
/// MM-C against n, r, N and the number of threads, on random networks.
std::vector<Row> growthRows();

/// Log-log curves of the growth, one per parameter, as a PDF or PNG file. False when it cannot be written.
bool plotGrowth(const std::vector<Row>& rows, const std::string& path);

} // namespace kamke::bench
