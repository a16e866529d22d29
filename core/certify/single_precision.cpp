#include "core/certify/single_precision.h"

#include "core/certify/embedded_step.h"
#include "core/solve/active_columns.h"

#include <cassert>

namespace kamke {

namespace {

using FloatMatrix = Eigen::MatrixXf;

constexpr int maxSteps = 100;

} // namespace

StateStart singlePrecisionBoxes(
    const Certifier& certifier, Embedding embedding, const ColumnInput& input, const StateStart& start,
    const Limits& limits) {
    const Network& net = certifier.network();
    assert(net.activation.kind() == Activation::Kind::Relu);
    const Index n = net.n();
    FloatMatrix A = net.A.cast<float>(), M = certifier.absA.cast<float>();
    Eigen::VectorXf scale = Eigen::VectorXf::Ones(n);
    const Eigen::VectorXf weights = Eigen::VectorXf::Zero(n);
    if (embedding == Embedding::MixedMonotone) {
        A.diagonal().setZero();
        M.diagonal().setZero();
        scale = (1 - net.A.diagonal().array()).inverse().cast<float>().matrix();
    }
    FloatMatrix wCentre = input.wCentre.cast<float>(), wRadius = input.wRadius.cast<float>();
    FloatMatrix centre = start.centre.cast<float>(), radius = start.radius.cast<float>();
    FloatMatrix nextCentre, nextRadius, productCentre, productRadius;
    StateStart found = start;
    ActiveColumns active(input.count());
    for (int k = 0; k < maxSteps && !active.allFinished() && !limits.reached(); ++k) {
        productCentre.noalias() = A * centre;
        productRadius.noalias() = M * radius;
        nextCentre.resize(n, centre.cols());
        nextRadius.resize(n, centre.cols());
        for (Index j = 0; j < active.count(); ++j) {
            if (active.finished(j))
                continue;
            const EmbeddedColumn<float> column{productCentre.col(j).data(), productRadius.col(j).data(),
                                               wCentre.col(j).data(),       wRadius.col(j).data(),
                                               centre.col(j).data(),        radius.col(j).data(),
                                               nextCentre.col(j).data(),    nextRadius.col(j).data()};
            const EmbeddedStep step = reluStep(column, scale.data(), weights.data(), n);
            // Negated, so that what overflows leaves, too.
            const bool settled = step.step <= singlePrecision * step.size;
            if (!settled && step.finite)
                continue;
            if (step.finite) {
                found.centre.col(active.original(j)) = nextCentre.col(j).cast<double>();
                found.radius.col(active.original(j)) = nextRadius.col(j).cast<double>();
            }
            active.finish(j);
        }
        centre.swap(nextCentre);
        radius.swap(nextRadius);
        if (!active.allFinished())
            active.compress(centre, radius, wCentre, wRadius);
    }
    return found;
}

} // namespace kamke
