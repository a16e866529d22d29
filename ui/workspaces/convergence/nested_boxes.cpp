#include "ui/workspaces/convergence/nested_boxes.h"

#include "ui/plot/clip.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int mostFaint = 80; ///< boxes of the past; more would be a grey area
constexpr std::size_t firstOfDiverging = 4;
constexpr double lineBottom = 0.3; ///< with one coordinate, boxes reach from here …
constexpr double lineTop = 0.7;    ///< … to here

} // namespace

NestedBoxes::NestedBoxes(ConvergenceLink* link, QWidget* parent)
    : ConvergencePlot(link, tr("Boxes, iteration by iteration"), parent) {
    setObjectName(QStringLiteral("convergence.boxes.plot"));
    connect(link, &ConvergenceLink::hoverChanged, this, &NestedBoxes::redrawMoving);
}

QString NestedBoxes::emptyReason() const {
    const auto shown = result();
    if (shown->job.methods.empty())
        return tr(
            "Neither MM nor IBP is switched on. Switch one on below: both embed the network into one of "
            "twice its size, whose iterates are boxes.");
    return tracks_.empty() ? tr("Tick a solver in the list on the right to see its boxes.") : QString();
}

NestedBoxes::Pair NestedBoxes::pairOf(const Vector& stacked) const {
    const Network& network = shown_->analysis->network();
    const Index n = network.n();
    Pair pair;
    if (link()->state().plane == ConvergencePlane::States) {
        pair.lower = {stacked(across_), up_ < 0 ? lineBottom : stacked(up_)};
        pair.upper = {stacked(n + across_), up_ < 0 ? lineTop : stacked(n + up_)};
        return pair;
    }
    // y̲ = [C]⁺x̲ + [C]⁻x̄ + [D]⁺u̲ + [D]⁻ū + c (mixed-monotone-contractive (6))
    const Box u = network.normalise(shown_->job.box);
    const auto ends = [&](int row) {
        double lower = network.c(row), upper = lower;
        const auto add = [&](double weight, double from, double to) {
            lower += weight * (weight > 0 ? from : to);
            upper += weight * (weight > 0 ? to : from);
        };
        for (Index i = 0; i < n; ++i)
            add(network.C(row, i), stacked(i), stacked(n + i));
        for (Index i = 0; i < network.r(); ++i)
            add(network.D(row, i), u.lower(i), u.upper(i));
        return std::pair(lower, upper);
    };
    const auto [left, right] = ends(across_);
    const auto [bottom, top] = up_ < 0 ? std::pair(lineBottom, lineTop) : ends(up_);
    pair.lower = {left, bottom};
    pair.upper = {right, top};
    return pair;
}

void NestedBoxes::prepare() {
    shown_ = result();
    const Network& network = shown_->analysis->network();
    const ConvergenceState& state = link()->state();
    const bool states = state.plane == ConvergencePlane::States;
    const auto count = static_cast<int>(states ? network.n() : network.q());
    across_ = std::min(state.planeX, count - 1);
    up_ = count == 1 ? -1 : std::min(state.planeY, count - 1);
    if (across_ == up_)
        across_ = up_ == 0 ? 1 : 0;
    const QString letter = states ? QStringLiteral("x") : QStringLiteral("y");
    setAxisNames(subscripted(letter, across_ + 1), up_ < 0 ? QString() : subscripted(letter, up_ + 1));

    tracks_.clear();
    for (const Method* method : shown_->job.methods)
        if (const ConvergenceLine* line = link()->chosenLine(idOf(*method))) {
            Track track{line, {}};
            track.pairs.reserve(line->run.iterates.size());
            for (const Vector& stacked : line->run.iterates)
                track.pairs.push_back(pairOf(stacked));
            tracks_.push_back(std::move(track));
        }
    cloud_.clear();
    const Matrix& samples = states ? shown_->sampleStates : shown_->sampleOutputs;
    for (Index k = 0; k < samples.cols(); ++k)
        cloud_ << QPointF(samples(across_, k), up_ < 0 ? 0.5 : samples(up_, k));

    fitBoxes();
    if (up_ < 0)
        setVerticalRange(0, 1);
    QStringList sentences;
    for (const Track& track : tracks_)
        sentences << tr("%1 has %2 boxes").arg(nameOf(*track.line)).arg(track.pairs.size());
    setSummary(sentences.join(QStringLiteral("; ")));
}

