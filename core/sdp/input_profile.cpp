#include "core/sdp/input_profile.h"

#include <algorithm>
#include <cmath>

namespace kamke {

double stateScale(const ReluSystem& s) {
    const double scale = std::max(s.centre.cwiseAbs().maxCoeff(), s.U.rowwise().norm().maxCoeff());
    return scale > 0 ? scale : 1;
}

ProfiledInputs profiledInputs(const ReluSystem& s, const Vector& eta, const Vector& l) {
    ProfiledInputs inputs;
    inputs.size = s.norm == BallNorm::L2 ? 1 : l.sum();
    const Vector scale = (inputs.size / l.array()).sqrt();
    const bool direct = !eta.isZero(0);
    const Index rows = s.n() + (direct ? 1 : 0);
    Matrix V(rows, s.r());
    V.topRows(s.n()) = s.U * scale.asDiagonal();
    if (direct)
        V.bottomRows(1) = eta.cwiseProduct(scale).transpose();
    if (s.r() > rows) {
        Matrix G = V * V.transpose();
        G.diagonal().array() += 1e-10 * G.trace() / static_cast<double>(rows) + 1e-300;
        V = G.llt().matrixL();
    }
    inputs.R = V.topRows(s.n());
    inputs.eta = direct ? Vector(V.bottomRows(1).transpose()) : Vector(Vector::Zero(V.cols()));
    return inputs;
}

Matrix stateMoments(const Matrix& moments, Index n, double state) {
    Matrix X(n + 1, n + 1);
    X(0, 0) = 1;
    X.col(0).tail(n) = state * moments.col(0).tail(n);
    X.row(0).tail(n) = X.col(0).tail(n).transpose();
    X.bottomRightCorner(n, n) = state * state * moments.bottomRightCorner(n, n);
    return X;
}

Vector improvedProfile(const ReluSystem& s, const Vector& eta, const SystemMultipliers& m, const Matrix& X) {
    const Index n = s.n();
    Matrix B(s.r(), n + 1);
    B.col(0) = 0.5 * (eta - s.U.transpose() * m.p);
    B.rightCols(n) = 0.5 * s.U.transpose() * m.t.asDiagonal();
    B = m.lambda.cwiseInverse().asDiagonal() * B;
    const Vector e = (B * X).cwiseProduct(B).rowwise().sum();
    Vector l = m.lambda.array() * e.array().max(1e-2).min(1e2).pow(0.4);
    l *= static_cast<double>(s.r()) / l.sum();
    return l;
}

} // namespace kamke
