#include "ranks.h"

#include <algorithm>
#include <cstdlib>
#include <sched.h>
#include <unistd.h>

namespace kamke::cli {

namespace {

int number(const char* variable, int otherwise) {
    const char* const text = std::getenv(variable);
    const int value = text ? std::atoi(text) : otherwise; // mpirun writes whole numbers
    return std::max(value, 0);
}

} // namespace

RankPlace rankPlace() {
    return {
        number("OMPI_COMM_WORLD_RANK", 0), std::max(1, number("OMPI_COMM_WORLD_SIZE", 1)),
        std::max(1, number("OMPI_COMM_WORLD_LOCAL_SIZE", 1))};
}

std::optional<std::string> whyNoRanks([[maybe_unused]] const std::string& command) {
    if (rankPlace().count == 1)
        return std::nullopt;
#ifndef KAMKE_MPI
    return "kamke-cli was started by mpirun but is built without MPI (configure with -DKAMKE_MPI=ON)";
#else
    if (command != "certify" && command != "decide")
        return "only certify and decide run in several processes, expected mpirun with them or none";
    return std::nullopt;
#endif
}

int defaultThreads() {
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0)
        return 1;
    // mpirun binds processes to a processor, to a socket with several processes on it, or not at all.
    const long share = sysconf(_SC_NPROCESSORS_ONLN) / rankPlace().onThisMachine;
    return static_cast<int>(std::clamp<long>(CPU_COUNT(&allowed), 1, std::max(1L, share)));
}

} // namespace kamke::cli
