// Which words of a table are not shown whole, so that a tooltip can say them.
#pragma once

#include <QString>

class QAbstractItemView;
class QHeaderView;
class QModelIndex;

namespace kamke::ui {

/// The text of a cell that CellDelegate had to shorten; empty when all of it is seen.
QString cutText(const QAbstractItemView& view, const QModelIndex& index);
/// The same of a horizontal header's section.
QString cutText(const QHeaderView& header, int section);
/// Width that a section needs for this text.
int headerTextWidth(const QHeaderView& header, const QString& text);
/// `tip` behind the whole text, when the text was cut and the tip does not begin with it.
QString withCutText(const QString& cut, const QString& tip);

} // namespace kamke::ui
