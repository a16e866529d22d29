#include "plot/fitted_view.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {

QRectF withMargin(const QRectF& content, QSizeF share) {
    const auto least = [](double size, double centre) {
        return size > 0 ? size : std::max(1e-3, 0.2 * std::abs(centre));
    };
    const double width = least(content.width(), content.center().x()) * (1 + 2 * share.width());
    const double height = least(content.height(), content.center().y()) * (1 + 2 * share.height());
    return {content.center().x() - width / 2, content.center().y() - height / 2, width, height};
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
