#include "witnesses.h"

namespace kamke::cli {

void Witnesses::add(const Vector& input, int label, int prediction, Index sample, double eps) {
    inputs_.push_back(input);
    eps_.push_back(eps);
    file_.labels.push_back(label);
    file_.predictions.push_back(prediction);
    file_.samples.push_back(sample);
}

void Witnesses::write(const std::string& path, const Dataset& data) {
    file_.shape = data.shape;
    file_.inputs.resize(data.r(), static_cast<Index>(inputs_.size()));
    for (std::size_t k = 0; k < inputs_.size(); ++k)
        file_.inputs.col(static_cast<Index>(k)) = inputs_[k];
    file_.eps = Eigen::Map<const Vector>(eps_.data(), static_cast<Index>(eps_.size()));
    if (auto written = writeWitnesses(path, file_); !written)
        throw InputError{written.error().message};
}

} // namespace kamke::cli
