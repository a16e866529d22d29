#include "core/sdp/output_system.h"

#include "core/model/rounding.h"
#include "core/sdp/checked_bound.h"

#include <cmath>

namespace kamke {

namespace {

Vector stacked(const Vector& a, const Vector& b) {
    Vector both(a.size() + b.size());
    both << a, b;
    return both;
}

// The system with its outputs as q more units, "pre-activations" y, on which nothing depends.
ReluSystem withOutputs(const ReluSystem& s, const Matrix& C, const Vector& c) {
    const Index n = s.n(), q = C.rows();
    ReluSystem all;
    all.W = Matrix::Zero(n + q, n + q);
    all.W.topLeftCorner(n, n) = s.W;
    all.W.bottomLeftCorner(q, n) = C;
    all.U = Matrix::Zero(n + q, s.r());
    all.U.topRows(n) = s.U;
    all.u0 = stacked(s.u0, c);
    all.norm = s.norm;
    const Vector none = Vector::Zero(q);
    all.error = stacked(s.error, none);
    all.own = stacked(s.own, Vector::Ones(q));
    all.states = {stacked(s.states.lower, none), stacked(s.states.upper, none)};
    all.centre = stacked(s.centre, none);
    all.centreRadius = stacked(s.centreRadius, none);
    return all;
}

// The outputs stay.
Box openBox(const Box& a, Index q) {
    return {stacked(a.lower, Vector::Constant(q, -1)), stacked(a.upper, Vector::Ones(q))};
}

bool isStable(const Box& a) {
    return (a.lower.array() >= 0 || a.upper.array() <= 0).all(); // a NaN is not stable
}

// With one unit more, z = relu(d_0) in the size of the others, on which nothing depends: the programs are
// over one unit at least.
ReluSystem withIdleUnit(const ReluSystem& s) {
    const Index n = s.n();
    const Vector none = Vector::Zero(1);
    const double size = std::max(s.U.rowwise().norm().maxCoeff(), 0x1p-100);
    ReluSystem all = s;
    all.W = Matrix::Zero(n + 1, n + 1);
    all.W.topLeftCorner(n, n) = s.W;
    all.U = Matrix::Zero(n + 1, s.r());
    all.U.topRows(n) = s.U;
    all.U(n, 0) = size;
    all.u0 = stacked(s.u0, none);
    all.error = stacked(s.error, none);
    all.own = stacked(s.own, Vector::Ones(1));
    all.states = {stacked(s.states.lower, none), stacked(s.states.upper, Vector::Constant(1, size))};
    all.centre = stacked(s.centre, none);
    all.centreRadius = stacked(s.centreRadius, none);
    return all;
}

} // namespace

OutputSystem::OutputSystem(const ReluSystem& system, const Box& a, const Matrix& C, const Vector& c)
    : q_(C.rows()) {
    idle_ = isStable(a);
    if (idle_) {
        const Vector one = Vector::Ones(1);
        Matrix wide = Matrix::Zero(q_, C.cols() + 1);
        wide.leftCols(C.cols()) = C;
        const Box open{stacked(a.lower, -one), stacked(a.upper, one)};
        joined_ = StableUnits(withOutputs(withIdleUnit(system), wide, c), openBox(open, q_)).system();
    } else {
        const StableUnits reduced(withOutputs(system, C, c), openBox(a, q_));
        joined_ = reduced.system();
        units_.assign(reduced.units().begin(), reduced.units().end() - q_);
    }
    const Index left = n();
    left_.W = joined_.W.topLeftCorner(left, left);
    left_.U = joined_.U.topRows(left);
    left_.u0 = joined_.u0.head(left);
    left_.norm = joined_.norm;
    left_.error = joined_.error.head(left);
    left_.own = joined_.own.head(left);
    left_.states = {joined_.states.lower.head(left), joined_.states.upper.head(left)};
    left_.centre = joined_.centre.head(left);
    left_.centreRadius = joined_.centreRadius.head(left);
}

Vector OutputSystem::statesAt(const Vector& all, const Vector& d) const {
    return idle_ ? Vector((left_.U * d + left_.u0).cwiseMax(0)) : Vector(all(units_));
}

ReluSystem OutputSystem::gauge(const Ellipsoid& e) const {
    const Index left = n();
    ReluSystem s = joined_;
    const Matrix twice = 2 * e.L.transpose();
    const Vector from = joined_.u0.tail(q_) - e.centre;
    s.W.bottomLeftCorner(q_, left) = twice * states();
    s.U.bottomRows(q_) = twice * inputs();
    s.u0.tail(q_) = twice * from;
    // Every entry is a sum of q products and one difference; the terms are as large as these.
    const double gamma = gammaBound(2 * q_ + 16);
    const Matrix absL = twice.cwiseAbs();
    const Vector z = left_.states.upper;
    const Vector terms = absL * (states().cwiseAbs() * z + inputs().cwiseAbs().rowwise().sum() +
                                 constant().cwiseAbs() + e.centre.cwiseAbs());
    s.error.tail(q_) =
        ((absL * joined_.error.tail(q_) + gamma * terms) * (1 + 4 * gammaBound(left + s.r() + q_ + 16)))
            .array() +
        0x1p-1000;
    // |w| = |a|/2, z being between 0 and its bound.
    const Vector spread =
        s.W.bottomLeftCorner(q_, left).cwiseAbs() * (0.5 * z) + s.U.bottomRows(q_).cwiseAbs().rowwise().sum();
    const Vector middle = s.W.bottomLeftCorner(q_, left) * (0.5 * z) + s.u0.tail(q_);
    const Vector reach = (middle.cwiseAbs() + spread + s.error.tail(q_)) * (1 + 0x1p-20);
    s.states.upper.tail(q_) = reach;
    s.states.lower.tail(q_) = -reach;
    return s;
}

SystemMultipliers OutputSystem::withGauge(const SystemMultipliers& m) const {
    const Vector none = Vector::Zero(q_);
    return {m.lambda, stacked(m.t, Vector::Ones(q_)), stacked(m.p, none), stacked(m.r, none)};
}

double OutputSystem::provedRadius(const ReluSystem& gauge, const SystemMultipliers& m) const {
    const Functional none{Vector::Zero(gauge.n()), Vector::Zero(gauge.r())};
    const double squared = checkedBound(gauge, none, withGauge(m));
    return up(std::sqrt(std::max(0.0, squared)) * (1 + 0x1p-50));
}

} // namespace kamke
