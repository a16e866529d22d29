#include "ui/plot/fitted_view.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

QRectF around(const QRectF& all, const QRectF& more) {
    // Not QRectF's union, which forgets rectangles without width or height.
    return {
        QPointF(std::min(all.left(), more.left()), std::min(all.top(), more.top())),
        QPointF(std::max(all.right(), more.right()), std::max(all.bottom(), more.bottom()))};
}

QRectF withMargin(const QRectF& content, QSizeF share) {
    // What is a point but for rounding gets room in proportion to where it is, else to the other side.
    const auto least = [](double size, double centre, double other) {
        if (size > 1e-9 * std::abs(centre))
            return size;
        return std::abs(centre) > 0 ? 0.2 * std::abs(centre) : other > 0 ? 0.5 * other : 1;
    };
    const QPointF centre = content.center();
    const double width = least(content.width(), centre.x(), content.height()) * (1 + 2 * share.width());
    const double height = least(content.height(), centre.y(), content.width()) * (1 + 2 * share.height());
    return {centre.x() - width / 2, centre.y() - height / 2, width, height};
}

QRectF fittedView(const QRectF& shown, const QRectF& content, QSizeF share, double slack, bool mayShrink) {
    const QRectF fitted = withMargin(content, share);
    if (!shown.isValid()) {
        return fitted;
    }
    if (mayShrink && (shown.width() > slack * fitted.width() || shown.height() > slack * fitted.height())) {
        return fitted;
    }
    QRectF next = shown;
    if (content.left() < shown.left()) {
        next.setLeft(fitted.left());
    }
    if (content.right() > shown.right()) {
        next.setRight(fitted.right());
    }
    if (content.top() < shown.top()) {
        next.setTop(fitted.top());
    }
    if (content.bottom() > shown.bottom()) {
        next.setBottom(fitted.bottom());
    }
    return next;
}

} // namespace kamke::ui
