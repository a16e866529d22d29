#include "ui/workspaces/digits/drawing_pad.h"

#include "ui/style/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace kamke::ui {

namespace {

constexpr int side = 280;
/// A stroke of MNIST is about two to three of 28 pixels wide; the edge of the pen is soft.
constexpr double penWidth = 22, softEdge = 8;

} // namespace

DrawingPad::DrawingPad(QWidget* parent)
    : QWidget(parent)
    , ink_(side, side, QImage::Format_Grayscale8) {
    ink_.fill(0);
    setFixedSize(side, side);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Paper to draw a digit on"));
}

void DrawingPad::setInk(const QImage& ink) {
    ink_ = ink.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
               .convertToFormat(QImage::Format_Grayscale8);
    update();
    emit changed();
}

void DrawingPad::clear() {
    ink_.fill(0);
    update();
    emit changed();
}

bool DrawingPad::isEmpty() const {
    for (int y = 0; y < ink_.height(); ++y)
        for (int x = 0; x < ink_.width(); ++x)
            if (ink_.constScanLine(y)[x] > 0)
                return false;
    return true;
}

void DrawingPad::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton)
        return;
    last_ = event->position();
    stroke(last_, last_ + QPointF(0.1, 0));
}

void DrawingPad::mouseMoveEvent(QMouseEvent* event) {
    if (!(event->buttons() & Qt::LeftButton))
        return;
    stroke(last_, event->position());
    last_ = event->position();
}

void DrawingPad::stroke(const QPointF& from, const QPointF& to) {
    QPainter painter(&ink_);
    painter.setRenderHint(QPainter::Antialiasing);
    // From the faint edge to the full middle, where lighter ink never covers darker ink.
    painter.setCompositionMode(QPainter::CompositionMode_Lighten);
    constexpr int rings = 4;
    for (int ring = 0; ring < rings; ++ring) {
        const int grey = 255 * (ring + 1) / rings;
        const double width = penWidth - softEdge * ring / rings;
        painter.setPen(QPen(QColor(grey, grey, grey), width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(from, to);
    }
    painter.end();
    update();
    emit changed();
}

void DrawingPad::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    // The ink is a mask for the colour of words on the ground of a card.
    QImage mask = ink_;
    mask.reinterpretAsFormat(QImage::Format_Alpha8);
    QImage words(ink_.size(), QImage::Format_ARGB32_Premultiplied);
    words.fill(theme.text);
    words.setAlphaChannel(mask);
    QPainter painter(this);
    painter.fillRect(rect(), theme.card);
    painter.drawImage(0, 0, words);
    painter.setPen(theme.cardBorder);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace kamke::ui
