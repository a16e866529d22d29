#include "core/sdp/ball_problem.h"

namespace kamke {

BallMatrices::BallMatrices(const BallProblem& problem)
    : n_(problem.n())
    , k_(problem.k())
    , signs_(problem.signs)
    , G_(problem.size(), problem.n())
    , constant_(Matrix::Zero(problem.size(), problem.size()))
    , outputs_(problem.outputs) {
    G_.row(0) = -problem.u0.transpose();
    G_.middleRows(1, k_) = -problem.R.transpose();
    G_.bottomRows(n_) = Matrix::Identity(n_, n_) - problem.W.transpose();
    constant_.col(0).segment(1, k_) = -0.5 * problem.eta;
    constant_.col(0).tail(n_) = -0.5 * problem.xi;
    constant_.row(0) = constant_.col(0).transpose();
    if (problem.E.size() > 0)
        constant_.bottomRightCorner(n_, n_) = -problem.E.transpose() * problem.E;
}

Matrix BallMatrices::combined(const BallMultipliers& v) const {
    Matrix Z = Matrix::Zero(size(), size());
    Z.bottomRows(n_) = 0.5 * v.t.asDiagonal() * G_.transpose();
    if (signs_) {
        Z.col(0) -= 0.5 * (G_ * v.p);
        Z.col(0).tail(n_) -= 0.5 * v.r;
    }
    Z += Z.transpose().eval();
    Z(0, 0) += v.g;
    Z.diagonal().segment(1, k_).array() += v.s;
    if (m() > 0)
        Z -= outputs_.transpose() * (v.shape * outputs_);
    return Z;
}

BallMultipliers BallMatrices::traces(const Matrix& H) const {
    BallMultipliers v;
    v.s = H.diagonal().segment(1, k_).sum();
    v.g = H(0, 0);
    // ½(e_zᵢᵀH gᵢ + gᵢᵀH e_zᵢ)
    v.t =
        0.5 * ((H.bottomRows(n_).transpose() + H.rightCols(n_)).cwiseProduct(G_)).colwise().sum().transpose();
    if (signs_) {
        const Vector edge = H.row(0).transpose() + H.col(0);
        v.p = -0.5 * (G_.transpose() * edge);
        v.r = -0.5 * edge.tail(n_);
    } else {
        v.p = v.r = Vector::Zero(n_);
    }
    if (m() > 0) {
        const Matrix moments = outputs_ * H * outputs_.transpose();
        v.shape = -(moments + moments.transpose());
        v.shape.diagonal() *= 0.5;
    }
    return v;
}

Vector BallMatrices::flat(const BallMultipliers& v) const {
    Vector all(count());
    all.head(shapeAt()) << v.s, v.g, v.t, v.p.head(signs_ ? n_ : 0), v.r.head(signs_ ? n_ : 0);
    for (Index j = 0, at = shapeAt(); j < m(); at += m() - j, ++j)
        all.segment(at, m() - j) = v.shape.col(j).tail(m() - j);
    return all;
}

BallMultipliers BallMatrices::shaped(const Vector& v) const {
    BallMultipliers one{v(0), v(1), v.segment(2, n_), Vector::Zero(n_), Vector::Zero(n_)};
    if (signs_) {
        one.p = v.segment(2 + n_, n_);
        one.r = v.segment(2 + 2 * n_, n_);
    }
    one.shape.resize(m(), m());
    for (Index j = 0, at = shapeAt(); j < m(); at += m() - j, ++j) {
        one.shape.col(j).tail(m() - j) = v.segment(at, m() - j);
        one.shape.row(j).tail(m() - j) = v.segment(at, m() - j).transpose();
    }
    return one;
}

} // namespace kamke
