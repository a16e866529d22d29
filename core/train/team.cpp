#include "core/train/team.h"

namespace kamke {

Team::Team(int workers) {
    for (int worker = 1; worker < workers; ++worker)
        helpers_.emplace_back([this, worker] { help(worker); });
}

Team::~Team() {
    ending_ = true;
    ++round_;
    round_.notify_all();
}

void Team::run(const std::function<void(int)>& work) {
    work_ = &work;
    pending_ = size() - 1;
    ++round_;
    round_.notify_all();
    work(0);
    for (int left = pending_; left != 0; left = pending_)
        pending_.wait(left);
}

void Team::help(int worker) {
    for (int seen = 0;;) {
        round_.wait(seen);
        ++seen; // run() returns only when everybody has done the round, so none is skipped
        if (ending_)
            return;
        (*work_)(worker);
        if (--pending_ == 0)
            pending_.notify_one();
    }
}

} // namespace kamke
