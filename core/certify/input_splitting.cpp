#include "core/certify/input_splitting.h"

#include "core/certify/margins.h"
#include "core/model/rounding.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace kamke {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

std::vector<const Certificate*> splitCertificates(const NetworkAnalysis& analysis) {
    std::vector<const Certificate*> some;
    for (const std::string_view id : {"mmc", "lipschitz-l2"})
        if (const Certificate* one = findCertificate(id); !one->whyNot(analysis))
            some.push_back(one);
    return some;
}

struct Part {
    Box box;
    double bound = -infinite; ///< of the margin, proved of a larger part; −∞: nothing is
    Index number = 0;         ///< in the order of making: breaks ties
};
struct BetterBound {
    bool operator()(const Part& a, const Part& b) const {
        return a.bound != b.bound ? a.bound > b.bound : a.number > b.number;
    }
};

// A ball of l_2, and the least box that holds what it shares with another box.
class BallCut {
public:
    BallCut(Vector centre, double radius)
        : centre_(std::move(centre))
        , radius_(radius) {}

    /// False when nothing of the box lies in the ball.
    bool cut(Box& box) const {
        // Every square, sum and root rounds a few times: 2^-40 is far more than that.
        constexpr double reserve = 0x1p-40;
        const Vector away = (box.lower - centre_).cwiseMax(centre_ - box.upper).cwiseMax(0);
        const Vector squares = away.cwiseAbs2();
        const double all = squares.sum();
        if (std::sqrt(all) * (1 - reserve) > radius_)
            return false;
        for (Index i = 0; i < away.size(); ++i) {
            const double others = (all - squares(i)) * (1 - reserve) - reserve * all;
            const double left = radius_ * radius_ * (1 + reserve) - others + 0x1p-1000;
            const double reach = up(std::sqrt(std::max(left, 0.0)) * (1 + reserve));
            box.lower(i) = std::max(box.lower(i), down(centre_(i) - reach));
            box.upper(i) = std::min(box.upper(i), up(centre_(i) + reach));
            if (box.lower(i) > box.upper(i))
                return false;
        }
        return true;
    }

private:
    Vector centre_;
    double radius_;
};

// How much an input of width 1 may move a difference of outputs: only to choose which one is split.
Vector sensitivity(const NetworkAnalysis& analysis) {
    const Matrix& gain = analysis.contracting() ? analysis.outputGain : analysis.rawB;
    const Vector sums = gain.cwiseAbs().colwise().sum().transpose();
    return sums.allFinite() && sums.maxCoeff() > 0 ? sums : Vector(Vector::Ones(sums.size()));
}

} // namespace

std::optional<std::string> whyNotSplit(const NetworkAnalysis& analysis) {
    const Index r = analysis.network().r();
    if (r > mostSplitInputs)
        return "splitting the input is for networks of up to " + std::to_string(mostSplitInputs) +
               " inputs, and this one has " + std::to_string(r);
    if (splitCertificates(analysis).empty())
        return findCertificate("mmc")->whyNot(analysis);
    return std::nullopt;
}

