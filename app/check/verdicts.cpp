#include "verdicts.h"

#include "chords.h"
#include "unique.h"

#include <sstream>

namespace kamke::check {

namespace {

std::string text(double value) {
    std::ostringstream out;
    out.precision(17);
    out << value;
    return out.str();
}

class Robust {
public:
    Robust(const Weights& weights, const Proof& proof)
        : weights_(weights)
        , proof_(proof)
        , inputs_(weights, proof) {}

    void run() {
        const Unique unique(weights_, proof_);
        start(unique);
        for (int round = 0; round < proof_.rounds; ++round) {
            std::vector<std::size_t> open;
            for (std::size_t j = 0; j < weights_.n; ++j)
                if (root_.lower[j] < 0 && root_.upper[j] > 0)
                    open.push_back(j);
            const Numbers none(open.size(), 0);
            refresh(root_, open, none, none, weights_.n);
        }
        for (const std::size_t unit : proof_.open)
            if (unit >= weights_.n)
                throw Refused{
                    "it speaks of unit " + std::to_string(unit) + ", and the network has " +
                    std::to_string(weights_.n)};
        // Units that leaves say nothing of: their own equation is solved where they are active.
        Numbers slopes(weights_.n);
        for (std::size_t j = 0; j < weights_.n; ++j)
            slopes[j] = root_.lower[j] >= 0 ? 1 : 0;
        for (const std::size_t unit : proof_.open)
            slopes[unit] = 0;
        active_ = slopes;
        const SlopeEquations equations(weights_, std::move(slopes));
        equations_ = &equations;
        std::vector<bool> shown(weights_.q, false);
        for (const Proof::Competitor& one : proof_.competitors) {
            if (one.index >= weights_.q || one.index == proof_.label || shown[one.index])
                throw Refused{
                    "it has class " + std::to_string(one.index) +
                    " where another than the label was expected, each once"};
            tree(one);
            shown[one.index] = true;
        }
        for (std::size_t j = 0; j < weights_.q; ++j)
            if (j != proof_.label && !shown[j])
                throw Refused{"it says nothing of class " + std::to_string(j)};
    }

private:
    void start(const Unique& unique) {
        const std::size_t n = weights_.n;
        const Numbers &lower = proof_.startLower, &upper = proof_.startUpper;
        if (lower.size() != n || upper.size() != n)
            throw Refused{
                "its start has not two ends for each of the network's " + std::to_string(n) + " units"};
        const Intervals w = offsets(weights_, proof_.centre);
        const Numbers distance = unique.distance(proof_.state, w);
        Intervals a = withoutOwn(weights_, proof_.state, w); // (1 − a_ii)a_i
        for (std::size_t i = 0; i < n; ++i) {
            double more = 0;
            for (std::size_t j = 0; j < n; ++j)
                more += std::abs(weights_.A[i * n + j]) * distance[j];
            a.add(i, Interval(more, more));
            const Interval high = Interval(upper[i]) * weights_.own(i) - a[i],
                           low = a[i] - Interval(lower[i]) * weights_.own(i);
            if (!(high.lower() >= 0 && low.lower() >= 0))
                throw Refused{
                    "the pre-activation of unit " + std::to_string(i) +
                    " at the sample is not shown to be in [" + text(lower[i]) + ", " + text(upper[i]) + "]"};
        }
        const Bounds given{lower, upper};
        const SlopeEquations equations(weights_, chordSlopes(given));
        root_ = given;
        for (std::size_t i = 0; i < n; ++i) {
            Numbers unit(n, 0);
            unit[i] = 1;
            for (const double sign : {1.0, -1.0}) {
                const double bound = std::min(
                    along(equations.solve(unit), {}, 0, i, sign, given), along(unit, {}, 0, i, sign, given));
                const double end = sign > 0 ? upper[i] : -lower[i];
                if (!(bound < end))
                    throw Refused{
                        "start: " + std::string(sign > 0 ? "a_" : "-a_") + std::to_string(i) + " < " +
                        text(end) + " fails, the bound is " + text(bound)};
                (sign > 0 ? root_.upper : root_.lower)[i] = sign * bound;
            }
        }
    }

    // The bound of sign·a_i from sign·nu + step·direction.
    double along(
        const Numbers& nu, const Numbers& direction, double step, std::size_t i, double sign,
        const Bounds& a) const {
        Numbers sum(nu.size());
        for (std::size_t j = 0; j < sum.size(); ++j)
            sum[j] = sign * nu[j] + (step != 0 ? step * direction[j] : 0);
        return above(weights_, inputs_, preActivation(weights_, i, sign), a, multipliers(weights_, sum));
    }

