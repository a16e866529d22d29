#include "core/certify/margin_rows.h"

#include "core/model/rounding.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace kamke {

MarginRows::MarginRows(const Certifier& certifier, const Certificate& certificate, int label)
    : certifier_(certifier)
    , label_(label)
    , perWidening_(std::numeric_limits<double>::infinity()) {
    assert(!certifier.hasD);
    const Network& net = certifier.network();
    const Index competitors = net.q() - 1;
    const Certifier::Relative& relative = certifier.relative[static_cast<std::size_t>(label)];
    points_.resize(competitors, net.n());
    spreads_.resize(competitors, net.n());
    constants_.resize(competitors);
    outputs_.resize(competitors);
    for (Index j = 0, row = 0; j < net.q(); ++j) {
        if (j == label)
            continue;
        points_.row(row) = relative.TC.row(j);
        if (certificate.relative)
            spreads_.row(row) = relative.absTC.row(j);
        else
            spreads_.row(row) = certifier.absC.row(label) + certifier.absC.row(j);
        constants_(row) = net.c(label) - net.c(j);
        outputs_(row) = up(std::abs(net.c(label)) + std::abs(net.c(j)));
        classes_.push_back(j);
        ++row;
    }
    if (competitors > 0 && certifier.analysis().contracting())
        perWidening_ = up(up((spreads_ * certifier.analysis().provedEta).maxCoeff()) * (1 + certifier.gamma));
}

MarginRows::Margin MarginRows::operator()(const EmbeddedIterate& iterate) const {
    const Index n = points_.cols();
    const Eigen::Map<const Vector> centre(iterate.centre, n), radius(iterate.radius, n);
    Vector margins = constants_;
    margins.noalias() += points_ * centre;
    margins.noalias() -= spreads_ * radius;
    const Magnitude state = certifier_.stateMagnitude(centre, radius);
    const double ofLabel = certifier_.magnitudeC(label_, state);
    const double underflow = certifier_.underflow();
    double least = std::numeric_limits<double>::infinity();
    for (Index j = 0; j < margins.size(); ++j) {
        const double magnitude =
            ofLabel + certifier_.magnitudeC(classes_[static_cast<std::size_t>(j)], state);
        const double error = up(certifier_.gamma * (magnitude + outputs_(j)) + underflow);
        const double margin = down(margins(j) - error);
        // A margin that overflowed says nothing of its competitor, whatever the others say: min() would drop
        // it.
        if (!std::isfinite(margin))
            return {nan, perWidening_};
        least = std::min(least, margin);
    }
    return {margins.size() > 0 ? least : nan, perWidening_};
}

} // namespace kamke
