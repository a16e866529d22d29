#include "ui/glossary/term_popup.h"

#include "ui/formula/formula_document.h"
#include "ui/glossary/formula_view.h"
#include "ui/glossary/glossary.h"
#include "ui/glossary/term_pages.h"
#include "ui/glossary/tip_text.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCursor>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScreen>
#include <QTextDocument>
#include <QTimer>
#include <QUrl>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int widest = 430, narrowest = 250;
constexpr int lookEveryMs = 100, patience = 4; ///< looks away from it before it goes

FormulaHtml popupPage(const Term& term, const QString& local) {
    const Glossary& glossary = Glossary::instance();
    QString markdown;
    for (const QString& formula : term.formulas)
        markdown += QStringLiteral("$$%1$$\n\n").arg(formula);
    markdown += term.says + QStringLiteral("\n\n");
    FormulaHtml page = formulaPage(markdown);
    QStringList sources;
    for (const Citation& citation : term.citations)
        sources << glossary.citationText(citation).toHtmlEscaped();
    page.html =
        QStringLiteral("<p><b>%1</b></p>%2%3<p><span class=\"faint\">%4</span>&nbsp;&nbsp; "
                       "<a href=\"term:%5\">%6</a></p>")
            .arg(
                term.name.toHtmlEscaped(), tipHtml(local), page.html, sources.join(QStringLiteral("; ")),
                term.id, TermPopup::tr("More in the glossary (F1)"));
    return page;
}

} // namespace

TermPopup::TermPopup(QWidget* parent)
    : QFrame(parent, Qt::ToolTip | Qt::FramelessWindowHint)
    , view_(new FormulaView)
    , watch_(new QTimer(this)) {
    setObjectName(QStringLiteral("termPopup"));
    setAttribute(Qt::WA_TranslucentBackground);
    setAttribute(Qt::WA_ShowWithoutActivating);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setStyleSheet(QStringLiteral("QTextBrowser { background: transparent; border: none; }"));
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setFocusPolicy(Qt::NoFocus);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 5, 8, 5);
    all->addWidget(view_);
    watch_->setInterval(lookEveryMs);
    connect(watch_, &QTimer::timeout, this, &TermPopup::look);
    connect(view_, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        hide();
        emit termRequested(url.path());
    });
}

void TermPopup::showTerm(
    const QString& id, const QString& local, const QPoint& globalPosition, QWidget* owner,
    const QRect& area) {
    const Term* term = Glossary::instance().find(id);
    if (!term)
        return;
    id_ = term->id;
    owner_ = owner;
    area_ = area;
    away_ = 0;
    view_->showPage(popupPage(*term, local));
    fit();
    setAccessibleName(term->name);
    setAccessibleDescription(view_->words());
    // Below the pointer, above it where there is no room.
    const QScreen* screen = owner->screen();
    const QRect room = screen ? screen->availableGeometry() : QRect(globalPosition, size());
    QPoint at = globalPosition + QPoint(4, 18);
    at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
    if (at.y() + height() > room.bottom())
        at.setY(std::max(room.top(), globalPosition.y() - height() - 10));
    move(at);
    show();
    raise();
    watch_->start();
    qApp->installEventFilter(this);
}

void TermPopup::fit() {
    QTextDocument* document = view_->document();
    document->setDocumentMargin(3);
    document->setTextWidth(widest);
    const double width = std::clamp(std::ceil(document->idealWidth()), 1.0 * narrowest, 1.0 * widest);
    document->setTextWidth(width);
    view_->setFixedSize(static_cast<int>(width), static_cast<int>(std::ceil(document->size().height())));
    adjustSize();
}

void TermPopup::look() {
    const QPoint pointer = QCursor::pos();
    const bool near = geometry().adjusted(-6, -20, 6, 20).contains(pointer) || area_.contains(pointer);
    away_ = near ? 0 : away_ + 1;
    if (!owner_ || away_ > patience)
        hide();
    if (!isVisible()) {
        watch_->stop();
        qApp->removeEventFilter(this);
    }
}

bool TermPopup::eventFilter(QObject* watched, QEvent* event) {
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (!isVisible() || !widget)
        return false;
    const bool mine = widget == this || isAncestorOf(widget);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        if (!mine)
            hide();
        break;
    case QEvent::KeyPress:
        // F1 looks at what is shown before it goes.
        if (static_cast<QKeyEvent*>(event)->key() != Qt::Key_F1)
            hide();
        break;
    case QEvent::WindowDeactivate:
    case QEvent::Hide:
    case QEvent::Close:
        if (owner_ && !mine && (widget == owner_ || widget->isAncestorOf(owner_)))
            hide();
        break;
    default:
        break;
    }
    return false;
}

void TermPopup::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.axis, 1));
    painter.setBrush(theme.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace kamke::ui