SplitResult splitInputs(
    const Certifier& certifier, const Box& box, std::optional<double> euclidean, const Vector& centre,
    int label, const SplitOptions& options) {
    constexpr std::size_t batch = 32;
    const std::vector<const Certificate*> certificates = splitCertificates(certifier.analysis());
    const Vector gain = sensitivity(certifier.analysis());
    std::optional<BallCut> ball;
    if (euclidean)
        ball.emplace(centre, *euclidean);
    CertifyOptions certify;
    certify.limits = options.limits;
    certify.logits = false;
    certify.tolerance = 1e-9; // of the boxes; what is proved of them does not depend on it
    SplitResult result;
    std::priority_queue<Part, std::vector<Part>, BetterBound> open;
    open.push({box});
    double closed = infinite; // the least bound of what is not split any more
    Index made = 0;
    while (!open.empty() && !result.found && result.nodes < options.maxNodes && !options.limits.reached()) {
        std::vector<Part> parts;
        while (!open.empty() && parts.size() < batch) {
            parts.push_back(open.top());
            open.pop();
        }
        const auto count = static_cast<Index>(parts.size());
        InputColumns inputs;
        inputs.lower.resize(box.dimension(), count);
        inputs.upper.resize(box.dimension(), count);
        for (Index k = 0; k < count; ++k) {
            inputs.lower.col(k) = parts[static_cast<std::size_t>(k)].box.lower;
            inputs.upper.col(k) = parts[static_cast<std::size_t>(k)].box.upper;
        }
        inputs.labels.assign(parts.size(), label);
        result.nodes += count;
        for (const MarginColumns& columns : marginColumns(certifier, inputs, certificates, certify))
            for (Index k = 0; k < count; ++k) {
                Part& part = parts[static_cast<std::size_t>(k)];
                const bool holds = columns.boxes && columns.boxes->rigorous[static_cast<std::size_t>(k)];
                if (holds && std::isfinite(columns.margin(k)))
                    part.bound = std::max(part.bound, columns.margin(k));
            }
        for (Part& part : parts) {
            if (part.bound > 0) {
                closed = std::min(closed, part.bound);
                continue;
            }
            const Vector middle = part.box.centre();
            if (options.found && !result.found && !options.limits.reached())
                result.found = options.found(middle);
            Index widest = 0;
            const double weight = part.box.width().cwiseProduct(gain).maxCoeff(&widest);
            const double at = middle(widest);
            if (!(weight > 0) || !(at > part.box.lower(widest)) || !(at < part.box.upper(widest))) {
                closed = std::min(closed, part.bound);
                result.level = true;
                continue;
            }
            for (const bool left : {true, false}) {
                Part half{part.box, part.bound, ++made};
                (left ? half.box.upper : half.box.lower)(widest) = at;
                if (!ball || ball->cut(half.box))
                    open.push(std::move(half));
            }
        }
        if (result.level)
            break; // this part alone keeps the answer open
    }
    const double least = open.empty() ? closed : std::min(closed, open.top().bound);
    if (std::isfinite(least))
        result.bound = least;
    return result;
}

StateBoxes splitBoxes(const Certifier& certifier, const ColumnInput& input, const CertifyOptions& options) {
    const std::vector<MarginColumns> whole =
        marginColumns(certifier, input, splitCertificates(certifier.analysis()), options);
    StateBoxes boxes = *whole.front().boxes;
    boxes.shares.clear();
    boxes.differences = whole.front().differences;
    for (Index k = 0; k < input.count() && !options.limits.reached(); ++k) {
        const int label = input.labels[static_cast<std::size_t>(k)];
        if (!boxes.ok(k) || !boxes.rigorous[static_cast<std::size_t>(k)])
            continue;
        const auto raise = [&](Index j, double bound) {
            if (j != label && std::isfinite(bound))
                boxes.differences(j, k) = std::max(boxes.differences(j, k), bound);
        };
        for (const MarginColumns& columns : whole)
            for (Index j = 0;
                 columns.boxes->rigorous[static_cast<std::size_t>(k)] && j < columns.differences.rows(); ++j)
                raise(j, columns.differences(j, k));
        const Vector centre = input.fewCentres.col(k), radius = input.radii.column(k, centre.size());
        const Box box{roundedDown(centre - radius), roundedUp(centre + radius)};
        SplitOptions split;
        split.limits = within(options.limits, options.secondsPerSample);
        split.found = [&](const Vector& middle) {
            if (input.isBall() && (middle - centre).norm() > input.euclidean(k))
                return false;
            BallInputs one(certifier, middle, std::span(&label, 1), false);
            const int read = predictColumns(certifier, one, split.limits).predictions[0];
            return read >= 0 && read != label;
        };
        const SplitResult found = splitInputs(
            certifier, box, input.isBall() ? std::optional(input.euclidean(k)) : std::nullopt, centre, label,
            split);
        boxes.iterations[static_cast<std::size_t>(k)] += static_cast<int>(found.nodes);
        for (Index j = 0; j < boxes.differences.rows(); ++j)
            raise(j, found.bound);
    }
    if (options.limits.reached())
        for (Index k = 0; k < input.count(); ++k)
            if (boxes.ok(k))
                boxes.fail(k, Status::Cancelled, "stopped before it was finished");
    return boxes;
}

} // namespace kamke
