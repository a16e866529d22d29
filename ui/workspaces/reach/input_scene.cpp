#include "ui/workspaces/reach/input_scene.h"

#include "ui/plot/fitted_view.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/reach/box_handles.h"

#include <QCoreApplication>

namespace kamke::ui {
namespace {

void addRegions(InputScene& scene, const Network& network, const DecisionGrid& grid, const Theme& theme) {
    QImage image(grid.columns, grid.rows, QImage::Format_ARGB32);
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column) {
            const int k = grid.at(column, row);
            image.setPixelColor(
                column, grid.rows - 1 - row,
                k < 0 ? QColor(Qt::transparent) : faded(theme.classColour(k), theme.dark ? 0.2 : 0.13));
        }
    }
    Mark mark;
    mark.kind = Mark::Kind::Image;
    mark.id = QStringLiteral("regions");
    mark.points = {grid.view.topLeft(), grid.view.bottomRight()};
    mark.image = image;
    scene.ground.push_back(mark);
    for (std::size_t k = 0; k < network.labels.size(); ++k) {
        const auto spot = grid.nameSpot(static_cast<int>(k));
        if (spot) {
            Label label;
            label.text = QString::fromStdString(network.labels[k]);
            label.id = QStringLiteral("class");
            label.colour = theme.classText(static_cast<int>(k));
            const double w = grid.view.width() / 3, h = grid.view.height() / 5;
            label.box = QRectF(spot->x() - w / 2, spot->y() - h / 2, w, h);
            label.place = Label::Place::Centred;
            scene.labels.push_back(label);
        }
    }
}

/// What the result says about box `index`: its samples, and the pieces of the exact set, which are faint
/// lines.
void addResult(
    InputScene& scene, const ReachResult& result, int index, bool selected, const PlaneAxes& axes,
    const Theme& theme) {
    const BoxResult& box = result.frame.boxes[static_cast<std::size_t>(index)];
    const Index n = result.analysis->network().n();
    for (qsizetype m = 0; m < result.methods.size(); ++m) {
        const Enclosure& e = box.enclosures[static_cast<std::size_t>(m)];
        if (n > 50 || !e.ok()) {
            continue;
        }
        for (const ExactPiece& piece : e.pieces) {
            Mark mark;
            mark.kind = piece.inputs.cols() > 2 ? Mark::Kind::Polygon : Mark::Kind::Line;
            mark.id = QStringLiteral("piece");
            mark.box = index;
            mark.points = axes.polygon(piece.inputs);
            mark.pen = QPen(faded(theme.text, selected ? 0.3 : 0.15), 1);
            if (axes.isLine()) {
                // Pieces of an interval: where they end.
                for (const QPointF& end : axes.polygon(piece.inputs)) {
                    mark.points = {QPointF(end.x(), 0.46), QPointF(end.x(), 0.54)};
                    scene.marks.push_back(mark);
                }
            } else if (e.pieces.size() > 1) {
                scene.marks.push_back(mark);
            }
        }
    }
    if (selected && box.samples.status == Status::Ok) {
        Mark mark;
        mark.kind = Mark::Kind::Points;
        mark.id = QStringLiteral("samples");
        mark.box = index;
        mark.points = axes.polygon(box.samples.inputs);
        mark.brush = faded(theme.samples, 0.35);
        mark.size = 2;
        scene.marks.push_back(mark);
    }
}

void addBox(
    InputScene& scene, const InputBox& box, int index, bool selected, const PlaneAxes& axes,
    const Theme& theme, bool handles) {
    const QColor colour = selected ? theme.boxSelected : theme.boxOther;
    Mark mark;
    mark.id = QStringLiteral("box");
    mark.box = index;
    const QRectF r = axes.rectangle(box.box);
    mark.points = {r.topLeft(), r.bottomRight()};
    mark.brush = faded(colour, selected ? 0.1 : 0.07);
    mark.pen = QPen(colour, selected ? 2 : 1.4);
    mark.pen.setJoinStyle(Qt::MiterJoin);
    if (!selected) {
        mark.pen.setDashPattern({4, 2.5});
    }
    mark.least = 7;
    scene.marks.push_back(mark);
    if (selected && handles) {
        Mark grips;
        grips.kind = Mark::Kind::Handles;
        grips.id = QStringLiteral("handles");
        grips.box = index;
        grips.points = handlePositions(r, axes.isLine());
        grips.pen = QPen(colour, 1.4);
        grips.brush = theme.plotGround;
        grips.size = 7;
        scene.marks.push_back(grips);
    }
    scene.outlines.push_back(r);
    scene.labels.push_back(
        {box.letter, QStringLiteral("box"), r, withContrast(colour, theme.plotGround), true,
         Label::Place::Centred});
}

} // namespace

