#include "ui/workspaces/network/compare_model.h"

#include "core/sweep/latex_text.h"
#include "ui/formula/math_text.h"
#include "ui/workspaces/network/compare_link.h"

#include <QFont>
#include <QIcon>

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

/// What is the same in all columns.
QVariant ofRow(const CompareRow& row, int role) {
    switch (role) {
    case CompareModel::IdRole:
        return row.id;
    case CompareModel::HeadingRole:
        return row.heading;
    default:
        return {};
    }
}

QString paragraphOf(const QString& text) {
    return text.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(mathHtml(text));
}

QVariant fontOf(QFont::Weight weight) {
    QFont font;
    font.setWeight(weight);
    return font;
}

QString termOf(const CompareRow& row) {
    return row.term;
}

CompareModel::Column quantityColumn() {
    return {
        .title = CompareModel::tr("quantity"),
        .side = Qt::AlignLeft,
        .text = [](const CompareRow& row) { return row.name; },
        .ink =
            [](const CompareRow& row) {
                return row.heading ? currentTheme().text : currentTheme().faintText;
            },
        .tip = [](const CompareRow& row) { return paragraphOf(row.meaning); },
        .cellTerm = termOf,
        .other = [](const CompareRow& row, int role) -> QVariant {
            if (role == CompareModel::NoteRole)
                return row.meaning;
            if (role == Qt::FontRole && row.heading)
                return fontOf(QFont::DemiBold);
            if (role == Qt::TextAlignmentRole && row.heading)
                return QVariant(Qt::AlignLeft | Qt::AlignBottom);
            return ofRow(row, role);
        }};
}

/// Column k of the networks. Its title stands beside its mark, and is cut at its end where the column is
/// narrow.
CompareModel::Column networkColumn(std::size_t k, const QString& name) {
    return {
        .title = name,
        .meaning = name,
        .term = QStringLiteral("implicit-network"),
        .icon = [k] { return QVariant(columnIcon(currentTheme(), k)); },
        .titleSide = Qt::AlignLeft,
        .text = [k](const CompareRow& row) { return shownText(row, row.cells[k]); },
        .exact =
            [k](const CompareRow& row) {
                const double value = row.cells[k].value;
                return std::isfinite(value) ? QVariant(exactNumber(value)) : QVariant();
            },
        .ink = [k](const CompareRow& row) { return ink(row.cells[k]); },
        .tip =
            [k](const CompareRow& row) {
                const CompareCell& cell = row.cells[k];
                return paragraphOf(
                    !cell.best            ? cell.note
                    : cell.note.isEmpty() ? CompareModel::tr("The best of its row.")
                                          : CompareModel::tr("The best of its row; %1").arg(cell.note));
            },
        .cellTerm = termOf,
        .other = [k](const CompareRow& row, int role) -> QVariant {
            const CompareCell& cell = row.cells[k];
            switch (role) {
            case CompareModel::BestRole:
                return cell.best;
            case CompareModel::NoteRole:
                return cell.note;
            case Qt::FontRole:
                return cell.best ? fontOf(QFont::Bold) : QVariant();
            case Qt::AccessibleTextRole:
                return cell.best ? CompareModel::tr("%1, the best of its row").arg(shownText(row, cell))
                                 : shownText(row, cell);
            default:
                return ofRow(row, role);
            }
        }};
}

} // namespace

CompareModel::CompareModel(QObject* parent)
    : ColumnTable(parent) {
    setColumns({quantityColumn()});
}

void CompareModel::show(std::vector<CompareRow> rows, const QStringList& names) {
    const auto sameIds = [](const CompareRow& a, const CompareRow& b) {
        return a.id == b.id && a.heading == b.heading;
    };
    std::vector<Column> columns{quantityColumn()};
    for (const QString& name : names)
        columns.push_back(networkColumn(columns.size() - 1, name));
    const bool renamed = names != names_;
    names_ = names;
    // A selection survives when more becomes known.
    if (columns.size() != ColumnTable::columns().size()) {
        setTable(std::move(columns), std::move(rows));
        return;
    }
    setRows(std::move(rows), sameIds);
    if (renamed)
        retitle(std::move(columns));
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
