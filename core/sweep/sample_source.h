// Labelled samples that are read block by block, so that memory does not grow with their number.
#pragma once

#include "core/model/dataset.h"

#include <memory>

namespace kamke {

/// The samples of a sweep, in their order. Safe to read from several threads.
class SampleSource {
public:
    virtual ~SampleSource() = default;
    virtual Index size() const = 0;
    /// Values of a raw input.
    virtual Index r() const = 0;
    /// The number of sample k in the data set that it comes from.
    virtual Index number(Index k) const = 0;
    virtual int label(Index k) const = 0;
    /// Raw inputs of the samples first … first + count − 1, r×count.
    virtual Result<Matrix> inputs(Index first, Index count) const = 0;

    std::vector<int> labels(Index first, Index count) const;
};

/// Samples of a data set in memory.
class DatasetSource : public SampleSource {
public:
    /// `samples`: numbers in the data set.
    DatasetSource(std::shared_ptr<const Dataset> data, std::vector<Index> samples)
        : data_(std::move(data))
        , samples_(std::move(samples)) {}

    Index size() const override { return static_cast<Index>(samples_.size()); }
    Index r() const override { return data_->r(); }
    Index number(Index k) const override { return samples_[static_cast<std::size_t>(k)]; }
    int label(Index k) const override { return data_->labels[static_cast<std::size_t>(number(k))]; }
    Result<Matrix> inputs(Index first, Index count) const override;

private:
    std::shared_ptr<const Dataset> data_;
    std::vector<Index> samples_;
};

} // namespace kamke
