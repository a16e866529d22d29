#include "widgets/verdict_label.h"

#include "plot/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QStyle>

namespace kamke::ui {

VerdictLabel::VerdictLabel(QWidget* parent)
    : QLabel(parent) {
    setProperty("role", QStringLiteral("verdict"));
    setTextFormat(Qt::RichText);
    setWordWrap(true);
    setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void VerdictLabel::setVerdict(const Verdict& verdict, const QString& kind) {
    if (property("kind").toString() != kind) {
        setProperty("kind", kind);
        style()->unpolish(this);
        style()->polish(this);
    }
    verdict_ = verdict;
    setAccessibleName(verdict.plain());
    write();
}

void VerdictLabel::setStale(bool stale) {
    if (stale == stale_)
        return;
    stale_ = stale;
    write();
}

void VerdictLabel::setMinimumLines(int lines) {
    ensurePolished();
    const QFontMetrics metrics(font());
    // The padding of the style sheet, 0.5 em above and below.
    setMinimumHeight(lines * metrics.lineSpacing() + metrics.height());
}

void VerdictLabel::changeEvent(QEvent* event) {
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && stale_)
        write();
}

void VerdictLabel::contextMenuEvent(QContextMenuEvent* event) {
    QMenu menu(this);
    menu.addAction(tr("Copy"), this, [this] {
        QApplication::clipboard()->setText(hasSelectedText() ? selectedText() : verdict_.plain());
    });
    menu.exec(event->globalPos());
}

void VerdictLabel::write() {
    const QString text = html(verdict_);
    setText(
        stale_
            ? QStringLiteral("<span style=\"color:%1\">%2</span>").arg(currentTheme().faintText.name(), text)
            : text);
}

} // namespace kamke::ui
