#include "ui/widgets/middle_header.h"

#include <QIcon>
#include <QStyleOptionHeader>

namespace kamke::ui {

int MiddleHeader::room(int section) const {
    const int margin = style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, this);
    // The style sheet pads words by 0.35 em on each side.
    int room = sectionSize(section) - 2 * margin - fontMetrics().height() * 7 / 10;
    if (!model()->headerData(section, orientation(), Qt::DecorationRole).isNull())
        room -= style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this) + margin;
    if (isSortIndicatorShown() && sortIndicatorSection() == section)
        room -= style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, this) + margin;
    return room;
}

bool MiddleHeader::isElided(int section) const {
    return fontMetrics().horizontalAdvance(
               model()->headerData(section, orientation(), Qt::DisplayRole).toString()) > room(section);
}

void MiddleHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int section) const {
    QHeaderView::initStyleOptionForIndex(option, section);
    const QString words = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
    option->text = option->fontMetrics.elidedText(words, Qt::ElideMiddle, room(section));
}

} // namespace kamke::ui
