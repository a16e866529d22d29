#include "solve/solvers.h"

namespace kamke {

// x = φ(Ax + w) ⇔ 0 ∈ (I − A)x − w + ∂f(x) with φ = (I + ∂f)^{-1}: with step 1 the resolvent of ∂f is φ
// itself, whatever φ is, and that of the affine part is V = (2I − A)^{-1}(· + w). In the coordinates Λ^{1/2}x
// the affine part is strongly monotone when Λ − ΛA ≻ 0; a diagonal scaling keeps both resolvents entrywise,
// so that only the reflected points see Λ, and it cancels: the iteration is the same, the norm in which it
// contracts is not.
IterationResult solvePeacemanRachford(
    const NetworkAnalysis& analysis, const Vector& w, const Vector& start, const IterationOptions& options) {
    const Network& net = analysis.network();
    const Index n = net.n();
    const Eigen::PartialPivLU<Matrix> resolvent(2 * Matrix::Identity(n, n) - net.A);
    // z ← (2R_f − I)(2R_A − I)z, x = R_A z at the fixed point.
    IterationResult result = iterate(
        2 * start - net.A * start - w, // the z that belongs to x = start
        [&](const Vector& z, Vector& next) {
            const Vector x = resolvent.solve(z + w);
            const Vector reflected = 2 * x - z;
            next = reflected;
            net.activation.apply(next);
            next = 2 * next - reflected;
        },
        options);
    result.x = net.activation(Vector(2 * resolvent.solve(result.x + w) - result.x));
    return result;
}

} // namespace kamke
