#include "widgets/cut_text.h"

#include "models/verdict_text.h"
#include "widgets/cell_delegate.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QTextDocument>

namespace kamke::ui {

QString cutText(const QAbstractItemView& view, const QModelIndex& index) {
    const auto* delegate = qobject_cast<const CellDelegate*>(view.itemDelegateForIndex(index));
    return delegate && delegate->cuts(view, index) ? index.data(Qt::DisplayRole).toString() : QString();
}

QString cutText(const QHeaderView& header, int section) {
    if (section < 0 || !header.model())
        return {};
    const QString text = header.model()->headerData(section, header.orientation()).toString();
    return headerTextWidth(header, text) > header.sectionSize(section) ? text : QString();
}

int headerTextWidth(const QHeaderView& header, const QString& text) {
    // Sections pad their text by 0.35 em on each side.
    const QFontMetrics metrics = header.fontMetrics();
    return metrics.horizontalAdvance(text) + metrics.height() * 7 / 10 + 2;
}

QString withCutText(const QString& cut, const QString& tip) {
    if (cut.isEmpty() || tip.startsWith(cut))
        return tip;
    const QString whole = QStringLiteral("<p>%1</p>").arg(mathHtml(cut));
    if (tip.isEmpty())
        return whole;
    return whole + (Qt::mightBeRichText(tip) ? tip : QStringLiteral("<p>%1</p>").arg(tip.toHtmlEscaped()));
}

} // namespace kamke::ui
