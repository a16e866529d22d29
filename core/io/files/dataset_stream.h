// An HDF5 data set whose inputs stay in their file.
#pragma once

#include "core/io/files/dataset_outline.h"
#include "core/sweep/sample_source.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace kamke {

/// The outline of an HDF5 data set, read in a process of its own. The error names the file.
Result<DatasetOutline> readDatasetOutline(const std::filesystem::path& path);

/// Reads samples on demand. Safe from several threads, which take turns in the HDF5 library.
class DatasetStream {
public:
    /// Reads everything once in a process of its own, so that damage and numbers that are not finite are
    /// found before anything is computed. `outline` as readDatasetOutline() gives it. The error names the
    /// file.
    static Result<std::shared_ptr<const DatasetStream>>
    open(const std::filesystem::path& path, DatasetOutline outline);
    DatasetStream(const DatasetStream&) = delete;
    DatasetStream& operator=(const DatasetStream&) = delete;
    ~DatasetStream();

    const DatasetOutline& outline() const { return outline_; }
    /// Raw inputs of consecutive samples, r×count.
    Result<Matrix> inputs(Index first, Index count) const;

private:
    DatasetStream(std::filesystem::path path, DatasetOutline outline);

    std::filesystem::path path_;
    DatasetOutline outline_;
    struct Handles; // of the HDF5 library
    std::unique_ptr<Handles> handles_;
};

/// Some samples of such a data set, in any order; consecutive ones are read together.
class StreamSource : public SampleSource {
public:
    /// `samples`: numbers in the data set.
    StreamSource(std::shared_ptr<const DatasetStream> stream, std::vector<Index> samples)
        : stream_(std::move(stream))
        , samples_(std::move(samples)) {}

    Index size() const override { return static_cast<Index>(samples_.size()); }
    Index r() const override { return stream_->outline().r; }
    Index number(Index k) const override { return samples_[static_cast<std::size_t>(k)]; }
    int label(Index k) const override {
        return stream_->outline().labels[static_cast<std::size_t>(number(k))];
    }
    Result<Matrix> inputs(Index first, Index count) const override;

private:
    std::shared_ptr<const DatasetStream> stream_;
    std::vector<Index> samples_;
};

} // namespace kamke
