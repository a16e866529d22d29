// The largest values of outputs over a box or ball, by enumeration of all activation patterns: slow, and
// nothing in it is shared with what it judges.
#pragma once

#include "core/model/network.h"
#include "core/sdp/relu_system.h"

#include <Eigen/LU>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

namespace kamke::test {

/// max cᵀd over |d|_∞ ≤ 1 and the rows that were added, g·d ≤ h, by the dual simplex method: r rows are
/// active, their multipliers never negative, and a row that is violated takes the place of one of them.
class LinearProgram {
public:
    explicit LinearProgram(Vector c)
        : c_(std::move(c)) {
        const Index r = c_.size();
        for (Index p = 0; p < r; ++p) {
            rows_.emplace_back(Vector::Unit(r, p), 1);
            rows_.emplace_back(-Vector::Unit(r, p), 1);
            active_.push_back(static_cast<std::size_t>(2 * p + (c_(p) < 0)));
        }
    }

    void add(const Vector& g, double h) {
        const double size = g.norm();
        if (size > 1e-14)
            rows_.emplace_back(g / size, h / size);
        else if (h < -1e-9)
            infeasible_ = true;
    }

    bool gaveUp = false; ///< solve() has found no end

    /// The point of the maximum; nothing when no point satisfies all rows.
    std::optional<Vector> solve() {
        const Index r = c_.size();
        for (int step = 0; !infeasible_ && step < 5000; ++step) {
            Matrix N(r, r);
            Vector right(r);
            for (Index i = 0; i < r; ++i) {
                const Row& row = rows_[active_[static_cast<std::size_t>(i)]];
                N.row(i) = row.g.transpose();
                right(i) = row.h;
            }
            const Eigen::PartialPivLU<Matrix> lu(N);
            const Vector d = lu.solve(right);
            // The worst row first, which is quick; then the first one, which cannot go round in circles.
            std::size_t entering = rows_.size();
            double worst = tolerance;
            for (std::size_t k = 0; k < rows_.size(); ++k) {
                const double violated = rows_[k].g.dot(d) - rows_[k].h;
                if (violated > worst) {
                    entering = k;
                    worst = violated;
                    if (step > 500)
                        break;
                }
            }
            if (entering == rows_.size())
                return d;
            const Vector y = lu.transpose().solve(c_), w = lu.transpose().solve(rows_[entering].g);
            Index leaving = -1;
            double least = std::numeric_limits<double>::infinity();
            for (Index i = 0; i < r; ++i)
                if (w(i) > 1e-11) {
                    const double ratio = std::max(y(i), 0.0) / w(i);
                    const bool first = leaving < 0 || active_[static_cast<std::size_t>(i)] <
                                                          active_[static_cast<std::size_t>(leaving)];
                    if (ratio < least || (ratio == least && first)) {
                        least = ratio;
                        leaving = i;
                    }
                }
            if (leaving < 0)
                infeasible_ = true; // the row is a sum of the active ones with weights ≤ 0
            else
                active_[static_cast<std::size_t>(leaving)] = entering;
        }
        gaveUp = !infeasible_;
        return std::nullopt;
    }

private:
    static constexpr double tolerance = 1e-11;
    struct Row {
        Vector g;
        double h;
        Row(Vector normal, double offset)
            : g(std::move(normal))
            , h(offset) {}
    };
    Vector c_;
    std::vector<Row> rows_;
    std::vector<std::size_t> active_;
    bool infeasible_ = false;
};

/// max cᵀd over ‖d‖_2 ≤ 1 and the rows that were added, g·d ≤ h, by trying every set of independent rows as
/// those that hold with equality: on what they leave of the space, the maximum is at the end of the ball in
/// the direction of what is left of c, or, where nothing of c is left, at their point nearest to 0.
class BallProgram {
public:
    explicit BallProgram(Vector c)
        : c_(std::move(c)) {}

    void add(const Vector& g, double h) {
        const double size = g.norm();
        if (size > 1e-14) {
            if (h / size < 1) // the others hold in the whole ball
                rows_.emplace_back(g / size, h / size);
        } else if (h < -1e-9)
            infeasible_ = true;
    }

    /// The point of the maximum; nothing when no point satisfies all rows.
    std::optional<Vector> solve() {
        if (!infeasible_)
            visit({}, Vector::Zero(c_.size()), c_, 0);
        return best_;
    }

private:
    // `basis`: orthonormal, of the rows chosen so far; `nearest`: the point of their equations nearest to 0;
    // `left`: c without its part along them.
    void
    visit(const std::vector<Vector>& basis, const Vector& nearest, const Vector& left, std::size_t from) {
        const double square = nearest.squaredNorm();
        if (square > 1 + 1e-12)
            return;
        const double rest = left.norm();
        Vector d = nearest;
        if (rest > 1e-13 * c_.norm())
            d += std::sqrt(std::max(0.0, 1 - square)) / rest * left;
        bool inside = true;
        for (const auto& [g, h] : rows_)
            inside = inside && g.dot(d) <= h + 1e-10;
        if (inside && (!best_ || c_.dot(d) > c_.dot(*best_)))
            best_ = d;
        if (static_cast<Index>(basis.size()) == c_.size())
            return;
        for (std::size_t k = from; k < rows_.size(); ++k) {
            Vector q = rows_[k].first;
            for (int twice = 0; twice < 2; ++twice)
                for (const Vector& one : basis)
                    q -= one.dot(q) * one;
            const double size = q.norm();
            if (size < 1e-9)
                continue; // it depends on the others
            q /= size;
            std::vector<Vector> more = basis;
            more.push_back(q);
            const double step = (rows_[k].second - rows_[k].first.dot(nearest)) / rows_[k].first.dot(q);
            visit(more, nearest + step * q, left - q.dot(left) * q, k + 1);
        }
    }

