#include "ui/workspaces/reach/output_scene.h"

#include "ui/plot/fitted_view.h"
#include "ui/text/local_numbers.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/verdict_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kamke::ui {
namespace {

QString words(const char* text) {
    return QCoreApplication::translate("kamke::ui::OutputPlane", text);
}

/// Builds the scene of one result; on a number line every method has a lane of its own, the first on top.
class Builder {
public:
    Builder(const ReachResult& result, const PlaneAxes& axes, const OutputLook& look, const Theme& theme)
        : result_(result)
        , axes_(axes)
        , look_(look)
        , theme_(theme) {
        if (axes.isLine()) {
            scene_.height = static_cast<double>(result.methods.size()) + 1;
        }
    }

    OutputScene build() {
        const int count = static_cast<int>(result_.frame.boxes.size());
        for (int k = 0; k < count; ++k) {
            if (!isSelected(k)) {
                addBox(k, false);
            }
        }
        for (int k = 0; k < count; ++k) {
            if (isSelected(k)) {
                addBox(k, true);
            }
        }
        return std::move(scene_);
    }

private:
    bool isSelected(int box) const { return result_.letters.value(box) == look_.selected; }
    /// Strength of everything of a box or method.
    double strength(bool selected, const QString& id) const {
        const bool other = !look_.hovered.isEmpty() && look_.hovered != id;
        return (selected ? 1 : 0.4) * (other ? 0.35 : 1) * (look_.stale ? 0.4 : 1);
    }
    double lane(qsizetype method) const {
        return axes_.isLine() ? scene_.height - 1 - static_cast<double>(method) : 0;
    }
    QRectF place(const Box& box, qsizetype method) const {
        return axes_.rectangle(box, lane(method) + 0.34, lane(method) + 0.66);
    }
    void grow(const QRectF& r) {
        const QRectF counted = axes_.isLine() ? QRectF(r.left(), 0, r.width(), scene_.height) : r;
        if (!hasContent_) {
            scene_.content = counted;
            hasContent_ = true;
        } else {
            scene_.content = around(scene_.content, counted);
        }
    }

    void addBox(int index, bool selected) {
        const BoxResult& box = result_.frame.boxes[static_cast<std::size_t>(index)];
        std::vector<qsizetype> drawn;
        for (qsizetype m = 0; m < result_.methods.size(); ++m) {
            const Method* method = findMethod(result_.methods[m].toStdString());
            const Enclosure& e = box.enclosures[static_cast<std::size_t>(m)];
            if (!method) {
                continue;
            }
            if (e.ok() && e.output && axes_.fit(e.output->dimension())) {
                drawn.push_back(m);
            } else if (selected) {
                addNote(*method, e);
            }
        }
        // The samples lie between the ground of the exact set, which would dull them, and its outline, which
        // they would hide.
        addPieces(index, box, drawn, selected, Part::Ground);
        if (look_.showSamples) {
            addSamples(index, box.samples, selected);
        }
        addPieces(index, box, drawn, selected, Part::Outline);
        if (selected) {
            tint(index, box, drawn);
        }
        // Loose boxes first. Where two coincide, the solid line lies below the dashed one, so that both are
        // seen.
        const auto isSolid = [&](qsizetype m) {
            return findMethod(result_.methods[m].toStdString())->line.isSolid();
        };
        std::stable_sort(drawn.begin(), drawn.end(), [&](qsizetype a, qsizetype b) {
            return isSolid(a) != isSolid(b) ? isSolid(a) : a > b;
        });
        for (const qsizetype m : drawn) {
            addOutline(index, m, box, selected);
        }
        if (selected) {
            addFound(index, box);
            // The tightest names choose first: they have the least room.
            std::sort(drawn.begin(), drawn.end());
            for (const qsizetype m : drawn) {
                addLabel(m, box);
            }
        } else if (!drawn.empty()) {
            const qsizetype m = *std::min_element(drawn.begin(), drawn.end());
            Label label;
            label.text = result_.letters.value(index);
            label.id = QStringLiteral("box");
            label.box = place(*box.enclosures[static_cast<std::size_t>(m)].output, m);
            label.colour = withContrast(theme_.boxOther, theme_.plotGround);
            label.bold = true;
            scene_.labels.push_back(label);
        }
    }