InputScene inputScene(
    const ExplorerState& state, const ReachResult* result, const DecisionGrid* regions, const Theme& theme,
    bool handles) {
    InputScene scene;
    const Network& network = *state.network;
    const PlaneAxes axes = inputAxes(state);
    if (!axes.fit(network.r())) {
        return scene;
    }
    bool hasContent = false;
    const bool hasDomain = network.input && network.input->lower && network.input->upper;
    if (hasDomain) {
        Mark domain;
        domain.id = QStringLiteral("domain");
        const QRectF r = axes.rectangle({*network.input->lower, *network.input->upper}, 0.4, 0.6);
        domain.points = {r.topLeft(), r.bottomRight()};
        domain.pen = QPen(theme.axis, 1);
        domain.pen.setDashPattern({2, 3});
        scene.marks.push_back(domain);
        scene.content = r;
        hasContent = true;
    }
    if (regions && !regions->classes.empty()) {
        addRegions(scene, network, *regions, theme);
    }
    const bool resultFits = result && result->analysis->network().r() == network.r();
    for (int pass = 0; pass < 2; ++pass) { // the selected box on top
        for (int k = 0; k < static_cast<int>(state.boxes.size()); ++k) {
            const bool selected = k == state.selectedBox;
            if (selected != (pass == 1)) {
                continue;
            }
            const InputBox& box = state.boxes[static_cast<std::size_t>(k)];
            const auto known = resultFits ? result->letters.indexOf(box.letter) : -1;
            if (known >= 0) {
                addResult(scene, *result, static_cast<int>(known), selected, axes, theme);
            }
            addBox(scene, box, k, selected, axes, theme, handles);
            const QRectF r = axes.rectangle(box.box);
            scene.content = hasContent ? around(scene.content, r) : r;
            hasContent = true;
        }
    }
    if (!hasContent) {
        const QPointF held = axes.point(state.held);
        scene.content = QRectF(held - QPointF(0.5, 0.5), QSizeF(1, 1));
    }
    if (!hasDomain) {
        // Room to draw other boxes: on each side half the length of the content, unless its sides differ
        // wildly.
        const double length = 0.5 * std::max(scene.content.width(), scene.content.height());
        const auto share = [length](double size) { return size > 0 ? std::min(length / size, 4.0) : 1.0; };
        scene.margin = {share(scene.content.width()), share(scene.content.height())};
    }
    if (state.boxes.empty()) {
        scene.labels.push_back(
            {QCoreApplication::translate("kamke::ui::InputPlane", "Drag to draw an input box"),
             QStringLiteral("empty"), scene.content, theme.faintText, false, Label::Place::Centred});
    }
    return scene;
}

QString describeInputs(const ExplorerState& state) {
    QStringList boxes;
    for (const InputBox& box : state.boxes) {
        QStringList intervals;
        for (Index k = 0; k < std::min<Index>(box.box.dimension(), 8); ++k) {
            intervals << QCoreApplication::translate("kamke::ui::InputPlane", "%1 in %2")
                             .arg(
                                 subscripted(QStringLiteral("u"), k + 1),
                                 formatInterval(box.box.lower[k], box.box.upper[k]));
        }
        boxes << QCoreApplication::translate("kamke::ui::InputPlane", "Box %1: %2.")
                     .arg(box.letter, intervals.join(QStringLiteral(", ")));
    }
    return boxes.isEmpty()
               ? QCoreApplication::translate("kamke::ui::InputPlane", "No boxes. Drag to draw one.")
               : boxes.join(QLatin1Char(' '));
}

} // namespace kamke::ui
