#include "ui/widgets/verdict_label.h"

#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QStyle>

namespace kamke::ui {

VerdictLabel::VerdictLabel(QWidget* parent)
    : QWidget(parent)
    , words_(new QLabel(this)) { // in no layout, which would pass on every change of the words
    words_->setProperty("role", QStringLiteral("verdict"));
    words_->setTextFormat(Qt::RichText);
    words_->setWordWrap(true);
    words_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    words_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    words_->setContextMenuPolicy(Qt::NoContextMenu);
    setFocusProxy(words_);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void VerdictLabel::setVerdict(const Verdict& verdict, const QString& kind) {
    if (this->kind() != kind) {
        words_->setProperty("kind", kind);
        style()->unpolish(words_);
        style()->polish(words_);
    }
    verdict_ = verdict;
    words_->setAccessibleName(verdict.plain());
    write();
}

QString VerdictLabel::kind() const {
    return words_->property("kind").toString();
}

QString VerdictLabel::text() const {
    return words_->text();
}

QSize VerdictLabel::sizeHint() const {
    return words_->sizeHint();
}

QSize VerdictLabel::minimumSizeHint() const {
    return words_->minimumSizeHint();
}

int VerdictLabel::heightForWidth(int width) const {
    return words_->heightForWidth(width);
}

bool VerdictLabel::event(QEvent* event) {
    // From the words, as they are laid out by nothing.
    if (event->type() == QEvent::LayoutRequest && heightForWidth(width()) != height_)
        tellLayout();
    return QWidget::event(event);
}

void VerdictLabel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    words_->setGeometry(rect());
    // The layout may have given the height of the words before these, which it remembers.
    if (isUntold_)
        tellLayout();
    else
        height_ = heightForWidth(width()); // which the layout has asked for, too
}

void VerdictLabel::setStale(bool stale) {
    if (stale == stale_)
        return;
    stale_ = stale;
    write();
}

void VerdictLabel::setMinimumLines(int lines) {
    words_->ensurePolished();
    const QFontMetrics metrics(words_->font());
    // The padding of the style sheet, 0.5 em above and below.
    setMinimumHeight(lines * metrics.lineSpacing() + metrics.height());
}

void VerdictLabel::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && stale_)
        write();
}

void VerdictLabel::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Copy"), this, [this] {
        QApplication::clipboard()->setText(
            words_->hasSelectedText() ? words_->selectedText() : verdict_.plain());
    });
    menu.exec(event->globalPos());
}

void VerdictLabel::tellLayout() {
    height_ = heightForWidth(width());
    isUntold_ = false;
    updateGeometry();
}

void VerdictLabel::write() {
    isUntold_ = true;
    const QString text = html(verdict_);
    words_->setText(
        stale_
            ? QStringLiteral("<span style=\"color:%1\">%2</span>").arg(currentTheme().faintText.name(), text)
            : text);
    // Nobody asks a hidden widget, and the layout would remember the height of other words.
    if (!isVisible())
        tellLayout();
}

} // namespace kamke::ui
