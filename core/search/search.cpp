#include "core/search/search.h"

#include "core/model/rounding.h"
#include "core/search/leaf.h"
#include "core/search/line.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace kamke {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Node {
    Box a;
    SlopeMultipliers m;
    double bound = infinite;
    std::shared_ptr<const SearchLeaf> proof; ///< of the bound
    Index split = -1;                        ///< the unit that was decided last
    Index number = 0;                        ///< in the order of making: breaks ties
    Index place = 0;                         ///< in the recorded tree
    std::vector<SignSplit> path{};           ///< only for who watches
};

struct WorseBound {
    bool operator()(const std::shared_ptr<Node>& a, const std::shared_ptr<Node>& b) const {
        return a->bound != b->bound ? a->bound < b->bound : a->number > b->number;
    }
};

class Search {
public:
    Search(const RelationalRoot& root, const Objective& objective, const SearchOptions& options)
        : relaxation_(root.relaxation())
        , system_(relaxation_.system())
        , f_(objective)
        , options_(options) {}

    SearchResult run() {
        auto first = std::make_shared<Node>();
        first->a = relaxation_.within();
        first->m = startMultipliers(first->a);
        if (options_.tree)
            first->place = options_.tree->add();
        queue_.push(std::move(first));
        while (!queue_.empty() && result_.value <= options_.stopAbove) {
            const auto node = queue_.top();
            if (isClosed(node->bound)) {
                // It is the largest of all that is left.
                break;
            }
            if (result_.nodes >= options_.maxNodes || options_.limits.reached())
                break;
            queue_.pop();
            tell(std::max(closed_, node->bound), static_cast<Index>(queue_.size()) + 1, false);
            ++result_.nodes;
            process(*node);
        }
        result_.bound = closed_;
        result_.worst = worst_;
        bool open = false;
        if (!queue_.empty()) {
            result_.bound = std::max(closed_, queue_.top()->bound);
            if (queue_.top()->bound > closed_)
                result_.worst = queue_.top()->proof;
            open = !isClosed(queue_.top()->bound);
        }
        result_.open = open ? static_cast<Index>(queue_.size()) : 0;
        // A leaf that could not be closed may be by a value that was found later.
        result_.complete = result_.value > options_.stopAbove || (!open && isClosed(closed_));
        settleTree();
        tell(result_.bound, result_.open, true);
        return std::move(result_);
    }

private:
    using State = SearchTree::State;

    void tell(double bound, Index open, bool ended) const {
        if (options_.progress)
            options_.progress({bound, result_.value, result_.nodes, open, options_.tree, ended});
    }
    bool isClosed(double bound) const {
        return bound < options_.closeBelow || bound <= result_.value + options_.gap;
    }
    void record(Index place, const Vector& nu) {
        if (options_.tree)
            options_.tree->at(place).nu = nu;
    }
    void record(Index place, State state, double bound) {
        if (!options_.tree)
            return;
        options_.tree->at(place).state = state;
        options_.tree->at(place).bound = bound;
    }
    // Of a part that is neither split nor put off.
    State endOf(double bound) const {
        return result_.value > options_.stopAbove ? State::Found
               : isClosed(bound)                  ? State::Closed
                                                  : State::Left;
    }
    // What was open may be closed by a value that was found later.
    void settleTree() {
        if (!options_.tree || result_.value > options_.stopAbove)
            return;
        for (SearchTree::Node& node : options_.tree->nodes)
            if ((node.state == State::Open || node.state == State::Left) && isClosed(node.bound))
                node.state = State::Closed;
    }
    void close(double bound, const std::shared_ptr<const SearchLeaf>& proof) {
        if (bound > closed_) {
            closed_ = bound;
            worst_ = proof;
        }
    }
    double target() const { return std::max(options_.closeBelow, result_.value + options_.gap); }

    // A value that the relaxation suggests: the fixed point there, and a few steps along the exact gradient.
    void attack(Vector d, int steps) {
        for (int step = 0; step <= steps; ++step) {
            const std::optional<LinearPiece> piece = pieceAt(d);
            if (!piece)
                return;
            if (piece->value > result_.value) {
                const double value = options_.value ? options_.value(d) : piece->value;
                if (value > result_.value) {
                    result_.value = value;
                    result_.d = d;
                }
            }
            if (step == steps || result_.value > options_.stopAbove)
                return;
            const double norm = piece->gradient.norm();
            if (!(norm > 0))
                return;
            Vector next = system_.norm == BallNorm::L2 ? Vector(piece->gradient / norm)
                                                       : Vector(piece->gradient.cwiseSign());
            if ((next - d).lpNorm<Eigen::Infinity>() < 1e-12)
                return;
            d = std::move(next);
        }
    }