    Vector c_;
    std::vector<std::pair<Vector, double>> rows_;
    std::optional<Vector> best_;
    bool infeasible_ = false;
};

/// Raw inputs centre + radii∘d, ‖d‖ ≤ 1.
struct InputSet {
    Vector centre, radii; ///< r
    BallNorm norm = BallNorm::Linf;

    Vector input(const Vector& d) const { return centre + radii.cwiseProduct(d); }
};

/// One of the linear pieces, as d ↦ p = origin + slope·d with x = S p, where σ_i p_i ≥ 0 for every unit.
struct PatternPiece {
    Matrix slope;
    Vector origin, slopes, signs;
    bool reached = false; ///< no sign is wrong for every ‖d‖ ≤ 1
};

struct LargestValue {
    double value = -std::numeric_limits<double>::infinity();
    Vector d; ///< where
};

class PatternOracle {
public:
    /// The activation has two pieces that meet at 0 (relu and leaky_relu), and x is unique.
    PatternOracle(const Network& net, InputSet set)
        : net_(net)
        , set_(std::move(set))
        , origin_(net.B * net.normalise(set_.centre) + net.b)
        , slope_(net.B * net.inputScale().cwiseProduct(set_.radii).asDiagonal()) {}

    /// The largest of each row of V·y (rows×q), y = Cx + Du + c, over the set.
    std::vector<LargestValue> largest(const Matrix& V) {
        const Matrix VC = V * net_.C;
        const Matrix VD = V * net_.D * net_.inputScale().cwiseProduct(set_.radii).asDiagonal();
        const Vector constant = V * (net_.D * net_.normalise(set_.centre) + net_.c);
        std::vector<LargestValue> best(static_cast<std::size_t>(V.rows()));
        patterns = 0;
        for (std::uint32_t bits = 0; bits < (1u << net_.n()); ++bits) {
            const PatternPiece piece = pieceOf(bits);
            if (!piece.reached)
                continue;
            ++patterns;
            const Matrix Sx = piece.slopes.asDiagonal() * piece.slope;
            const Vector x0 = piece.slopes.cwiseProduct(piece.origin);
            for (Index j = 0; j < V.rows(); ++j) {
                const Vector c = (VC.row(j) * Sx + VD.row(j)).transpose();
                const double offset = VC.row(j).dot(x0) + constant(j);
                LargestValue& one = best[static_cast<std::size_t>(j)];
                if (const auto d = maximiser(piece, c))
                    if (const double value = offset + c.dot(*d); value > one.value)
                        one = {value, *d};
            }
        }
        return best;
    }

    int patterns = 0;   ///< of the last call: those that no single sign excludes
    int unfinished = 0; ///< programs of all calls that did not end

private:
    PatternPiece pieceOf(std::uint32_t bits) const {
        const Index n = net_.n();
        PatternPiece piece;
        piece.slopes.resize(n);
        piece.signs.resize(n);
        for (Index i = 0; i < n; ++i) {
            const bool right = (bits >> i) & 1;
            piece.slopes(i) = net_.activation.pieces()[right ? 1 : 0].slope;
            piece.signs(i) = right ? 1 : -1;
        }
        const Eigen::PartialPivLU<Matrix> lu(
            Matrix::Identity(n, n) - net_.A * piece.slopes.asDiagonal()); // p = A S p + w
        piece.origin = lu.solve(origin_);
        piece.slope = lu.solve(slope_);
        piece.reached = true;
        for (Index i = 0; i < n && piece.reached; ++i) {
            const double reach =
                set_.norm == BallNorm::L2 ? piece.slope.row(i).norm() : piece.slope.row(i).lpNorm<1>();
            piece.reached = piece.signs(i) * piece.origin(i) + reach >= -1e-9 * (1 + reach);
        }
        return piece;
    }

    // Where cᵀd is largest in the piece; nothing when it has no point.
    std::optional<Vector> maximiser(const PatternPiece& piece, const Vector& c) {
        if (set_.norm == BallNorm::L2) {
            BallProgram program(c);
            for (Index i = 0; i < piece.origin.size(); ++i)
                program.add(
                    -piece.signs(i) * piece.slope.row(i).transpose(), piece.signs(i) * piece.origin(i));
            return program.solve();
        }
        LinearProgram program(c);
        for (Index i = 0; i < piece.origin.size(); ++i)
            program.add(-piece.signs(i) * piece.slope.row(i).transpose(), piece.signs(i) * piece.origin(i));
        auto d = program.solve();
        unfinished += program.gaveUp;
        return d;
    }

    const Network& net_;
    InputSet set_;
    Vector origin_; ///< n: w at d = 0
    Matrix slope_;  ///< n×r
};

} // namespace kamke::test