    void addNote(const Method& method, const Enclosure& e) {
        scene_.notes << capitalised(toQString(method.name)) + QLatin1Char(' ') + whyNoBox(e);
    }

    enum class Part { Ground, Outline };
    void addPieces(
        int index, const BoxResult& box, const std::vector<qsizetype>& drawn, bool selected, Part part) {
        for (const qsizetype m : drawn) {
            const Method* method = findMethod(result_.methods[m].toStdString());
            if (method->line.filled) {
                for (const ExactPiece& piece : box.enclosures[static_cast<std::size_t>(m)].pieces) {
                    addPiece(
                        index, m, *method, box.enclosures[static_cast<std::size_t>(m)], piece, selected,
                        part);
                }
            }
        }
    }

    void addPiece(
        int index, qsizetype m, const Method& method, const Enclosure& e, const ExactPiece& piece,
        bool selected, Part part) {
        const double s = strength(selected, result_.methods[m]);
        const bool hovered = look_.hovered == result_.methods[m];
        Mark mark;
        mark.id = part == Part::Outline ? result_.methods[m] : QStringLiteral("ground");
        mark.box = index;
        mark.points = axes_.polygon(piece.outputs, lane(m) + 0.5);
        if (axes_.isLine()) {
            const QRectF r = mark.points.boundingRect();
            mark.kind = Mark::Kind::Rectangle;
            mark.points = {QPointF(r.left(), lane(m) + 0.34), QPointF(r.right(), lane(m) + 0.66)};
        } else {
            mark.kind = piece.outputs.cols() > 2 ? Mark::Kind::Polygon : Mark::Kind::Line;
        }
        const Box& whole = *e.output;
        const bool isPoint =
            (whole.upper - whole.lower).array().maxCoeff() <= 1e-9 * whole.lower.lpNorm<Eigen::Infinity>();
        mark.least = isPoint || e.pieces.size() == 1 ? 7 : 0;
        const QColor colour = theme_.method(method);
        if (part == Part::Ground) {
            mark.brush = faded(colour, s * (hovered ? 0.3 : 0.16));
        } else if (hovered || e.pieces.size() <= 400) { // outlines of thousands of pieces would be all that
                                                        // one sees
            mark.pen = theme_.methodPen(method, hovered ? 3 : 2);
            mark.pen.setColor(faded(colour, s * 0.85));
        }
        scene_.marks.push_back(mark);
    }

    void addSamples(int index, const SampleCloud& samples, bool selected) {
        if (samples.status != Status::Ok || !axes_.fit(samples.outputs.rows())) {
            return;
        }
        Mark mark;
        mark.kind = Mark::Kind::Points;
        mark.id = QStringLiteral("samples");
        mark.box = index;
        mark.points = axes_.polygon(samples.outputs);
        if (axes_.isLine()) {
            // Spread over the lowest lane by the golden ratio, so that equal values are still seen as many.
            for (qsizetype k = 0; k < mark.points.size(); ++k) {
                const double t = std::fmod(static_cast<double>(k) * 0.6180339887498949, 1.0);
                mark.points[k].setY(0.25 + 0.5 * t);
            }
        }
        mark.brush = faded(theme_.samples, 0.9 * strength(selected, QStringLiteral("samples")));
        mark.size = selected ? 3 : 2;
        grow(mark.points.boundingRect());
        if (selected) {
            avoidPoints(mark.points);
        }
        scene_.marks.push_back(std::move(mark));
    }

