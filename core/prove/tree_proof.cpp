#include "core/prove/tree_proof.h"

#include "core/model/rounding.h"
#include "core/prove/few_bits.h"

#include <algorithm>
#include <map>

namespace kamke {

namespace {

Vector activeSlopes(const Box& a) {
    return (a.lower.array() >= 0).cast<double>();
}

bool isEmpty(const Box& a) {
    return (a.lower.array() > a.upper.array()).any();
}

} // namespace

TreeProof::TreeProof(
    const SampleSystem& sample, const Box& root, const RelationalRoot& searched, const Limits& limits)
    : sample_(sample)
    , searched_(searched)
    , limits_(limits)
    , units_(sample.system, root)
    , relaxation_(units_.system(), Box{units_.part(root.lower), units_.part(root.upper)})
    , active_(sample.system.W, activeSlopes(searched.preActivations())) {}

// One class; `share`: refreshed bounds that gain less of their width are left out.
class TreeProof::Writer {
public:
    Writer(const TreeProof& proof, int j, const SearchTree* tree, double share)
        : proof_(proof)
        , j_(j)
        , tree_(tree)
        , share_(share) {
        ReducedFunctional reduced = proof.units_.reduce(proof.sample_.functional(j));
        f_ = {
            std::move(reduced.functional.xi), std::move(reduced.functional.eta),
            up(reduced.constant - proof.sample_.constant(j))};
        for (std::size_t at = 0; at < proof.open().size(); ++at)
            placeOf_.emplace(proof.open()[at], static_cast<Index>(at));
    }

    std::optional<std::vector<SampleProof::Node>> nodes() {
        const Box& root = proof_.relaxation_.within();
        const bool done = tree_ ? write(0, root, -1) : writeLeaf({}, root, -1);
        if (!done)
            return std::nullopt;
        return std::move(nodes_);
    }

private:
    // The unit of a recorded split among those that are open here; −1: it is none of them.
    Index placeOf(Index searchedUnit) const {
        const auto found =
            placeOf_.find(proof_.searched_.units().units()[static_cast<std::size_t>(searchedUnit)]);
        return found == placeOf_.end() ? -1 : found->second;
    }

    bool write(Index place, Box a, Index split) {
        const SearchTree::Node& from = tree_->at(place);
        if (isEmpty(a)) {
            nodes_.emplace_back();
            return true;
        }
        if (from.split < 0)
            return writeLeaf(from.nu, a, split);
        const Index unit = placeOf(from.split);
        if (unit < 0 || proof_.limits_.reached())
            return false;
        SampleProof::Node node;
        if (split >= 0)
            node = refresh(a, split, share_);
        if (!isEmpty(a))
            node.split = proof_.open()[static_cast<std::size_t>(unit)];
        nodes_.push_back(std::move(node));
        if (isEmpty(a))
            return true;
        Box active = a, inactive = std::move(a);
        active.lower(unit) = std::max(active.lower(unit), 0.0);
        inactive.upper(unit) = std::min(inactive.upper(unit), 0.0);
        return write(from.active, std::move(active), unit) && write(from.inactive, std::move(inactive), unit);
    }

    bool writeLeaf(const Vector& recorded, Box a, Index split) {
        SampleProof::Node node;
        const Vector nu = recorded.size() > 0 ? restricted(recorded) : Vector();
        if (auto closing = closes(a, nu)) {
            node.nu = std::move(*closing);
            nodes_.push_back(std::move(node));
            return true;
        }
        if (split >= 0) {
            node = refresh(a, split, 0);
            if (isEmpty(a)) {
                nodes_.push_back(std::move(node));
                return true;
            }
        }
        std::optional<Vector> closing = closes(a, nu);
        // A little more than needed leaves room for few bits.
        for (const double target : {-0.02 * std::abs(f_.constant), 0.0}) {
            if (closing)
                break;
            SlopeMultipliers m = startMultipliers(a);
            const AscentLimits steps{.steps = 60, .target = target, .limits = proof_.limits_};
            closing = closes(a, improveMultipliers(proof_.relaxation_, f_, a, m, steps).nu);
        }
        if (!closing)
            return splitFurther(std::move(node), recorded, std::move(a));
        node.nu = std::move(*closing);
        nodes_.push_back(std::move(node));
        return true;
    }

