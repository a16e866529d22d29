#include "ui/shell/thumbnail.h"

#include "core/reach/frame.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>

namespace kamke::ui {

namespace {

FrameRequest openingRequest(const ExplorerState& state, const std::stop_token& stop) {
    FrameRequest request;
    for (const InputBox& box : state.boxes)
        request.boxes.push_back(box.box);
    for (const Method& method : methods())
        if (method.cost != Cost::Search)
            request.methods.push_back(&method);
    request.sampleCount = 300;
    request.options.limits.stop = stop;
    request.options.limits.deadline = Clock::now() + std::chrono::seconds(2);
    return request;
}

/// What the picture must show: the samples, and every box that is not so many times larger that it would make
/// a dot of them.
QRectF frameOf(const BoxResult& result, int x, int y) {
    const auto rect = [&](const Matrix& points) {
        const auto along = [&](int axis, bool upper) {
            if (axis < 0)
                return upper ? 0.5 : -0.5;
            return upper ? points.row(axis).maxCoeff() : points.row(axis).minCoeff();
        };
        return QRectF(QPointF(along(x, false), along(y, false)), QPointF(along(x, true), along(y, true)));
    };
    QRectF all;
    if (result.samples.outputs.cols() > 0)
        all = rect(result.samples.outputs);
    const double span = std::max(all.width(), all.height());
    for (const Enclosure& e : result.enclosures)
        if (e.ok() && e.output) {
            Matrix corners(e.output->dimension(), 2);
            corners << e.output->lower, e.output->upper;
            const QRectF box = rect(corners);
            if (all.isNull() || std::max(box.width(), box.height()) < 8 * span)
                all |= box;
        }
    const double margin = 0.08 * std::max({all.width(), all.height(), 1e-9});
    return all.adjusted(-margin, -margin, margin, margin);
}

} // namespace

QImage drawThumbnail(
    const std::shared_ptr<const Network>& network, const Theme& theme, const QSize& size,
    qreal devicePixelRatio, const std::stop_token& stop) {
    const ExplorerState state = stateForNetwork(network, {});
    const FrameRequest request = openingRequest(state, stop);
    const Frame frame = computeFrame(Certifier(std::make_shared<const NetworkAnalysis>(network)), request);

    QImage image(size * devicePixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(devicePixelRatio);
    image.fill(theme.plotGround);
    if (frame.boxes.empty())
        return image;
    const BoxResult& result = frame.boxes.front();
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto ok = [](const Enclosure& e) { return e.ok(); };
    if (result.samples.outputs.cols() == 0 &&
        std::none_of(result.enclosures.begin(), result.enclosures.end(), ok)) {
        painter.setPen(theme.faintText);
        painter.drawText(
            QRect(QPoint(), size), Qt::AlignCenter,
            QCoreApplication::translate("Gallery", "no unique output to draw"));
        return image;
    }
    const QRectF shown = frameOf(result, state.outputX, state.outputY);
    const auto place = [&](const auto& point) {
        const double px = point(state.outputX), py = state.outputY >= 0 ? point(state.outputY) : 0;
        return QPointF(
            (px - shown.left()) / shown.width() * size.width(),
            size.height() - (py - shown.top()) / shown.height() * size.height());
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.samples);
    for (Index k = 0; k < result.samples.outputs.cols(); ++k)
        painter.drawEllipse(place(result.samples.outputs.col(k)), 1.1, 1.1);
    for (std::size_t m = 0; m < result.enclosures.size(); ++m) {
        const Enclosure& e = result.enclosures[m];
        if (!e.ok())
            continue;
        painter.setPen(theme.methodPen(*request.methods[m], 1.3));
        painter.setBrush(Qt::NoBrush);
        for (const ExactPiece& piece : e.pieces) {
            QPolygonF polygon;
            for (Index k = 0; k < piece.outputs.cols(); ++k)
                polygon << place(piece.outputs.col(k));
            painter.drawPolygon(polygon);
        }
        if (e.output && e.pieces.empty())
            painter.drawRect(QRectF(place(e.output->lower), place(e.output->upper)).normalized());
    }
    return image;
}

} // namespace kamke::ui
