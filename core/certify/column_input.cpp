#include "core/certify/column_input.h"

#include "core/certify/input_splitting.h"
#include "core/certify/state_boxes.h"
#include "core/model/rounding.h"

#include <cmath>
#include <numeric>
#include <vector>

namespace kamke {

RawRadii RawRadii::entrywise(Matrix radii) {
    RawRadii all;
    all.uniform_ = radii.colwise().maxCoeff().transpose();
    all.entries_ = std::move(radii);
    return all;
}

RawRadii RawRadii::uniform(Vector radii) {
    RawRadii all;
    all.uniform_ = std::move(radii);
    return all;
}

Vector RawRadii::largestIn(const Vector& perInput) const {
    const Vector sized = isUniform()
                             ? Vector(uniform_ * perInput.maxCoeff())
                             : Vector((perInput.asDiagonal() * entries_).colwise().maxCoeff().transpose());
    return sized.unaryExpr([](double v) { return up(v); });
}

Vector RawRadii::column(Index k, Index r) const {
    return isUniform() ? Vector(Vector::Constant(r, uniform_(k))) : Vector(entries_.col(k));
}

RawRadii RawRadii::columns(const std::vector<Index>& some) const {
    RawRadii all;
    all.uniform_ = uniform_(some);
    if (entries_.size() > 0)
        all.entries_ = entries_(Eigen::all, some);
    return all;
}

Matrix RawRadii::image(const Matrix& G, const Vector& rows) const {
    if (entries_.size() > 0)
        return G * entries_;
    return rows * uniform_.transpose();
}

Vector RawRadii::euclidean(Index r) const {
    // Sums of r squares and a root, each of which rounds once.
    const double factor = 1 + 4 * static_cast<double>(r + 8) * unitRoundoff;
    if (isUniform())
        return uniform_ * (std::sqrt(static_cast<double>(r)) * factor);
    return Vector(entries_.colwise().stableNorm().transpose() * factor);
}

Vector ColumnInput::wMagnitude(const Certifier& certifier, Index column) const {
    if (wMagnitudes.size() > 0)
        return wMagnitudes.col(column);
    return certifier.magnitudeB.of(magnitude(column));
}

ColumnInput ColumnInput::centres() const {
    ColumnInput points = *this;
    if (points.start)
        points.start->radius.setZero();
    points.euclidean.resize(0);
    points.outside.clear();
    points.radii = RawRadii::uniform(Vector::Zero(count()));
    points.wRadius = Matrix::Zero(wCentre.rows(), count());
    return points;
}

ColumnInput ColumnInput::column(Index k) const {
    const std::vector<Index> one{k};
    ColumnInput input;
    if (!labels.empty())
        input.labels = {labels[static_cast<std::size_t>(k)]};
    input.radii = radii.columns(one);
    input.wCentre = wCentre.col(k);
    input.wRadius = wRadius.col(k);
    if (dCentre.size() > 0)
        input.dCentre = dCentre.col(k);
    if (fewCentres.size() > 0)
        input.fewCentres = fewCentres.col(k);
    if (isBall())
        input.euclidean = euclidean.segment(k, 1);
    if (!outside.empty())
        input.outside = {outside[static_cast<std::size_t>(k)]};
    input.magnitudes = magnitudes.columns(one);
    if (wMagnitudes.size() > 0)
        input.wMagnitudes = wMagnitudes.col(k);
    return input;
}

namespace {

ColumnInput atCentres(const Certifier& certifier, const Matrix& centres, std::span<const int> labels) {
    ColumnInput input;
    input.labels.assign(labels.begin(), labels.end());
    input.wCentre.noalias() = certifier.analysis().rawB * centres;
    input.wCentre.colwise() += certifier.rawOffset;
    if (certifier.hasD) {
        input.dCentre.noalias() = certifier.analysis().rawD * centres;
        input.dCentre.colwise() += certifier.rawOutputOffset;
    }
    if (centres.rows() <= mostSplitInputs)
        input.fewCentres = centres;
    input.magnitudes.largest = centres.cwiseAbs().colwise().maxCoeff().transpose();
    if (const Vector& perInput = certifier.perInput; perInput.size() > 0)
        input.magnitudes.sized =
            (perInput.asDiagonal() * centres.cwiseAbs()).colwise().maxCoeff().transpose();
    return input;
}

void setRadii(const Certifier& certifier, ColumnInput& input, RawRadii radii) {
    input.wRadius = radii.image(certifier.absB, certifier.magnitudeB.sums());
    input.magnitudes.largest = sumAbove(input.magnitudes.largest, radii.largest());
    if (const Vector& perInput = certifier.perInput; perInput.size() > 0)
        input.magnitudes.sized =
            (input.magnitudes.sized + radii.largestIn(perInput)).unaryExpr(&sizedMagnitude);
    input.radii = std::move(radii);
}

} // namespace

ColumnInput columnInput(const Certifier& certifier, const InputColumns& boxes) {
    const Matrix centres = boxes.lower + (boxes.upper - boxes.lower) / 2;
    Matrix radii = (boxes.upper - centres).cwiseMax(centres - boxes.lower);
    radii = radii.unaryExpr([](double v) { return v > 0 ? up(v) : 0.0; });
    ColumnInput input = atCentres(certifier, centres, boxes.labels);
    // The middle of the box around a ball may be a rounding away from the sample; the radii tell by how much
    // at most.
    input.euclidean = boxes.euclidean;
    input.outside = boxes.outside;
    for (Index k = 0; k < input.euclidean.size(); ++k) {
        const Vector away = (radii.col(k).array() - boxes.euclidean(k)).max(0).unaryExpr([](double v) {
            return v > 0 ? up(v) : 0.0;
        });
        const double distance = away.stableNorm() * (1 + gammaBound(away.size() + 4));
        if (distance > 0)
            input.euclidean(k) = up(boxes.euclidean(k) + up(distance));
    }
    setRadii(certifier, input, RawRadii::entrywise(std::move(radii)));
    return input;
}

BallInputs::BallInputs(
    const Certifier& certifier, Matrix raw, std::span<const int> labels, bool clip, BallNorm norm)
    : certifier_(certifier)
    , raw_(std::move(raw))
    , labels_(labels.begin(), labels.end())
    , norm_(norm)
    , clips_(clip && norm == BallNorm::Linf && certifier.network().input.has_value()) {
    if (clip)
        outside_ = outsideReasons(certifier.network(), raw_);
    // Clipped boxes have centres of their own.
    if (!clips_)
        samples();
}

const ColumnInput& BallInputs::samples() {
    if (samples_.count() != count()) {
        samples_ = atCentres(certifier_, raw_, labels_);
        setRadii(certifier_, samples_, RawRadii::uniform(Vector::Zero(count())));
    }
    return samples_;
}

ColumnInput BallInputs::at(std::span<const Index> columns, const Vector& eps) const {
    const std::vector<Index> some(columns.begin(), columns.end());
    std::vector<int> labels;
    labels.reserve(some.size());
    for (const Index k : some)
        labels.push_back(labels_[static_cast<std::size_t>(k)]);
    if (clips_)
        return columnInput(
            certifier_,
            epsilonBoxes(certifier_.network(), Matrix(raw_(Eigen::all, some)), labels, eps, true));
    ColumnInput input;
    input.labels = std::move(labels);
    if (samples_.atCentres)
        input.atCentres = std::make_shared<const StateBoxes>(samples_.atCentres->columns(some));
    input.wCentre = samples_.wCentre(Eigen::all, some);
    if (certifier_.hasD)
        input.dCentre = samples_.dCentre(Eigen::all, some);
    if (samples_.fewCentres.size() > 0)
        input.fewCentres = samples_.fewCentres(Eigen::all, some);
    input.magnitudes = samples_.magnitudes.columns(some);
    if (norm_ == BallNorm::L2)
        input.euclidean = eps;
    if (!outside_.empty())
        for (const Index k : some)
            input.outside.push_back(outside_[static_cast<std::size_t>(k)]);
    setRadii(certifier_, input, RawRadii::uniform(eps));
    return input;
}

ColumnInput BallInputs::at(double eps) const {
    if (clips_)
        return columnInput(
            certifier_,
            epsilonBoxes(certifier_.network(), raw_, labels_, Vector::Constant(count(), eps), true));
    ColumnInput input = samples_;
    input.outside = outside_;
    if (norm_ == BallNorm::L2)
        input.euclidean = Vector::Constant(count(), eps);
    setRadii(certifier_, input, RawRadii::uniform(Vector::Constant(count(), eps)));
    return input;
}

} // namespace kamke
