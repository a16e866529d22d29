#include "core/solve/splitting.h"

#include <cassert>
#include <cmath>

namespace kamke {

double proximal(const Activation& activation, double alpha, double v) {
    assert(alpha > 0);
    if (alpha == 1 || activation.kind() == Activation::Kind::Relu)
        return activation(v);
    return activation.solveSelfLoop(1 - 1 / alpha, v / alpha);
}

Vector proximal(const Activation& activation, double alpha, const Vector& v) {
    return v.unaryExpr([&](double one) { return proximal(activation, alpha, one); });
}

std::vector<Norm> monotoneNorms(const FixedPointProblem& problem) {
    std::vector<Norm> norms{{Norm::Kind::Two, {}}};
    if (problem.lambda.size())
        norms.push_back({Norm::Kind::Two, problem.lambda});
    return norms;
}

double forwardBackwardAlpha(const FixedPointProblem& problem) {
    const double alphaStar = problem.alphaStar();
    for (const Vector* eta : {&problem.eta, &problem.measureWeights})
        if (eta->size() && Norm{Norm::Kind::Infinity, *eta}.measure(problem.A) < 1)
            return alphaStar;
    const Index n = problem.size();
    for (const Norm& norm : monotoneNorms(problem)) {
        const double monotonicity = 1 - norm.measure(problem.A);
        const double lipschitz = norm.ofMatrix(Matrix::Identity(n, n) - problem.A);
        if (monotonicity > 0)
            return monotonicity / (lipschitz * lipschitz);
    }
    return alphaStar;
}

} // namespace kamke