    // The root box is a little larger here than in the search, which now and then is too much for a leaf.
    bool splitFurther(SampleProof::Node node, const Vector& recorded, Box a) {
        Index unit = -1;
        double most = 0;
        for (const Index j : undecidedUnits(a)) {
            const double lost = a.upper(j) * -a.lower(j) / (a.upper(j) - a.lower(j));
            if (lost > most) {
                most = lost;
                unit = j;
            }
        }
        if (unit < 0 || ++further_ > mostFurther || proof_.limits_.reached())
            return false;
        node.split = proof_.open()[static_cast<std::size_t>(unit)];
        nodes_.push_back(std::move(node));
        Box active = a, inactive = std::move(a);
        active.lower(unit) = inactive.upper(unit) = 0;
        return writeLeaf(recorded, std::move(active), unit) && writeLeaf(recorded, std::move(inactive), unit);
    }

    // Multipliers of the units that were open in the search, for those that are open here.
    Vector restricted(const Vector& recorded) const {
        const Vector active = activeSlopes(proof_.searched_.preActivations());
        Vector all = active.cwiseProduct(proof_.sample_.xi.col(j_));
        const std::vector<Index>& searched = proof_.searched_.units().units();
        for (std::size_t at = 0; at < searched.size(); ++at)
            all(searched[at]) = recorded(static_cast<Index>(at));
        return proof_.units_.part(proof_.active_.solve(all));
    }

    // These multipliers with as few bits as prove it, if they do.
    std::optional<Vector> closes(const Box& a, const Vector& nu) const {
        if (nu.size() != proof_.relaxation_.units())
            return std::nullopt;
        for (const int bits : {5, 7, 9, 12, 16, 24, 53}) {
            RelaxedPoint point = proof_.relaxation_.evaluate(f_, a, inSteps(nu, bits));
            // A checker sums in another order, which is worth less than the roundings that are counted here.
            if (point.bound + 8 * proof_.relaxation_.roundings(f_, point.nu) < 0)
                return std::move(point.nu);
        }
        return std::nullopt;
    }

    SampleProof::Node refresh(Box& a, Index split, double share) const {
        SampleProof::Node node;
        const std::vector<Index> open = undecidedUnits(a);
        Relaxation::LineSteps steps;
        const Box image = widened(proof_.relaxation_.image(a, open, split, &steps));
        std::vector<double> upper, lower;
        for (std::size_t at = 0; at < open.size(); ++at) {
            const Index j = open[at];
            const double l = std::max(a.lower(j), image.lower(j)), h = std::min(a.upper(j), image.upper(j));
            const bool decided = l >= 0 || h <= 0;
            if (!decided && !(h - l < (1 - share) * (a.upper(j) - a.lower(j))))
                continue;
            a.lower(j) = l;
            a.upper(j) = h;
            node.refresh.push_back(proof_.open()[static_cast<std::size_t>(j)]);
            upper.push_back(steps.upper(static_cast<Index>(at)));
            lower.push_back(steps.lower(static_cast<Index>(at)));
        }
        const auto count = static_cast<Index>(upper.size());
        node.upper = Eigen::Map<const Vector>(upper.data(), count);
        node.lower = Eigen::Map<const Vector>(lower.data(), count);
        return node;
    }

    static constexpr int mostFurther = 64;

    const TreeProof& proof_;
    int j_;
    const SearchTree* tree_;
    double share_;
    Objective f_;
    std::map<Index, Index> placeOf_;
    std::vector<SampleProof::Node> nodes_;
    int further_ = 0; ///< splits that the search did without
};

std::optional<SampleProof::Competitor> TreeProof::competitor(int j, const SearchTree* tree) const {
    for (const double share : {0.02, 0.0})
        if (auto nodes = Writer(*this, j, tree, share).nodes())
            return SampleProof::Competitor{j, std::move(*nodes)};
    return std::nullopt;
}

} // namespace kamke