    /// The different outputs of one input, where the network may have several: each by its number.
    void addFound(int index, const BoxResult& box) {
        const Index count = box.found.cols();
        if (result_.analysis->wellPosed() || !axes_.fit(box.found.rows())) {
            return;
        }
        const QString letter = result_.letters.value(index);
        const QString note =
            count == 0   ? words("No state was found for the centre of box %1.")
            : count == 1 ? words("One output was found for the centre of box %1; nothing shows that there is "
                                 "no other.")
                         : words("The centre of box %1 has at least %2 outputs: which one comes out depends "
                                 "on where the iteration starts.");
        scene_.notes.prepend(count > 1 ? note.arg(letter).arg(count) : note.arg(letter));
        for (Index k = 0; k < count; ++k) {
            Mark mark;
            mark.kind = Mark::Kind::Points;
            mark.id = QStringLiteral("found");
            mark.box = index;
            mark.points = axes_.polygon(box.found.col(k), 0.5 * scene_.height);
            mark.brush = faded(theme_.samples, look_.stale ? 0.4 : 1);
            mark.size = 9;
            const QRectF at(mark.points.front(), QSizeF(0, 0));
            grow(at);
            scene_.marks.push_back(mark);
            scene_.labels.push_back(
                {count == 1 ? words("found") : words("solution %1").arg(k + 1), QStringLiteral("found"), at,
                 look_.stale ? theme_.faintText : theme_.text, false, Label::Place::Beside});
        }
    }

    /// Labels keep off the cells of a coarse grid that hold points: the whole rectangle around a slanted
    /// cloud would keep them off empty corners too.
    void avoidPoints(const QPolygonF& points) {
        constexpr int cells = 12;
        const QRectF around = points.boundingRect();
        const double w = around.width() / cells, h = around.height() / cells;
        std::array<bool, std::size_t{cells} * cells> taken{};
        const auto cell = [](double from, double size, double at) {
            return size > 0 ? std::clamp(static_cast<int>((at - from) / size), 0, cells - 1) : 0;
        };
        for (const QPointF& p : points) {
            const int column = cell(around.left(), w, p.x()), row = cell(around.top(), h, p.y());
            if (!std::exchange(taken[static_cast<std::size_t>(row * cells + column)], true)) {
                scene_.avoid.emplace_back(around.left() + column * w, around.top() + row * h, w, h);
            }
        }
    }

    /// A breath of colour in the tightest proved box, and in the one that is hovered.
    void tint(int index, const BoxResult& box, const std::vector<qsizetype>& drawn) {
        for (const qsizetype m : drawn) {
            const Method* method = findMethod(result_.methods[m].toStdString());
            const bool hovered = look_.hovered == result_.methods[m];
            if (method->line.filled || !(hovered || (look_.hovered.isEmpty() && method->line.isSolid()))) {
                continue;
            }
            Mark mark;
            mark.id = QStringLiteral("tint");
            mark.box = index;
            const QRectF r = place(*box.enclosures[static_cast<std::size_t>(m)].output, m);
            mark.points = {r.topLeft(), r.bottomRight()};
            mark.brush = faded(theme_.method(*method), (hovered ? 0.12 : 0.07) * (look_.stale ? 0.4 : 1));
            scene_.marks.insert(scene_.marks.begin(), mark);
        }
    }

    void addOutline(int index, qsizetype m, const BoxResult& box, bool selected) {
        const Method* method = findMethod(result_.methods[m].toStdString());
        const Enclosure& e = box.enclosures[static_cast<std::size_t>(m)];
        const QRectF r = place(*e.output, m);
        grow(r);
        if (method->line.filled && !e.pieces.empty()) {
            return; // its pieces say more than the box around them
        }
        const bool hovered = look_.hovered == result_.methods[m];
        Mark mark;
        mark.id = result_.methods[m];
        mark.box = index;
        mark.points = {r.topLeft(), r.bottomRight()};
        mark.pen = theme_.methodPen(*method, selected ? (hovered ? 3.2 : 2) : 1.2);
        mark.pen.setColor(faded(mark.pen.color(), strength(selected, result_.methods[m])));
        mark.least = 10;
        scene_.marks.push_back(mark);
        scene_.outlines.push_back(r);
        addEllipse(mark, e, selected);
    }

