#include "ui/widgets/cut_text.h"

#include "ui/formula/math_text.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/middle_header.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QStyle>
#include <QTextDocument>

namespace kamke::ui {

QString cutText(const QAbstractItemView& view, const QModelIndex& index) {
    const auto* delegate = qobject_cast<const CellDelegate*>(view.itemDelegateForIndex(index));
    return delegate && delegate->cuts(view, index) ? index.data(Qt::DisplayRole).toString() : QString();
}

QString cutText(const QHeaderView& header, int section) {
    const auto* middle = dynamic_cast<const MiddleHeader*>(&header);
    return middle && section >= 0 && header.model() && middle->isElided(section)
               ? header.model()->headerData(section, header.orientation()).toString()
               : QString();
}

int headerTextWidth(const QHeaderView& header, const QString& text) {
    // Sections pad their text by 0.35 em on each side, beside the style's margins; see MiddleHeader::room().
    const QFontMetrics metrics = header.fontMetrics();
    return metrics.horizontalAdvance(text) + metrics.height() * 7 / 10 + 2 +
           2 * header.style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, &header);
}

QString withCutText(const QString& cut, const QString& tip) {
    if (cut.isEmpty() || tip.startsWith(cut))
        return tip;
    QString whole = QStringLiteral("<p>%1</p>").arg(mathHtml(cut));
    if (tip.isEmpty())
        return whole;
    return whole + (Qt::mightBeRichText(tip) ? tip : QStringLiteral("<p>%1</p>").arg(tip.toHtmlEscaped()));
}

} // namespace kamke::ui
