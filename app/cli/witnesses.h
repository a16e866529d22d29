// Inputs that are read as another class, as they are found.
#pragma once

#include "command.h"

#include "core/io/files/witness_file.h"
#include "core/model/dataset.h"

#include <string>
#include <vector>

namespace kamke::cli {

class Witnesses {
public:
    /// `input` (raw) is within `eps` of sample number `sample` with this label, and read as `prediction`.
    void add(const Vector& input, int label, int prediction, Index sample, double eps);
    /// Writes them as a data set with the shape of the samples' one; throws InputError.
    void write(const std::string& path, const Dataset& data);

private:
    std::vector<Vector> inputs_;
    std::vector<double> eps_;
    WitnessFile file_;
};

} // namespace kamke::cli
