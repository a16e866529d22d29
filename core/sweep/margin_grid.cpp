#include "core/sweep/margin_grid.h"

#include "core/sweep/block_margins.h"

#include <limits>
#include <map>

namespace kamke {

namespace {

// The samples that a state box is still computed for, and the boxes at the ε before.
struct Standing {
    std::vector<Index> samples;
    std::optional<StateStart> boxes;
    double eps = 0;
    std::vector<Index> certificates; // of the plan
};

void takeMargins(
    const std::vector<MarginColumns>& columns, const Standing& standing, Index e, SweepBlock& block) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const Index m = standing.certificates[c];
        const auto at = static_cast<std::size_t>(m);
        for (std::size_t j = 0; j < standing.samples.size(); ++j) {
            const Index k = standing.samples[j];
            const double margin = columns[c].margin(static_cast<Index>(j));
            block.margins[at](e, k) = margin;
            // Fails closed: NaN is not > 0.
            if (margin > 0 && block.correct(k))
                block.certified[at](e, k) =
                    columns[c].boxes->rigorous[j] ? Certified::Proved : Certified::Numerical;
        }
        block.seconds(m, e) += columns[c].seconds;
    }
}

// Keeps the samples that have a box, and their boxes as starts for the next ε.
void keepStanding(Standing& standing, const StateBoxes& boxes, bool grows, double eps) {
    std::vector<Index> kept, samples;
    for (std::size_t j = 0; j < standing.samples.size(); ++j)
        if (boxes.status[j] == Status::Ok) {
            kept.push_back(static_cast<Index>(j));
            samples.push_back(standing.samples[j]);
        }
    standing.samples = std::move(samples);
    standing.eps = eps;
    if (grows)
        standing.boxes = StateStart{boxes.centre(Eigen::all, kept), boxes.radius(Eigen::all, kept)};
}

} // namespace

void computeMargins(
    const Certifier& certifier, const SweepPlan& plan, const BallInputs& inputs, SweepBlock& block,
    const CertifyOptions& options) {
    block.margins.assign(plan.certificates.size(), Matrix::Constant(plan.eps.size(), block.count(), nan));
    std::map<const StateEnclosure*, Standing> groups;
    for (std::size_t m = 0; m < plan.certificates.size(); ++m)
        if (!plan.certificates[m]->whyNot(certifier.analysis()))
            groups[plan.certificates[m]->states].certificates.push_back(static_cast<Index>(m));
    for (auto& [enclosure, standing] : groups) {
        for (Index k = 0; k < block.count(); ++k)
            standing.samples.push_back(k);
        if (const auto& states = inputs.samples().atCentres; states && enclosure->anyStartConverges())
            standing.boxes = StateStart{
                states->centre.unaryExpr([](double v) { return v == v ? v : 0.0; }), states->radius};
    }
    for (Index e = 0; e < plan.eps.size(); ++e)
        for (auto& [enclosure, standing] : groups) {
            if (standing.samples.empty())
                continue;
            if (options.limits.reached())
                return;
            const double eps = plan.eps(e);
            std::vector<const Certificate*> certificates;
            for (const Index m : standing.certificates)
                certificates.push_back(plan.certificates[static_cast<std::size_t>(m)]);
            const Vector all = Vector::Constant(static_cast<Index>(standing.samples.size()), eps);
            const bool iterates = enclosure->embedding.has_value();
            std::vector<MarginColumns> columns;
            if (iterates && standing.boxes) {
                ColumnInput input = inputs.at(standing.samples, all);
                input.start = standing.boxes;
                // Mixed-monotone boxes grow nearly in proportion; intervals have to come from below.
                if (enclosure->anyStartConverges() && standing.eps > 0)
                    input.start->radius *= eps / standing.eps;
                columns = marginColumns(certifier, input, certificates, options);
            } else {
                columns = blockMargins(certifier, inputs, standing.samples, all, certificates, options);
            }
            takeMargins(columns, standing, e, block);
            keepStanding(standing, *columns.front().boxes, iterates, eps);
        }
}

} // namespace kamke
