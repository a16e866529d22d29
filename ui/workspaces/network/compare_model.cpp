#include "ui/workspaces/network/compare_model.h"

#include "core/sweep/latex_text.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/network/compare_link.h"

#include <QFont>
#include <QIcon>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

QString shownText(const CompareRow& row, const CompareCell& cell) {
    if (row.heading)
        return {};
    return cell.text.isEmpty() ? formatNumber(cell.value, cell.rounded) : cell.text;
}

QVariant ink(const CompareCell& cell) {
    switch (cell.tone) {
    case CompareCell::Tone::Good:
        return withContrast(currentTheme().good, currentTheme().card);
    case CompareCell::Tone::Bad:
        return withContrast(currentTheme().bad, currentTheme().card);
    case CompareCell::Tone::Faint:
        return currentTheme().faintText;
    case CompareCell::Tone::Plain:
        break;
    }
    return {};
}

} // namespace

void CompareModel::show(std::vector<CompareRow> rows, const QStringList& names) {
    const auto sameIds = [](const CompareRow& a, const CompareRow& b) {
        return a.id == b.id && a.heading == b.heading;
    };
    // A selection survives when more becomes known.
    const bool sameShape = names.size() == names_.size() &&
                           std::equal(rows.begin(), rows.end(), rows_.begin(), rows_.end(), sameIds);
    if (!sameShape)
        beginResetModel();
    const bool renamed = names != names_;
    rows_ = std::move(rows);
    names_ = names;
    if (!sameShape)
        endResetModel();
    else if (!rows_.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    if (sameShape && renamed)
        emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int CompareModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 1 + static_cast<int>(names_.size());
}

QVariant CompareModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CompareRow& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case IdRole:
        return row.id;
    case HeadingRole:
        return row.heading;
    case TermRole:
        return row.term;
    default:
        break;
    }
    return index.column() == 0 ? nameData(row, role)
                               : cellData(row, row.cells[static_cast<std::size_t>(index.column() - 1)], role);
}

QVariant CompareModel::nameData(const CompareRow& row, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::ToolTipRole:
        return row.meaning.isEmpty() ? QVariant() : QStringLiteral("<p>%1</p>").arg(mathHtml(row.meaning));
    case NoteRole:
        return row.meaning;
    case Qt::FontRole:
        if (row.heading) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return {};
    case Qt::ForegroundRole:
        return row.heading ? QVariant(currentTheme().text) : QVariant(currentTheme().faintText);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignLeft | (row.heading ? Qt::AlignBottom : Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant CompareModel::cellData(const CompareRow& row, const CompareCell& cell, int role) const {
    switch (role) {
    case Qt::DisplayRole:
        return shownText(row, cell);
    case ExactTextRole:
        return std::isfinite(cell.value) ? QVariant(exactNumber(cell.value)) : QVariant();
    case BestRole:
        return cell.best;
    case NoteRole:
        return cell.note;
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return ink(cell);
    case Qt::FontRole:
        if (cell.best) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    case Qt::AccessibleTextRole:
        return cell.best ? tr("%1, the best of its row").arg(shownText(row, cell)) : shownText(row, cell);
    case Qt::ToolTipRole: {
        QString note = cell.note;
        if (cell.best)
            note = note.isEmpty() ? tr("The best of its row.") : tr("The best of its row; %1").arg(note);
        return note.isEmpty() ? QVariant() : QStringLiteral("<p>%1</p>").arg(mathHtml(note));
    }
    default:
        return {};
    }
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section > names_.size())
        return {};
    // Beside its mark, and cut at its end where the column is narrow.
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    if (section == 0)
        return role == Qt::DisplayRole ? QVariant(tr("quantity")) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return names_[section - 1];
    case Qt::DecorationRole:
        return columnIcon(currentTheme(), static_cast<std::size_t>(section - 1));
    case TermRole:
        return QStringLiteral("implicit-network");
    default:
        return {};
    }
}

namespace {

QString latexText(const QString& text) {
    return QString::fromStdString(kamke::latexText(text.toStdString()));
}

} // namespace

QString compareLatex(const CompareModel& model) {
    const QString columns(model.names().size(), u'r');
    QString text = QStringLiteral("\\begin{tabular}{l%1}\n\\hline\n").arg(columns);
    for (const QString& name : model.names())
        text += QStringLiteral(" & ") + latexText(name);
    text += QStringLiteral(" \\\\\n");
    for (const CompareRow& row : model.rows()) {
        if (row.heading) {
            text += QStringLiteral("\\hline\n\\multicolumn{%1}{l}{\\textbf{%2}} \\\\\n")
                        .arg(model.names().size() + 1)
                        .arg(latexText(row.name));
            continue;
        }
        text += latexText(row.name);
        for (const CompareCell& cell : row.cells) {
            const QString shown = latexText(shownText(row, cell));
            text += QStringLiteral(" & ") + (cell.best ? QStringLiteral("\\textbf{%1}").arg(shown) : shown);
        }
        text += QStringLiteral(" \\\\\n");
    }
    return text + QStringLiteral("\\hline\n\\end{tabular}\n");
}

} // namespace kamke::ui
