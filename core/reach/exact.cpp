// The exact reach set of piecewise-linear networks over boxes with at most two free inputs.
#include "core/certify/method_rows.h"
#include "core/reach/polygon.h"
#include "core/reach/reach.h"
#include "core/solve/piece_solver.h"
#include "core/solve/solvers.h"

#include <cmath>
#include <map>
#include <sstream>

namespace kamke {

namespace {

std::vector<Index> freeInputs(const Box& box) {
    std::vector<Index> free;
    for (Index i = 0; i < box.dimension(); ++i)
        if (box.upper(i) > box.lower(i))
            free.push_back(i);
    return free;
}

// The free inputs as a unit square (or segment, or point): t ↦ raw input ↦ w = Bu + b, all affine.
class Parameters {
public:
    Parameters(const Network& net, const Box& box)
        : net_(net)
        , box_(box)
        , free_(freeInputs(box)) {
        wOrigin = net.B * net.normalise(box.lower) + net.b;
        wSlope = Matrix::Zero(net.n(), 2);
        const Vector scale = net.inputScale();
        for (std::size_t k = 0; k < free_.size(); ++k)
            wSlope.col(static_cast<Index>(k)) =
                net.B.col(free_[k]) * scale(free_[k]) * (box.upper(free_[k]) - box.lower(free_[k]));
    }
    ConvexPolygon all() const {
        switch (free_.size()) {
        case 0:
            return {{Point(0, 0)}};
        case 1:
            return {{Point(0, 0), Point(1, 0)}};
        default:
            return {{Point(0, 0), Point(1, 0), Point(1, 1), Point(0, 1)}};
        }
    }
    Vector w(const Point& t) const { return wOrigin + wSlope * t; }
    Vector raw(const Point& t) const {
        Vector u = box_.lower;
        for (std::size_t k = 0; k < free_.size(); ++k) {
            const double width = box_.upper(free_[k]) - box_.lower(free_[k]);
            // The far edge exactly, so that vertices of the box are vertices of the pieces.
            u(free_[k]) = t(static_cast<Index>(k)) == 1
                              ? box_.upper(free_[k])
                              : box_.lower(free_[k]) + t(static_cast<Index>(k)) * width;
        }
        return u;
    }

