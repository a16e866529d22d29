#include "ui/lessons/highlight_ring.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>
#include <QRegion>
#include <QScrollArea>

namespace kamke::ui {

namespace {

/// A target may be made, or come into sight, by what the reader does.
constexpr int seekMs = 200;
constexpr int gap = 1, ringLine = 3, glow = 4;
constexpr int border = gap + ringLine + glow;
constexpr qreal radius = 8;
constexpr qreal glowOpacity = 0.28;
constexpr int mostReveals = 3;

/// The part of `target` that its parents do not clip, in coordinates of `window`.
QRect seenIn(const QWidget* window, const QWidget* target) {
    QRect seen = target->rect();
    for (const QWidget* each = target; each != window; each = each->parentWidget())
        seen = QRect(each->mapToParent(seen.topLeft()), seen.size()) & each->parentWidget()->rect();
    return seen;
}

} // namespace

HighlightRing::HighlightRing(QWidget* window)
    : QWidget(window)
    , window_(window) {
    setObjectName(QStringLiteral("highlightRing"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setAttribute(Qt::WA_NoSystemBackground);
    setFocusPolicy(Qt::NoFocus);
    hide();
    seek_.setInterval(seekMs);
    connect(&seek_, &QTimer::timeout, this, &HighlightRing::seek);
}

void HighlightRing::point(const QStringList& names) {
    names_ = names;
    reveals_ = mostReveals;
    watch(nullptr);
    if (names.isEmpty()) {
        seek_.stop();
        follow();
    } else {
        seek_.start();
        seek();
    }
}

void HighlightRing::seek() {
    for (const QString& name : std::as_const(names_)) {
        const QList<QWidget*> all = window_->findChildren<QWidget*>(name);
        for (QWidget* each : all)
            if (each->isVisible()) {
                if (each != target_)
                    watch(each);
                reveal();
                follow();
                return;
            }
    }
    watch(nullptr);
    follow();
}

void HighlightRing::watch(QWidget* target) {
    for (const auto& each : std::as_const(watched_))
        if (each)
            each->removeEventFilter(this);
    watched_.clear();
    target_ = target;
    for (QWidget* each = target; each && each != window_; each = each->parentWidget()) {
        each->installEventFilter(this);
        watched_ << each;
    }
}

void HighlightRing::reveal() {
    if (reveals_ == 0)
        return;
    --reveals_;
    for (QWidget* each = target_->parentWidget(); each && each != window_; each = each->parentWidget())
        if (auto* area = qobject_cast<QScrollArea*>(each))
            area->ensureWidgetVisible(target_, 0, border);
}

void HighlightRing::follow() {
    const QRect seen = target_ && target_->isVisible() ? seenIn(window_, target_) : QRect();
    if (seen.isEmpty()) {
        hide();
        return;
    }
    const QRect place = seen.adjusted(-border, -border, border, border) & window_->rect();
    if (place != geometry() || !isVisible()) {
        setGeometry(place);
        // Only the frame: what is inside is not painted twice, thirty times a second.
        const int inner = border + 2;
        setMask(QRegion(rect()) - QRegion(rect().adjusted(inner, inner, -inner, -inner)));
        show();
    }
    raise();
}

bool HighlightRing::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
        follow();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void HighlightRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QColor soft = currentTheme().accent;
    soft.setAlphaF(glowOpacity);
    const qreal half = 0.5 * glow;
    painter.setPen(QPen(soft, glow));
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), radius + half, radius + half);
    const qreal at = glow + 0.5 * ringLine;
    painter.setPen(QPen(currentTheme().accent, ringLine));
    painter.drawRoundedRect(QRectF(rect()).adjusted(at, at, -at, -at), radius, radius);
}

} // namespace kamke::ui
