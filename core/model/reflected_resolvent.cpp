#include "core/model/reflected_resolvent.h"

#include "core/model/decompositions.h"

#include <cmath>

namespace kamke {

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

} // namespace kamke