    Vector wOrigin;
    Matrix wSlope; ///< n×2

private:
    const Network& net_;
    const Box& box_;
    std::vector<Index> free_;
};

// The half-planes of t in which a pattern is the right one: the pre-activation of each unit stays on its
// piece.
std::vector<HalfPlane> region(
    const NetworkAnalysis& analysis, const Parameters& parameters, const Pattern& pattern,
    const PatternMap& map) {
    const Network& net = analysis.network();
    // p = Ax + w = (AF + I)w + Ag
    const Matrix slope = net.A * (map.F * parameters.wSlope) + parameters.wSlope;
    const Vector origin = net.A * (map.F * parameters.wOrigin + map.g) + parameters.wOrigin;
    std::vector<HalfPlane> planes;
    for (Index i = 0; i < net.n(); ++i) {
        const Activation::Piece& piece =
            net.activation.pieces()[static_cast<std::size_t>(pattern[static_cast<std::size_t>(i)])];
        const Point normal = slope.row(i).transpose();
        const auto add = [&](double sign, double at) {
            // Scaled to unit normals, so that one tolerance means a distance in t.
            const double length = normal.norm();
            const double offset = sign * (origin(i) - at);
            planes.push_back(
                length > 0 ? HalfPlane{sign * normal / length, offset / length}
                           : HalfPlane{Point::Zero(), offset});
        };
        if (std::isfinite(piece.from))
            add(1, piece.from);
        if (std::isfinite(piece.to))
            add(-1, piece.to);
    }
    return planes;
}

constexpr double tolerance = 1e-13; // a distance in the unit square
constexpr double sliver = 1e-14;    // a measure in the unit square that is not pursued

ConvexPolygon clip(ConvexPolygon polygon, const std::vector<HalfPlane>& planes) {
    for (const HalfPlane& plane : planes) {
        if (polygon.empty())
            break;
        polygon = split(polygon, plane, tolerance).inside;
    }
    return polygon;
}

// The part of `polygon` outside the region, as convex pieces, appended to `rest`.
void subtract(ConvexPolygon polygon, const std::vector<HalfPlane>& planes, std::vector<ConvexPolygon>& rest) {
    for (const HalfPlane& plane : planes) {
        if (polygon.empty())
            return;
        SplitPolygon parts = split(polygon, plane, tolerance);
        if (parts.outside.measure() > sliver)
            rest.push_back(std::move(parts.outside));
        polygon = std::move(parts.inside);
    }
}

ExactPiece makePiece(
    const Network& net, const Parameters& parameters, const ConvexPolygon& polygon, const Pattern& pattern,
    const PatternMap& map) {
    ExactPiece piece;
    const Index count = static_cast<Index>(polygon.vertices.size());
    piece.inputs.resize(net.r(), count);
    piece.states.resize(net.n(), count);
    piece.outputs.resize(net.q(), count);
    piece.pattern = pattern;
    for (Index k = 0; k < count; ++k) {
        const Point& t = polygon.vertices[static_cast<std::size_t>(k)];
        const Vector u = parameters.raw(t);
        const Vector x = map.F * parameters.w(t) + map.g;
        piece.inputs.col(k) = u;
        piece.states.col(k) = x;
        piece.outputs.col(k) = net.C * x + net.D * net.normalise(u) + net.c;
    }
    return piece;
}

void extend(std::optional<Box>& box, const Matrix& points) {
    const Vector lower = points.rowwise().minCoeff(), upper = points.rowwise().maxCoeff();
    box = box ? Box{box->lower.cwiseMin(lower), box->upper.cwiseMax(upper)} : Box{lower, upper};
}

std::optional<std::string> whyNot(const NetworkAnalysis& analysis, const Box& box) {
    const Network& net = analysis.network();
    if (!net.activation.isPiecewiseLinear())
        return "exact polygons need a piecewise-linear activation, and " +
               std::string(net.activation.name()) + " is smooth";
    if (const std::size_t free = freeInputs(box).size(); free > 2)
        return "exact polygons are drawn for two free inputs, and this box has " + std::to_string(free);
    if (!analysis.wellPosed())
        return "the reach set is defined only where x is unique, and no condition for that holds: " +
               analysis.whyNotContracting();
    return std::nullopt;
}

// A point inside the polygon: its centroid, or on later attempts a fixed mixture of its vertices. A centroid
// may be just where several pieces meet (the origin of a network without b), and then belongs to a pattern
// without area.
Point interiorPoint(const ConvexPolygon& polygon, int attempt) {
    if (attempt == 0)
        return polygon.centroid();
    constexpr double golden = 0.6180339887498949;
    Point sum = Point::Zero();
    double total = 0;
    for (std::size_t k = 0; k < polygon.vertices.size(); ++k) {
        const double phase = static_cast<double>(k + 1) * attempt * golden;
        const double weight = 0.25 + phase - std::floor(phase);
        sum += weight * polygon.vertices[k];
        total += weight;
    }
    return sum / total;
}

// The pieces found so far, by pattern.
class Cover {
public:
    Cover(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options)
        : analysis_(analysis)
        , options_(options)
        , parameters_(analysis.network(), box)
        , solver_(analysis)
        , whole_(parameters_.all())
        , near_(solver_.patternOf(parameters_.w(whole_.centroid()))) {}

    const ConvexPolygon& whole() const { return whole_; }
    std::size_t count() const { return known_.size(); }
    Enclosure& result() { return result_; }