    // Bounds of some units from those so far; `split`: the unit whose multipliers the steps are along, or n.
    void refresh(
        Bounds& a, const std::vector<std::size_t>& units, const Numbers& upper, const Numbers& lower,
        std::size_t split) const {
        if (units.empty())
            return;
        const std::size_t n = weights_.n;
        const SlopeEquations equations(weights_, chordSlopes(a));
        const auto column = [&](std::size_t i) {
            Numbers unit(n, 0);
            unit[i] = 1;
            return equations.solve(unit);
        };
        const Numbers direction = split < n ? column(split) : Numbers(n, 0);
        Bounds next = a;
        for (std::size_t k = 0; k < units.size(); ++k) {
            const std::size_t i = units[k];
            if (i >= n)
                throw Refused{
                    "it speaks of unit " + std::to_string(i) + ", and the network has " + std::to_string(n)};
            const Numbers nu = column(i);
            next.upper[i] = std::min(next.upper[i], along(nu, direction, upper[k], i, 1, a));
            next.lower[i] = std::max(next.lower[i], -along(nu, direction, lower[k], i, -1, a));
        }
        a = std::move(next);
    }

    void tree(const Proof::Competitor& competitor) const {
        struct Part {
            Bounds a;
            std::size_t split; ///< the unit that was split last; n: none was
        };
        const Functional difference = outputDifference(weights_, competitor.index, proof_.label);
        const auto where = [&](std::size_t node) {
            return "class " + std::to_string(competitor.index) + ", node " + std::to_string(node);
        };
        std::vector<Part> parts{{root_, weights_.n}};
        std::size_t at = 0;
        for (; !parts.empty(); ++at) {
            if (at == competitor.nodes.size())
                throw Refused{where(at) + " is missing, so that a part is not shown"};
            const Proof::Node& node = competitor.nodes[at];
            Part part = std::move(parts.back());
            parts.pop_back();
            refresh(part.a, node.refresh, node.upper, node.lower, part.split);
            if (node.splits) {
                if (node.split >= weights_.n)
                    throw Refused{
                        where(at) + " splits unit " + std::to_string(node.split) + ", and the network has " +
                        std::to_string(weights_.n)};
                Part active{part.a, node.split}, inactive{std::move(part.a), node.split};
                double &low = active.a.lower[node.split], &high = inactive.a.upper[node.split];
                low = std::max(low, 0.0);
                high = std::min(high, 0.0);
                parts.push_back(std::move(inactive));
                parts.push_back(std::move(active));
                continue;
            }
            if (part.a.isEmpty())
                continue;
            if (node.nu.size() != proof_.open.size())
                throw Refused{
                    where(at) + " has " + std::to_string(node.nu.size()) + " multipliers, expected " +
                    std::to_string(proof_.open.size())};
            const double bound =
                above(weights_, inputs_, difference, part.a, leafMultipliers(difference, node.nu));
            if (!(bound < 0))
                throw Refused{
                    where(at) + ": y_" + std::to_string(competitor.index) + " - y_" +
                    std::to_string(proof_.label) + " < 0 fails, the bound is " + text(bound)};
        }
        if (at != competitor.nodes.size())
            throw Refused{where(at) + " belongs to no part"};
    }

    Numbers leafMultipliers(const Functional& f, const Numbers& open) const {
        Numbers right(weights_.n, 0);
        for (std::size_t j = 0; j < weights_.n; ++j)
            if (active_[j] != 0)
                right[j] = f.state.upper[j];
        for (std::size_t k = 0; k < open.size(); ++k)
            right[proof_.open[k]] = open[k];
        return multipliers(weights_, equations_->solve(right));
    }

    const Weights& weights_;
    const Proof& proof_;
    InputSet inputs_;
    Bounds root_;
    Numbers active_;
    const SlopeEquations* equations_ = nullptr;
};

} // namespace

void checkRobust(const Weights& weights, const Proof& proof) {
    Robust(weights, proof).run();
}

void checkBroken(const Weights& weights, const Proof& proof) {
    const InputSet inputs(weights, proof);
    if (!inputs.contains(proof.witness))
        throw Refused{"its witness is not in the set of inputs"};
    if (proof.readAs >= weights.q || proof.readAs == proof.label)
        throw Refused{
            "it says that its witness is read as " + std::to_string(proof.readAs) +
            ", expected another class than the label"};
    const Unique unique(weights, proof);
    const Numbers distance = unique.distance(proof.state, offsets(weights, proof.witness));
    const Functional f = outputDifference(weights, proof.readAs, proof.label);
    Interval ahead = f.constant;
    for (std::size_t i = 0; i < weights.n; ++i) {
        const Interval state = Interval(proof.state[i]) + Interval(distance[i], distance[i]);
        ahead += f.state[i] * state;
    }
    for (std::size_t p = 0; p < weights.r; ++p)
        ahead += f.input[p] * dividedBy(weights.centred(p, proof.witness[p]), weights.std[p]);
    if (!(ahead.lower() > 0))
        throw Refused{
            "y_" + std::to_string(proof.readAs) + " > y_" + std::to_string(proof.label) +
            " fails at its witness, the difference is at least " + text(ahead.lower())};
}

} // namespace kamke::check