    // The fixed point of the reduced system at d, and the gradient there.
    struct LinearPiece {
        double value;
        Vector gradient;
    };
    std::optional<LinearPiece> pieceAt(const Vector& d) const {
        const Index k = system_.n();
        if (k == 0)
            return LinearPiece{f_.eta.dot(d) + f_.constant, f_.eta};
        const Vector w = system_.u0 + system_.U * d;
        // Block principal pivoting (Kostreva; Júdice and Pires): all units with the wrong sign change sides,
        // or only the last of them when that has not helped for a while, which ends for every P-matrix I − W.
        Vector slope = Vector::Ones(k), a;
        Eigen::PartialPivLU<Matrix> lu;
        Index fewest = k + 1;
        int patience = 5;
        for (int i = 0;; ++i) {
            lu.compute(Matrix::Identity(k, k) - system_.W * slope.asDiagonal());
            a = lu.solve(w); // a = W D a + w
            if (!a.allFinite() || i == 500)
                return std::nullopt;
            Index wrong = 0, last = -1;
            for (Index unit = 0; unit < k; ++unit)
                if ((a(unit) > 0) != (slope(unit) > 0)) {
                    ++wrong;
                    last = unit;
                }
            if (wrong == 0)
                break;
            if (wrong < fewest) {
                fewest = wrong;
                patience = 5;
            } else
                --patience;
            if (patience > 0)
                slope = (a.array() > 0).cast<double>();
            else
                slope(last) = 1 - slope(last);
        }
        const Vector z = a.cwiseMax(0);
        const Vector nu = lu.transpose().solve(slope.cwiseProduct(f_.xi));
        return LinearPiece{f_.xi.dot(z) + f_.eta.dot(d) + f_.constant, f_.eta + system_.U.transpose() * nu};
    }

    void show(const std::vector<SignSplit>& path, const Box& a, double bound) const {
        if (options_.watch)
            options_.watch({path, a, bound});
    }

    void process(Node& node) {
        Box& a = node.a;
        const bool isRoot = node.split < 0;
        if (!isRoot) {
            const std::vector<Index> open = undecidedUnits(a);
            const Box refreshed = intersection(a, relaxation_.image(a, open, node.split));
            for (const Index j : open) {
                if (refreshed.lower(j) > refreshed.upper(j)) {
                    show(node.path, refreshed, -infinite);
                    record(node.place, State::Empty, -infinite);
                    return; // no input has these signs
                }
                a.lower(j) = refreshed.lower(j);
                a.upper(j) = refreshed.upper(j);
            }
        }
        const double target = this->target();
        const AscentLimits limits{
            isRoot ? options_.rootSteps : options_.nodeSteps, std::isfinite(target) ? target : 0,
            options_.limits};
        const RelaxedPoint best = improveMultipliers(relaxation_, f_, a, node.m, limits);
        const double bound = std::min(node.bound, best.bound);
        record(node.place, best.nu);
        if (best.bound < node.bound)
            node.proof = std::make_shared<const SearchLeaf>(SearchLeaf{a, best.nu});
        show(node.path, a, bound);
        record(node.place, endOf(bound), bound);
        // Numbers that overflow leave no multipliers to go on from.
        if (isClosed(bound) || !(best.bound < infinite))
            return close(bound, node.proof);
        attack(relaxation_.maximiser(best, a).d, isRoot ? 8 : 4);
        record(node.place, endOf(bound), bound);
        if (isClosed(bound) || result_.value > options_.stopAbove)
            return close(bound, node.proof);
        branch(node, bound);
    }