    /// The region of the pattern at t, whose piece joins the result when it is new; null when no pattern was
    /// found.
    const std::vector<HalfPlane>* regionAt(const Point& t) {
        const std::optional<Pattern> pattern = patternAt(t);
        const PatternMap* map = pattern ? solver_.map(*pattern) : nullptr;
        if (!map)
            return nullptr;
        near_ = *pattern;
        auto [entry, isNew] = known_.try_emplace(*pattern);
        if (isNew) {
            entry->second = region(analysis_, parameters_, *pattern, *map);
            const ConvexPolygon piece = clip(whole_, entry->second);
            if (!piece.empty() && piece.measure() > sliver) {
                result_.pieces.push_back(makePiece(analysis_.network(), parameters_, piece, *pattern, *map));
                extend(result_.state, result_.pieces.back().states);
                extend(result_.output, result_.pieces.back().outputs);
            }
        }
        return &entry->second;
    }

private:
    std::optional<Pattern> patternAt(const Point& t) {
        const Vector w = parameters_.w(t);
        if (auto solution = solver_.solve(w, near_))
            return std::move(solution->pattern);
        // Newton may cycle; the iteration with a condition behind it names the pattern then.
        IterationOptions iteration;
        iteration.limits = options_.limits;
        const ForwardResult one = forward(analysis_, parameters_.raw(t), iteration);
        if (one.status != Status::Ok)
            return std::nullopt;
        return solver_.patternOf(analysis_.network().A * one.x + w);
    }

    const NetworkAnalysis& analysis_;
    const ReachOptions& options_;
    Parameters parameters_;
    PieceSolver solver_;
    ConvexPolygon whole_;
    Pattern near_; ///< where Newton's method starts
    std::map<Pattern, std::vector<HalfPlane>> known_;
    Enclosure result_;
};

double measure(const std::vector<ConvexPolygon>& polygons) {
    double sum = 0;
    for (const ConvexPolygon& polygon : polygons)
        sum += polygon.measure();
    return sum;
}

Enclosure run(const NetworkAnalysis& analysis, const Box& box, const ReachOptions& options) {
    Cover cover(analysis, box, options);
    std::vector<ConvexPolygon> open{cover.whole()}, rest;
    double uncovered = 0;
    while (!open.empty()) {
        if (options.limits.reached())
            return Enclosure::notOk(
                Status::Cancelled, "stopped after " + std::to_string(cover.count()) + " exact pieces");
        if (cover.count() > static_cast<std::size_t>(options.maxPieces))
            return Enclosure::notOk(
                Status::NotConverged,
                "the reach set has more than " + std::to_string(options.maxPieces) + " linear pieces");
        const ConvexPolygon polygon = std::move(open.back());
        open.pop_back();
        bool covered = false;
        constexpr int attempts = 8;
        for (int attempt = 0; attempt < attempts && !covered; ++attempt) {
            const std::vector<HalfPlane>* planes = cover.regionAt(interiorPoint(polygon, attempt));
            if (!planes)
                continue;
            rest.clear();
            subtract(polygon, *planes, rest);
            covered = measure(rest) < polygon.measure() * (1 - 1e-9);
        }
        if (covered)
            open.insert(open.end(), rest.begin(), rest.end());
        else
            uncovered += polygon.measure(); // a sliver in which rounding finds no piece
    }
    if (!(uncovered <= 1e-9 * cover.whole().measure()) || cover.result().pieces.empty()) {
        std::ostringstream text;
        text << "the linear pieces found cover all but " << uncovered / cover.whole().measure()
             << " of the input box";
        return Enclosure::notOk(Status::NotConverged, text.str());
    }
    cover.result().status = Status::Ok;
    return std::move(cover.result());
}

} // namespace

/// Polygons of inputs with one activation pattern each, and their images: on the pattern s, x = (I −
/// SA)^{-1}(S(Bu + b) + o) (maths "Exact reach set, two inputs"), S and o the slopes and offsets of the
/// pieces of φ. Works for every piecewise-linear φ and for more inputs when at most two of them have an
/// interval with width. The polygons cover the input box and overlap only in edges; the box of their images
/// is the tightest that any method can give. Numerical, not proved.
constinit const Method exact{
    .id = "exact",
    .name = "exact",
    .label = "exact",
    .formula = "y on each activation pattern: C(I − SA)⁻¹(S(Bu + b) + o) + Du + c",
    .citation = "piecewise-linear analysis of x = Φ(Ax + Bu + b)",
    .explanation = "The true reach set, polygon by polygon; no box can be smaller than the one around it.",
    .colour = 0x1A1A1A,
    .darkColour = 0xE8E8E8,
    .line = LineStyle::Fill,
    .key = 1,
    .whyNot = whyNot,
    .run = run,
};

} // namespace kamke
