// Which columns of a batch are still being worked on.
#pragma once

#include "model/types.h"

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
    bool allFinished() const { return left_ == count(); }
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
        ((matrices = Matrix(matrices(Eigen::all, kept))), ...);
        original_ = std::move(originals);
        finished_.assign(original_.size(), 0);
        left_ = 0;
    }

private:
    std::vector<Index> original_;
    std::vector<char> finished_;
    Index left_ = 0;
};

} // namespace kamke