    /// The projection of the ellipsoid around the outputs; empty where there is none to draw.
    QPolygonF ellipse(const Enclosure& e) const {
        constexpr Index corners = 180; // a large plot shows no straight sides
        if (!e.ellipsoid || axes_.isLine() || axes_.x == axes_.y) {
            return {};
        }
        const Matrix border = e.ellipsoid->projection(axes_.x, axes_.y, corners);
        return border.allFinite() ? PlaneAxes{0, 1}.polygon(border) : QPolygonF();
    }

    /// Drawn like the box that it leaves.
    void addEllipse(Mark mark, const Enclosure& e, bool selected) {
        mark.kind = Mark::Kind::Polygon;
        mark.points = ellipse(e);
        if (mark.points.isEmpty()) {
            return;
        }
        grow(mark.points.boundingRect());
        if (selected) {
            avoidPoints(mark.points);
        }
        scene_.marks.push_back(std::move(mark));
    }

    /// Where the name of a method belongs: its box, or the top of its ellipse, which is its own.
    QRectF named(qsizetype m, const Enclosure& e) const {
        const QPolygonF border = ellipse(e);
        if (border.isEmpty()) {
            return place(*e.output, m);
        }
        const QRectF all = border.boundingRect();
        QPolygonF top;
        for (const QPointF& p : border) {
            if (p.y() > all.bottom() - 0.02 * all.height()) { // plot coordinates grow upwards
                top << p;
            }
        }
        return top.boundingRect();
    }

    void addLabel(qsizetype m, const BoxResult& box) {
        const Method* method = findMethod(result_.methods[m].toStdString());
        Label label;
        label.text = toQString(method->label);
        label.id = result_.methods[m];
        label.box = named(m, box.enclosures[static_cast<std::size_t>(m)]);
        label.colour = theme_.methodText(*method);
        label.bold = look_.hovered == label.id;
        if (look_.stale) {
            label.colour = theme_.faintText;
        }
        scene_.labels.push_back(label);
    }

    const ReachResult& result_;
    const PlaneAxes& axes_;
    const OutputLook& look_;
    const Theme& theme_;
    OutputScene scene_;
    bool hasContent_ = false;
};

} // namespace

OutputScene
outputScene(const ReachResult& result, const PlaneAxes& axes, const OutputLook& look, const Theme& theme) {
    if (!axes.fit(result.analysis->network().q())) {
        return {};
    }
    return Builder(result, axes, look, theme).build();
}

QString describeOutputs(const ReachResult& result, const QString& selected) {
    const qsizetype index = result.letters.indexOf(selected);
    if (index < 0) {
        return words("No box is selected.");
    }
    const BoxResult& box = result.frame.boxes[static_cast<std::size_t>(index)];
    QStringList sentences{words("Outputs of box %1.").arg(selected)};
    for (qsizetype m = 0; m < result.methods.size(); ++m) {
        const Method* method = findMethod(result.methods[m].toStdString());
        const Enclosure& e = box.enclosures[static_cast<std::size_t>(m)];
        if (!method) {
            continue;
        }
        if (!e.ok() || !e.output) {
            sentences << words("%1 has no box: %2.")
                             .arg(toQString(method->name), localNumbers(QString::fromStdString(e.reason)));
            continue;
        }
        QStringList intervals;
        for (Index k = 0; k < std::min<Index>(e.output->dimension(), 10); ++k) {
            intervals << words("%1 in %2")
                             .arg(
                                 subscripted(QStringLiteral("y"), k + 1),
                                 formatEnclosure(e.output->lower[k], e.output->upper[k]));
        }
        sentences << (e.ellipsoid ? words("%1: %2, together in an ellipsoid.") : words("%1: %2."))
                         .arg(toQString(method->name), intervals.join(QStringLiteral(", ")));
    }
    for (Index k = 0; k < box.found.cols(); ++k) {
        QStringList entries;
        for (Index j = 0; j < std::min<Index>(box.found.rows(), 10); ++j) {
            entries << formatNumber(box.found(j, k));
        }
        sentences << words("Found for its centre: y = (%1).").arg(entries.join(numberSeparator()));
    }
    return sentences.join(QLatin1Char(' '));
}

} // namespace kamke::ui
