// Threads that stay: a mini-batch is far too short to start threads for it.
#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

namespace kamke {

/// A fixed number of workers, the calling thread being number 0.
class Team {
public:
    explicit Team(int workers);
    ~Team();
    Team(const Team&) = delete;
    Team& operator=(const Team&) = delete;

    int size() const { return static_cast<int>(helpers_.size()) + 1; }
    /// Calls work(0) … work(size() − 1) at the same time, each by its own worker; returns when all are done.
    void run(const std::function<void(int)>& work);

private:
    void help(int worker);

    const std::function<void(int)>* work_ = nullptr;
    std::atomic<int> round_ = 0, pending_ = 0;
    std::atomic<bool> ending_ = false;
    std::vector<std::jthread> helpers_;
};

} // namespace kamke