void NestedBoxes::fitBoxes() {
    double left = HUGE_VAL, right = -HUGE_VAL, bottom = HUGE_VAL, top = -HUGE_VAL;
    const auto include = [&](const QPointF& p) {
        left = std::min(left, p.x());
        right = std::max(right, p.x());
        bottom = std::min(bottom, p.y());
        top = std::max(top, p.y());
    };
    // What converges is all in view; of what diverges, the first boxes.
    for (const Track& track : tracks_) {
        const bool whole = track.line->run.status == Status::Ok;
        for (std::size_t k = 0; k < track.pairs.size() && (whole || k <= firstOfDiverging); ++k) {
            include(track.pairs[k].lower);
            include(track.pairs[k].upper);
        }
    }
    for (const QPointF& point : std::as_const(cloud_))
        include(point);
    if (!(left <= right))
        return;
    const double size = std::max({right - left, top - bottom, 1e-9});
    const double wide = std::max(right - left, 0.05 * size), tall = std::max(top - bottom, 0.05 * size);
    const QPointF centre((left + right) / 2, (bottom + top) / 2);
    fit({centre.x() - 0.58 * wide, centre.y() - 0.6 * tall, 1.16 * wide, 1.2 * tall});
}

void NestedBoxes::paint(QCPPainter& painter) {
    QColor dot = theme().samples;
    dot.setAlphaF(0.7F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    for (const QPointF& point : std::as_const(cloud_))
        if (const QPointF at = toPixel(point); area().contains(at))
            painter.drawEllipse(at, 1.6, 1.6);
}

void NestedBoxes::paintPair(QCPPainter& painter, const Track& track, std::size_t k, bool strong) const {
    const Pair& pair = track.pairs[k];
    const QRectF r = pair.rectangle();
    const QRectF pixels =
        nearArea(QRectF(toPixel(r.topLeft()), toPixel(r.bottomRight())).normalized(), area());
    const QColor colour = theme().method(*track.line->method);
    const QPolygonF outline{
        pixels.topLeft(), pixels.topRight(), pixels.bottomRight(), pixels.bottomLeft(), pixels.topLeft()};
    if (strong) {
        QColor fill = pair.ordered() ? colour : theme().bad;
        fill.setAlphaF(pair.ordered() ? 0.10F : 0.16F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRect(pixels.intersected(area()));
        QPen pen = theme().methodPen(*track.line->method, 2.2);
        if (!pair.ordered())
            pen.setColor(theme().bad);
        painter.setPen(pen);
    } else {
        QColor faint = pair.ordered() ? colour : theme().bad;
        faint.setAlphaF(0.30F);
        painter.setPen(QPen(faint, 1));
    }
    polyline(painter, outline);
}

NestedBoxes::Name NestedBoxes::nameNow(const Track& track, int index) const {
    const auto last = static_cast<int>(track.pairs.size()) - 1;
    const Pair& pair = track.pairs[static_cast<std::size_t>(std::min(link()->cursor(), last))];
    const QRectF r = pair.rectangle();
    const QRectF pixels = QRectF(toPixel(r.topLeft()), toPixel(r.bottomRight())).normalized();
    const Method& method = *track.line->method;
    QString name = toQString(method.label);
    if (!pair.ordered())
        name += tr(": x̲ > x̄, no box");
    else if (link()->cursor() >= last && track.line->run.status == Status::Diverged)
        name += tr(" diverges");
    QPolygonF outline;
    const QRectF near = nearArea(pixels, area());
    const QPointF corners[] = {
        near.topLeft(), near.topRight(), near.bottomRight(), near.bottomLeft(), near.topLeft()};
    for (int k = 0; k < 4; ++k)
        if (const auto side = clipLine({corners[k], corners[k + 1]}, area()))
            outline << side->p1() << side->p2();
    const QFontMetricsF metrics(smallFont());
    const QSizeF size(metrics.horizontalAdvance(name) + 4, metrics.height());
    // The first method's name is best above its box, the second one's below.
    const QPointF wish = index == 0
                             ? pixels.topLeft() - QPointF(-size.width() / 2, size.height() / 2 + 2)
                             : pixels.bottomRight() + QPointF(-size.width() / 2, size.height() / 2 + 2);
    return {name, pair.ordered() ? theme().methodText(method) : theme().bad, {outline, size, wish}};
}

void NestedBoxes::paintNames(QCPPainter& painter) {
    std::vector<Name> names;
    std::vector<CurveLabelRequest> requests;
    InkMap ink(area().adjusted(2, 2, -2, -2));
    for (std::size_t k = 0; k < tracks_.size(); ++k)
        if (!tracks_[k].pairs.empty())
            if (Name name = nameNow(tracks_[k], static_cast<int>(k)); !name.request.curve.isEmpty()) {
                ink.addCurve(name.request.curve, 3);
                requests.push_back(name.request);
                names.push_back(std::move(name));
            }
    for (const QPointF& point : std::as_const(cloud_)) {
        const QPointF at = toPixel(point);
        ink.addBox(QRectF(at - QPointF(1.6, 1.6), QSizeF(3.2, 3.2)));
    }
    if (const auto at = centrePixel())
        ink.addBox(QRectF(*at - QPointF(5, 5), QSizeF(10, 10)));
    const auto places = placeCurveLabels(requests, ink);
    places_.clear();
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (!places[k])
            continue;
        places_.push_back(places[k]->place);
        if (places[k]->leader) {
            painter.setPen(QPen(faded(names[k].colour, 0.6), 0.8));
            painter.drawLine(*places[k]->leader);
        }
        words(painter, places[k]->place, names[k].text, names[k].colour, Qt::AlignCenter | Qt::TextDontClip);
    }
}

void NestedBoxes::paintMoving(QCPPainter& painter) {
    const auto now = static_cast<std::size_t>(link()->cursor());
    for (const Track& track : tracks_) {
        if (track.pairs.empty())
            continue;
        painter.save();
        painter.setOpacity(link()->opacity(*track.line));
        const std::size_t end = std::min(now, track.pairs.size() - 1);
        const std::size_t step = std::max<std::size_t>(1, end / mostFaint);
        for (std::size_t k = 0; k < end; k += step)
            paintPair(painter, track, k, false);
        paintPair(painter, track, end, true);
        painter.restore();
    }
    paintNames(painter);
    // x* at the centre of the box, on top of everything.
    if (const auto at = centrePixel()) {
        painter.setPen(QPen(theme().plotGround, 1));
        painter.setBrush(theme().samples);
        painter.drawEllipse(*at, 4, 4);
    }
}

std::optional<QPointF> NestedBoxes::centrePixel() const {
    if (link()->state().plane != ConvergencePlane::States || !shown_->centreState.size())
        return std::nullopt;
    const QPointF at = toPixel({shown_->centreState(across_), up_ < 0 ? 0.5 : shown_->centreState(up_)});
    return area().contains(at) ? std::optional(at) : std::nullopt;
}

QString NestedBoxes::csv() const {
    QString text = QStringLiteral("method,iteration,lower_across,upper_across,lower_up,upper_up,ordered\n");
    for (const Track& track : tracks_)
        for (std::size_t k = 0; k < track.pairs.size(); ++k) {
            const Pair& pair = track.pairs[k];
            text += idOf(*track.line->method) + QLatin1Char(',') + QString::number(k);
            for (const double value : {pair.lower.x(), pair.upper.x(), pair.lower.y(), pair.upper.y()})
                text += QLatin1Char(',') + exactNumber(value);
            text += pair.ordered() ? QStringLiteral(",1\n") : QStringLiteral(",0\n");
        }
    return text;
}

} // namespace kamke::ui
