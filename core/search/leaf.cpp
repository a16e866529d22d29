#include "core/search/leaf.h"

#include "core/search/slope_system.h"

#include <Eigen/Cholesky>
#include <cmath>
#include <numeric>

namespace kamke {

namespace {

// The dual: linear·e + ‖q0 + K e‖ over e with the given signs.
class LeafDual {
public:
    LeafDual(BallNorm norm, Matrix K, Vector q0, Vector linear, Vector signs)
        : norm_(norm)
        , K_(std::move(K))
        , q0_(std::move(q0))
        , linear_(std::move(linear))
        , signs_(std::move(signs)) {}

    double value(const Vector& e, double barrier, double smooth) const {
        const Vector q = q0_ + K_ * e;
        const double norm = norm_ == BallNorm::L2 ? std::sqrt(q.squaredNorm() + smooth * smooth)
                                                  : (q.array().square() + smooth * smooth).sqrt().sum();
        return linear_.dot(e) + norm - barrier * e.cwiseProduct(signs_).array().log().sum();
    }
    // The input that belongs to e: inside of the ball or box.
    Vector input(const Vector& e, double smooth) const {
        const Vector q = q0_ + K_ * e;
        if (norm_ == BallNorm::L2)
            return q / std::sqrt(q.squaredNorm() + smooth * smooth);
        return q.array() / (q.array().square() + smooth * smooth).sqrt();
    }
    // One damped step of Newton; false when it no longer gains.
    bool step(Vector& e, double barrier, double smooth) const {
        const Vector q = q0_ + K_ * e;
        Vector gradient = linear_ - barrier * e.cwiseInverse();
        Matrix H;
        if (norm_ == BallNorm::L2) {
            const double s = std::sqrt(q.squaredNorm() + smooth * smooth);
            const Vector Kq = K_.transpose() * q;
            gradient += Kq / s;
            H = K_.transpose() * K_ / s - Kq * Kq.transpose() / (s * s * s);
        } else {
            const Eigen::ArrayXd s = (q.array().square() + smooth * smooth).sqrt();
            gradient += K_.transpose() * (q.array() / s).matrix();
            const Vector root = smooth / (s * s.sqrt());
            const Matrix weighted = root.asDiagonal() * K_;
            H = weighted.transpose() * weighted;
        }
        H.diagonal().array() += barrier * e.array().square().inverse();
        const Eigen::LLT<Matrix> factor(H);
        if (factor.info() != Eigen::Success)
            return false;
        const Vector direction = -factor.solve(gradient);
        const double decrease = -gradient.dot(direction);
        if (!(decrease > 0))
            return false;
        double length = 1;
        for (Index j = 0; j < e.size(); ++j)
            if (direction(j) * signs_(j) < 0)
                length = std::min(length, -0.95 * e(j) / direction(j));
        // Where values no longer tell steps apart, whole steps still bring the input into place.
        if (decrease < 1e-5 * barrier) {
            e += length * direction;
            return decrease > 1e-24 * barrier;
        }
        const double before = value(e, barrier, smooth);
        for (int i = 0; i < 30; ++i, length /= 2) {
            const Vector next = e + length * direction;
            if (value(next, barrier, smooth) <= before - 0.1 * length * decrease) {
                e = next;
                return true;
            }
        }
        return false;
    }

private:
    BallNorm norm_;
    Matrix K_;
    Vector q0_, linear_, signs_;
};

} // namespace

void solveLeaf(
    const Relaxation& relaxation, const Objective& f, const Box& a,
    const std::function<bool(const RelaxedPoint&, const Vector&)>& visit) {
    const ReluSystem& s = relaxation.system();
    const Index k = s.n();
    if (k == 0)
        return;
    const Vector slopes = chordSlopes(a);
    std::vector<Index> units(static_cast<std::size_t>(k));
    std::iota(units.begin(), units.end(), Index{0});
    const SlopeSystem system(s.W, slopes);
    const Matrix P = system.columns(units);
    const Vector nu0 = system.solve(slopes.cwiseProduct(f.xi));
    Vector signs(k), linear = P.transpose() * s.u0;
    for (Index j = 0; j < k; ++j) {
        const bool active = a.lower(j) >= 0;
        signs(j) = active ? 1 : -1;
        linear(j) -= active ? a.lower(j) : a.upper(j);
    }
    const Vector q0 = f.eta + relaxation.inputProduct(nu0);
    const LeafDual dual(s.norm, relaxation.inputProduct(P), q0, linear, signs);
    // What the objective may amount to, whatever cancels here.
    const double size = std::abs(f.constant + nu0.dot(s.u0)) + q0.lpNorm<1>() + f.eta.lpNorm<1>() +
                        f.xi.cwiseAbs().dot(relaxation.within().upper.cwiseMax(0)) + 0x1p-1000;
    const double perInput = static_cast<double>(k) / static_cast<double>(s.norm == BallNorm::L2 ? 1 : s.r());
    double barrier = 0.01 * size / static_cast<double>(k);
    Vector e = (0.1 * f.xi.cwiseAbs().maxCoeff() + 1e-300) * signs;
    while (barrier > 1e-12 * size / static_cast<double>(k)) {
        for (int i = 0; i < 40 && dual.step(e, barrier, barrier * perInput); ++i) {
        }
        if (visit(relaxation.evaluate(f, a, nu0 + P * e), dual.input(e, barrier * perInput)))
            return;
        barrier *= 0.1;
    }
}

} // namespace kamke