    void branch(const Node& node, double bound) {
        const Box& a = node.a;
        const SlopedPoint sloped(relaxation_, f_, a, node.m);
        const RelaxedPoint& point = sloped.point();
        const std::vector<Index> open = undecidedUnits(a);
        if (open.empty())
            return finishLeaf(node, bound);
        // Candidates: what the line above the unit may lose.
        std::vector<std::pair<double, Index>> candidates;
        for (const Index j : open) {
            const double l = a.lower(j), h = a.upper(j), G = point.G(j);
            const double lost = G >= 0 ? G * h * (-l) / (h - l) : -0.5 * G * std::min(h, -l);
            candidates.emplace_back(lost, j);
        }
        std::stable_sort(candidates.begin(), candidates.end(), [](const auto& x, const auto& y) {
            return x.first > y.first;
        });
        candidates.resize(std::min<std::size_t>(candidates.size(), 8));
        const TermBox box(a);
        Sides best;
        double bestScore = -1;
        for (const auto& [lost, j] : candidates) {
            const Sides sides = sidesOf(sloped, box, j);
            // Gains count up to the one that closes.
            const auto gain = [&](double side) {
                return std::max(std::min(point.bound - side, 2 * std::abs(point.bound - target())), 0.0) +
                       1e-12;
            };
            const double score = gain(sides.active) * gain(sides.inactive);
            if (best.unit < 0 || score > bestScore) { // a NaN is no score
                bestScore = score;
                best = sides;
            }
        }
        SearchTree* const tree = options_.tree;
        if (tree) {
            const Index active = tree->add(node.place), inactive = tree->add(node.place);
            SearchTree::Node& whole = tree->at(node.place);
            whole.split = best.unit;
            whole.active = active;
            whole.inactive = inactive;
            whole.state = State::Split;
            whole.nu = Vector();
        }
        for (const bool active : {true, false}) {
            const double own = active ? best.active : best.inactive, side = std::min(own, bound);
            const double rho = active ? best.activeStep : best.inactiveStep;
            Box sideBox = a;
            (active ? sideBox.lower : sideBox.upper)(best.unit) = 0;
            std::vector<SignSplit> path;
            if (options_.watch) {
                path = node.path;
                path.push_back({best.unit, active});
                show(path, sideBox, side);
            }
            const bool closed = isClosed(side);
            const Index place =
                tree ? (active ? tree->at(node.place).active : tree->at(node.place).inactive) : 0;
            record(place, closed ? State::Closed : State::Open, side);
            if (closed && tree)
                record(place, point.nu + rho * sloped.direction(best.unit));
            if (closed && side <= closed_)
                continue;
            auto proof = node.proof;
            if (own < bound)
                proof = std::make_shared<const SearchLeaf>(
                    SearchLeaf{sideBox, point.nu + rho * sloped.direction(best.unit)});
            if (closed) {
                close(side, proof);
                continue;
            }
            auto child = std::make_shared<Node>();
            child->a = std::move(sideBox);
            child->path = std::move(path);
            child->proof = std::move(proof);
            child->m = node.m;
            child->m.e(best.unit) = active ? std::max(rho, 0.0) : std::min(rho, 0.0);
            child->bound = side;
            child->split = best.unit;
            child->number = ++made_;
            child->place = place;
            queue_.push(std::move(child));
        }
    }

    // What splitting unit j proves without a node: F along ν + ρN_j, least over ρ.
    struct Sides {
        Index unit = -1;
        double active = infinite, inactive = infinite;
        double activeStep = 0, inactiveStep = 0;
    };
    Sides sidesOf(const SlopedPoint& sloped, const TermBox& box, Index j) const {
        Sides sides;
        sides.unit = j;
        const RelaxedPoint& at = sloped.point();
        const Vector direction = sloped.direction(j);
        const Vector GStep = system_.W.transpose() * direction, qStep = relaxation_.inputProduct(direction);
        const MultiplierLine line{
            1,
            at.nu.dot(system_.u0) + f_.constant,
            direction.dot(system_.u0),
            at.q,
            at.G,
            at.nu,
            qStep,
            GStep,
            direction,
            system_.norm};
        const double guess = std::max(std::abs(at.G(j)), 1e-3 * at.G.cwiseAbs().maxCoeff());
        for (const bool active : {true, false}) {
            TermBox side = box;
            side.split(j, active);
            const LineMinimum best = minimise(line, side, active ? guess : -guess);
            const double proved =
                up(best.value +
                   relaxation_.roundings(f_, at.nu.cwiseAbs() + std::abs(best.rho) * direction.cwiseAbs()));
            if (proved < infinite) // not NaN, which would have no place in the queue
                (active ? sides.active : sides.inactive) = proved;
            (active ? sides.activeStep : sides.inactiveStep) = best.rho;
        }
        return sides;
    }

    // All signs are known: its program is solved, which closes the leaf or finds an input that belongs to it.
    void finishLeaf(const Node& node, double bound) {
        std::shared_ptr<const SearchLeaf> proof = node.proof;
        solveLeaf(relaxation_, f_, node.a, [&](const RelaxedPoint& point, const Vector& d) {
            if (point.bound < bound) {
                bound = point.bound;
                record(node.place, point.nu);
                proof = std::make_shared<const SearchLeaf>(SearchLeaf{node.a, point.nu});
            }
            if (!isClosed(bound))
                attack(d, 0);
            return isClosed(bound) || result_.value > options_.stopAbove || options_.limits.reached();
        });
        show(node.path, node.a, bound);
        record(node.place, endOf(bound), bound);
        close(bound, proof);
    }

    const Relaxation& relaxation_;
    const ReluSystem& system_;
    const Objective& f_;
    const SearchOptions& options_;
    std::priority_queue<std::shared_ptr<Node>, std::vector<std::shared_ptr<Node>>, WorseBound> queue_;
    double closed_ = -infinite;               ///< the largest bound of a closed part
    std::shared_ptr<const SearchLeaf> worst_; ///< and what proves it
    Index made_ = 0;
    SearchResult result_;
};

} // namespace

SearchResult search(const RelationalRoot& root, const Objective& objective, const SearchOptions& options) {
    return Search(root, objective, options).run();
}

} // namespace kamke
