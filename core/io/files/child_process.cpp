#include "core/io/files/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace kamke {

namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr bool addressSanitizer =
    true; // it reserves terabytes of address space, which no limit of ours may cover
#else
constexpr bool addressSanitizer = false;
#endif

void limitMemory(std::uint64_t more) {
    unsigned long pages = 0; // what this process has mapped already counts towards the limit
    if (FILE* file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%lu", &pages) != 1)
            pages = 0;
        std::fclose(file);
    }
    if (pages == 0 || addressSanitizer)
        return;
    const rlim_t limit = pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)) + more;
    const rlimit both{limit, limit};
    setrlimit(RLIMIT_AS, &both);
}

bool writeAll(int descriptor, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t written = write(descriptor, bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

[[noreturn]] void runChild(const std::function<std::string()>& work, int out, std::uint64_t memory) {
    prctl(PR_SET_DUMPABLE, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Handlers of the parent, a crash reporter say, have no business here; the sanitizer's make its report.
    if (!addressSanitizer)
        for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTERM, SIGINT})
            std::signal(number, SIG_DFL);
    std::signal(SIGPIPE, SIG_IGN);
    const int null = open("/dev/null", O_RDWR);
    if (null >= 0)
        for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            dup2(null, standard);
    limitMemory(memory);
    const std::string bytes = work();
    const std::uint64_t size = bytes.size();
    const bool sent = writeAll(out, reinterpret_cast<const char*>(&size), sizeof size) &&
                      writeAll(out, bytes.data(), bytes.size());
    _exit(sent ? 0 : 1); // not exit(): the parent's atexit handlers and static objects are not ours to end
}

/// Reads until the child closes its end, or false at the deadline.
bool readAll(int in, std::chrono::steady_clock::time_point deadline, std::string& bytes) {
    std::array<char, 65536> part;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0)
            return false;
        pollfd waiting{in, POLLIN, 0};
        const int ready = poll(&waiting, 1, static_cast<int>(std::min<std::int64_t>(left.count(), 1000)));
        if (ready <= 0)
            continue; // a second has passed or a signal came: look at the clock
        const ssize_t got = read(in, part.data(), part.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return true;
        bytes.append(part.data(), static_cast<std::size_t>(got));
    }
}

std::string endText(int status) {
    if (WIFSIGNALED(status))
        return "signal " + std::to_string(WTERMSIG(status));
    return "exit status " + std::to_string(WIFEXITED(status) ? WEXITSTATUS(status) : -1);
}

} // namespace

ChildOutcome runInChild(
    const std::function<std::string()>& work, std::chrono::milliseconds deadline, std::uint64_t memory) {
    using End = ChildOutcome::End;
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return {End::NotStarted, {}, std::strerror(errno)};
    const auto stop = std::chrono::steady_clock::now() + deadline;
    const pid_t child = fork();
    if (child < 0) {
        const std::string reason = std::strerror(errno);
        close(ends[0]);
        close(ends[1]);
        return {End::NotStarted, {}, reason};
    }
    if (child == 0) {
        close(ends[0]);
        runChild(work, ends[1], memory);
    }
    close(ends[1]);
    std::string bytes;
    const bool inTime = readAll(ends[0], stop, bytes);
    close(ends[0]);
    if (!inTime)
        kill(child, SIGKILL);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!inTime)
        return {End::TimedOut, {}, {}};
    std::uint64_t size = 0;
    if (bytes.size() >= sizeof size)
        std::memcpy(&size, bytes.data(), sizeof size);
    if (bytes.size() < sizeof size || bytes.size() - sizeof size != size)
        return {End::Crashed, {}, endText(status)};
    bytes.erase(0, sizeof size);
    return {End::Finished, std::move(bytes), {}};
}

} // namespace kamke
