// Which columns of a batch are still being worked on.
#pragma once

#include "core/model/types.h"

#include <numeric>
#include <vector>

namespace kamke {

/// Columns leave a batch when they are finished. Matrices are only made smaller once a quarter of the columns
/// has left, so that the copying costs less than the products that it saves.
class ActiveColumns {
public:
    explicit ActiveColumns(Index count)
        : original_(static_cast<std::size_t>(count))
        , finished_(static_cast<std::size_t>(count), 0) {
        std::iota(original_.begin(), original_.end(), Index{0});
    }

    Index count() const { return static_cast<Index>(original_.size()); }
    bool allFinished() const { return left_ == count(); } ///< true without columns
    bool finished(Index column) const { return finished_[static_cast<std::size_t>(column)]; }
    /// The column's number in the whole batch.
    Index original(Index column) const { return original_[static_cast<std::size_t>(column)]; }
    void finish(Index column) {
        finished_[static_cast<std::size_t>(column)] = 1;
        ++left_;
    }

    /// Keeps only the unfinished columns of these matrices, if that is worth while.
    template<class... Matrices>
    void compress(Matrices&... matrices) {
        if (4 * left_ < count())
            return;
        std::vector<Index> kept, originals;
        for (Index j = 0; j < count(); ++j)
            if (!finished(j)) {
                kept.push_back(j);
                originals.push_back(original(j));
            }
        ((matrices = matrices(Eigen::all, kept).eval()), ...);
        original_ = std::move(originals);
        finished_.assign(original_.size(), 0);
        left_ = 0;
    }

    /// Moves the last columns of these matrices into the places of the finished ones. The matrices keep their
    /// size: from then on only their first count() columns mean anything.
    template<class... Matrices>
    void removeFinished(Matrices&... matrices) {
        for (Index j = count() - 1; left_ > 0 && j >= 0; --j) {
            if (!finished(j))
                continue;
            const Index last = count() - 1;
            if (j != last) {
                ((matrices.col(j) = matrices.col(last)), ...);
                original_[static_cast<std::size_t>(j)] = original_.back();
                finished_[static_cast<std::size_t>(j)] = finished_.back();
            }
            original_.pop_back();
            finished_.pop_back();
            --left_;
        }
    }

private:
    std::vector<Index> original_;
    std::vector<char> finished_;
    Index left_ = 0;
};

} // namespace kamke
