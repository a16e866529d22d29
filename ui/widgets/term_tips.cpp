#include "ui/widgets/term_tips.h"

#include "ui/glossary/glossary.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_popup.h"
#include "ui/glossary/tip_text.h"
#include "ui/plot/plot_terms.h"
#include "ui/widgets/cut_text.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QToolTip>
#include <qcustomplot.h>

namespace kamke::ui {
namespace {

QString headerTerm(const QHeaderView* header, const QPoint& position, QString* local, QRect* area) {
    const int section = header->logicalIndexAt(position);
    if (section < 0 || !header->model())
        return {};
    const auto data = [&](int role) {
        return header->model()->headerData(section, header->orientation(), role).toString();
    };
    *local = withCutText(cutText(*header, section), data(Qt::ToolTipRole));
    const int at = header->sectionViewportPosition(section), size = header->sectionSize(section);
    *area = header->orientation() == Qt::Horizontal ? QRect(at, 0, size, header->height())
                                                    : QRect(0, at, header->width(), size);
    return data(TermRole);
}

QString cellTerm(const QAbstractItemView* view, const QPoint& position, QString* local, QRect* area) {
    const QModelIndex index = view->indexAt(position);
    if (!index.isValid())
        return {};
    const QVariant note = index.data(TermNoteRole);
    *local = withCutText(
        cutText(*view, index), note.isValid() ? note.toString() : index.data(Qt::ToolTipRole).toString());
    *area = view->visualRect(index);
    return index.data(TermRole).toString();
}

} // namespace

QString termAt(QWidget* widget, const QPoint& position, QString* local, QRect* area) {
    QString ignoredText;
    QRect ignoredArea;
    local = local ? local : &ignoredText;
    area = area ? area : &ignoredArea;
    auto* view = qobject_cast<QAbstractItemView*>(widget->parentWidget());
    if (view && view->viewport() == widget) {
        const auto* header = qobject_cast<QHeaderView*>(view);
        QString term =
            header ? headerTerm(header, position, local, area) : cellTerm(view, position, local, area);
        // A cell with a tooltip of its own is not about the table's term.
        if (!term.isEmpty() || !local->isEmpty())
            return term;
    }
    for (QWidget* each = widget; each; each = each->isWindow() ? nullptr : each->parentWidget()) {
        const QPoint at = each->mapFrom(widget->window(), widget->mapTo(widget->window(), position));
        *local = each->toolTip();
        *area = QRect(widget->mapFrom(each->window(), each->mapTo(each->window(), QPoint())), each->size());
        if (auto* plot = qobject_cast<QCustomPlot*>(each))
            if (QString term = plotTermAt(plot, at); !term.isEmpty()) {
                *area = QRect(position - QPoint(12, 12), QSize(24, 24));
                return term;
            }
        if (QString term = termOf(each); !term.isEmpty())
            return term;
        // The nearest tooltip speaks; what is behind it is about something else.
        if (!each->toolTip().isEmpty())
            return {};
    }
    return {};
}

TermTips::TermTips(QWidget* window)
    : QObject(window)
    , window_(window)
    , popup_(new TermPopup(window)) {
    connect(popup_, &TermPopup::termRequested, this, &TermTips::termRequested);
    qApp->installEventFilter(this);
}

QString TermTips::currentTerm() const {
    if (QString shown = popup_->shownTerm(); !shown.isEmpty())
        return shown;
    QWidget* focus = QApplication::focusWidget();
    if (!focus || focus->window() != window_)
        return {};
    // The current cell of a table, else the widget.
    if (const auto* view = qobject_cast<const QAbstractItemView*>(focus))
        if (QString term = view->currentIndex().data(TermRole).toString(); !term.isEmpty())
            return term;
    for (const QWidget* each = focus; each; each = each->parentWidget())
        if (QString term = termOf(each); !term.isEmpty())
            return term;
    return {};
}

bool TermTips::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ToolTip)
        if (auto* widget = qobject_cast<QWidget*>(watched))
            return tip(widget, *static_cast<QHelpEvent*>(event));
    return QObject::eventFilter(watched, event);
}

bool TermTips::tip(QWidget* widget, const QHelpEvent& event) {
    QString local;
    QRect area;
    QString term = termAt(widget, event.pos(), &local, &area);
    if (term.isEmpty() || !Glossary::instance().find(term)) {
        if (local.isEmpty())
            return false;
        QToolTip::showText(event.globalPos(), tipHtml(local), widget, area);
        return true;
    }
    QToolTip::hideText();
    const QRect global(widget->mapToGlobal(area.topLeft()), area.size());
    if (popup_->shownTerm().isEmpty() || !popup_->geometry().contains(event.globalPos()))
        popup_->showTerm(term, local, event.globalPos(), widget, global);
    return true;
}

} // namespace kamke::ui
