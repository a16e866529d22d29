// Disks that are full at a chosen byte.
#pragma once

#include <csignal>
#include <sys/resource.h>

namespace kamke::test {

/// No file of this process may grow beyond so many bytes while it lives: writes fail there, as on a full
/// disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
        : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit least{bytes, before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &least);
    }
    ~FullDisk() {
        setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    void (*handler_)(int);
    rlimit before_{};
};

} // namespace kamke::test
