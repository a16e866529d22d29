#include "solve/splitting.h"

#include "model/decompositions.h"

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

double peacemanRachfordFactor(const Matrix& A, double alpha, const Norm& norm) {
    const Index n = A.rows();
    const Matrix I = Matrix::Identity(n, n), step = alpha * (I - A);
    const Matrix reflected = LuFactors((I + step).transpose()).solve((I - step).transpose());
    return norm.ofMatrix(reflected.transpose());
}

double peacemanRachfordAlpha(const Matrix& A, const Vector& lambda) {
    const Norm norm{Norm::Kind::Two, lambda};
    const double m = 1 - norm.measure(A), L = norm.ofMatrix(Matrix::Identity(A.rows(), A.rows()) - A);
    double best = 1, least = peacemanRachfordFactor(A, 1, norm);
    for (const double alpha : {1 / std::sqrt(m * L), 1 / L})
        if (std::isfinite(alpha) && alpha > 0)
            if (const double factor = peacemanRachfordFactor(A, alpha, norm); factor < least) {
                least = factor;
                best = alpha;
            }
    return best;
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
