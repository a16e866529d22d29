#include "ui/workspaces/reach/method_table_model.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/glossary/term_ids.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/method_swatch.h"
#include "ui/widgets/verdict_text.h"

#include <QGuiApplication>
#include <cmath>
#include <limits>

namespace kamke::ui {

namespace {

constexpr QSize swatchSize(22, 12);

/// 0.8 ms, 12 ms, 1.3 s: two digits are all that a time is worth.
QString shortTime(double seconds) {
    if (seconds >= 1)
        return MethodTableModel::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    const double ms = seconds * 1e3;
    return MethodTableModel::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 2 : 0));
}

/// The reason of a method without a box; the row says already that there is none.
QString reasonWithoutBox(const Enclosure& e) {
    return capitalised(e.reason.empty() ? whyNoBox(e) : QString::fromStdString(e.reason));
}

} // namespace

MethodTableModel::MethodTableModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void MethodTableModel::show(std::shared_ptr<const ReachResult> result, const ExplorerState& state) {
    const InputBox* box = state.selected();
    std::vector<Index> outputs{state.outputX};
    if (state.outputY >= 0 && state.outputY != state.outputX)
        outputs.push_back(state.outputY);
    std::vector<Column> columns{{Field::Method}};
    for (const Field field : {Field::Lower, Field::Upper, Field::Width})
        for (const Index k : outputs)
            columns.push_back({field, k});
    for (const Field field : {Field::Relative, Field::Iterations, Field::Time, Field::Proof})
        columns.push_back({field});

    const QString letter = box ? box->letter : QString();
    if (result == result_ && result && columns == columns_ && letter == letter_ && state.methods == shown_)
        return; // a box that moves: its numbers come with the result
    const bool otherColumns = columns != columns_;
    if (otherColumns)
        beginResetModel();
    // A result of another network has other outputs; it is not shown under this one's headers.
    if (result && result->analysis->network().q() != state.network->q())
        result = nullptr;
    result_ = std::move(result);
    shown_ = state.methods;
    letter_ = letter;
    outputs_ = std::move(outputs);
    columns_ = std::move(columns);
    if (otherColumns)
        endResetModel();
    else
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void MethodTableModel::setStale(bool stale) {
    if (stale == stale_)
        return;
    stale_ = stale;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::ForegroundRole});
}

void MethodTableModel::setWords(Words words) {
    if (words == words_)
        return;
    words_ = words;
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

int MethodTableModel::rowOf(const QString& id) const {
    for (int row = 0; row < rowCount(); ++row)
        if (toQString(method(row).id) == id)
            return row;
    return -1;
}

const Method& MethodTableModel::method(int row) const {
    return methods()[static_cast<std::size_t>(row)];
}

bool MethodTableModel::isShown(int row) const {
    return shown_.contains(toQString(method(row).id));
}

const BoxResult* MethodTableModel::boxResult() const {
    const qsizetype k = result_ && !letter_.isEmpty() ? result_->letters.indexOf(letter_) : -1;
    return k >= 0 && k < static_cast<qsizetype>(result_->frame.boxes.size())
               ? &result_->frame.boxes[static_cast<std::size_t>(k)]
               : nullptr;
}

const Enclosure* MethodTableModel::enclosure(int row) const {
    const BoxResult* box = boxResult();
    if (!box || !isShown(row))
        return nullptr;
    const qsizetype k = result_->methods.indexOf(toQString(method(row).id));
    return k >= 0 && k < static_cast<qsizetype>(box->enclosures.size())
               ? &box->enclosures[static_cast<std::size_t>(k)]
               : nullptr;
}

double MethodTableModel::number(int row, const Column& column) const {
    const Enclosure* e = enclosure(row);
    if (!e || !e->ok() || !e->output)
        return nan;
    const Box& y = *e->output;
    switch (column.field) {
    case Field::Lower:
        return y.lower(column.output);
    case Field::Upper:
        return y.upper(column.output);
    case Field::Width:
        return y.upper(column.output) - y.lower(column.output);
    case Field::Relative: {
        const int exactRow = rowOf(QStringLiteral("exact"));
        const Enclosure* exact = exactRow < 0 ? nullptr : enclosure(exactRow);
        if (!exact || !exact->ok() || !exact->output)
            return nan;
        if (outputs_.size() == 2)
            return relativeArea(*e, *exact, outputs_[0], outputs_[1]);
        const Index k = outputs_[0];
        const double whole = exact->output->upper(k) - exact->output->lower(k);
        return whole > 0 ? (y.upper(k) - y.lower(k)) / whole : nan;
    }
    case Field::Iterations:
        return e->iterations > 0 ? e->iterations : nan;
    case Field::Time:
        return e->seconds;
    case Field::Method:
    case Field::Proof:
        break;
    }
    return nan;
}

QString MethodTableModel::display(int row, const Column& column) const {
    const Enclosure* e = enclosure(row);
    if (column.field == Field::Method)
        return words_ == Words::Full ? shortName(method(row)) : toQString(method(row).label);
    if (!e)
        return {};
    if (!e->ok())
        return column == columns_[1] ? reasonWithoutBox(*e) : QString();
    const double value = number(row, column);
    switch (column.field) {
    case Field::Proof:
        if (words_ == Words::LabelsAndMarks)
            return e->rigorous ? QStringLiteral("✓") : QStringLiteral("–");
        return e->rigorous ? tr("✓ proved") : tr("numerical");
    case Field::Time:
        return shortTime(value);
    case Field::Relative:
        // How many times larger is a matter of three digits; copies have them all.
        return formatNumber(value < 100 ? QString::number(value, 'g', 3).toDouble() : std::round(value));
    case Field::Lower:
        return formatNumber(value, Rounded::Down);
    case Field::Upper:
    case Field::Width:
        return formatNumber(value, Rounded::Up);
    default:
        return formatNumber(value);
    }
}

QString MethodTableModel::toolTip(int row, const Column& column) const {
    const Enclosure* e = enclosure(row);
    const Method& m = method(row);
    if (e && !e->ok() && column.field != Field::Method)
        return QStringLiteral("<p>%1 %2</p>")
            .arg(mathHtml(capitalised(toQString(m.name))), mathHtml(whyNoBox(*e)));
    if (e && column.field == Field::Proof)
        return e->rigorous ? tr("Holds in floating point: every rounding error is bounded.")
                           : tr("Computed in floating point, without bounds of the rounding errors.");
    const double value = number(row, column);
    if (column.field == Field::Relative && std::isfinite(value) && e->ellipsoid)
        return QStringLiteral("<p>%1</p><p>%2</p>")
            .arg(
                exactNumber(value),
                tr("Of the box that holds the ellipse and the relational bounds at once. The ellipse alone "
                   "reaches further; every output lies in both."));
    if (column.field != Field::Method && std::isfinite(value))
        return exactNumber(value);
    return QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p><p>%4</p>")
        .arg(
            mathHtml(capitalised(toQString(m.name))), mathHtml(toQString(m.formula)),
            mathHtml(toQString(m.explanation)), mathHtml(toQString(m.citation)));
}

int MethodTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(methods().size());
}

int MethodTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant MethodTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const Column& column = columns_[static_cast<std::size_t>(index.column())];
    const Enclosure* e = enclosure(row);
    const bool noBox = e && !e->ok();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case ExactTextRole: {
        if (column.field == Field::Method)
            return toQString(method(row).name);
        if (column.field == Field::Proof)
            return !e            ? QString()
                   : noBox       ? toQString(statusName(e->status))
                   : e->rigorous ? tr("proved")
                                 : tr("numerical");
        const double value = number(row, column);
        return std::isfinite(value) ? exactNumber(value) : QString();
    }
    case Qt::CheckStateRole:
        return column.field == Field::Method ? QVariant(isShown(row) ? Qt::Checked : Qt::Unchecked)
                                             : QVariant();
    case Qt::DecorationRole:
        return column.field == Field::Method
                   ? QVariant(methodSwatch(method(row), currentTheme(), swatchSize, qApp->devicePixelRatio()))
                   : QVariant();
    case Qt::TextAlignmentRole:
        if (column.field == Field::Method || column.field == Field::Proof || noBox)
            return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        if (!isShown(row) || (stale_ && column.field != Field::Method))
            return currentTheme().faintText;
        if (noBox && column.field != Field::Method)
            return currentTheme().warning;
        if (column.field == Field::Proof && e)
            return e->rigorous ? currentTheme().good : currentTheme().faintText;
        return {};
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case TermRole:
        return column.field == Field::Method  ? methodTerm(method(row))
               : noBox                        ? QStringLiteral("no-box")
               : column.field == Field::Proof ? QStringLiteral("rigorous")
                                              : QString();
    case TermNoteRole:
        // The glossary has formula and source already.
        return column.field == Field::Method ? QVariant(QString()) : QVariant();
    case Qt::AccessibleTextRole: {
        if (column.field == Field::Method)
            return isShown(row) ? shortName(method(row)) : tr("%1, hidden").arg(shortName(method(row)));
        const QString text = display(row, column);
        return text.isEmpty()
                   ? text
                   : QStringLiteral("%1: %2").arg(
                         headerData(index.column(), Qt::Horizontal, Qt::AccessibleTextRole).toString(), text);
    }
    case MethodIdRole:
        return toQString(method(row).id);
    case ReasonRole:
        return noBox ? whyNoBox(*e) : QString();
    default:
        return {};
    }
}

bool MethodTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole || field(index.column()) != Field::Method)
        return false;
    const bool shown = value.toInt() == Qt::Checked;
    if (shown == isShown(index.row()))
        return false;
    // The state changes through the store, which calls show() again.
    emit visibilityRequested(toQString(method(index.row()).id), shown);
    return true;
}

Qt::ItemFlags MethodTableModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && field(index.column()) == Field::Method)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant MethodTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column& column = columns_[static_cast<std::size_t>(section)];
    const QString y = subscripted(QStringLiteral("y"), column.output + 1);
    struct Title {
        QString title, meaning, term;
    };
    const auto words = [&]() -> Title {
        switch (column.field) {
        case Field::Method:
            return {tr("method"), tr("The method; its check box shows and hides it everywhere."), {}};
        case Field::Lower:
            return {
                tr("%1 from").arg(y), tr("Lower bound of output %1.").arg(y), QStringLiteral("output-box")};
        case Field::Upper:
            return {tr("%1 to").arg(y), tr("Upper bound of output %1.").arg(y), QStringLiteral("output-box")};
        case Field::Width:
            return {
                QStringLiteral("Δ%1").arg(y), tr("Width of the interval of output %1.").arg(y),
                QStringLiteral("width")};
        case Field::Relative:
            return outputs_.size() == 2
                       ? Title{tr("box area"), tr("Area of the box in the shown outputs, relative to the box of the exact set. Where a method has more than a box (an ellipse, exact pieces), its box alone counts."), QStringLiteral("relative-area")}
                       : Title{
                             tr("ratio"), tr("Width of the interval, relative to the exact one."),
                             QStringLiteral("relative-area")};
        case Field::Iterations:
            return {
                tr("steps"), tr("Iterations until the box settled; – for methods that do not iterate."),
                QStringLiteral("iteration")};
        case Field::Time:
            return {tr("time"), tr("Computing time of this box."), {}};
        case Field::Proof:
            return {
                tr("proof"), tr("Whether the box is proved with bounds of all rounding errors."),
                QStringLiteral("rigorous")};
        }
        return {};
    }();
    switch (role) {
    case Qt::DisplayRole:
        return words.title;
    case Qt::ToolTipRole:
        return words.meaning;
    case TermRole:
        return words.term;
    case Qt::AccessibleTextRole:
        return words.title;
    case Qt::TextAlignmentRole:
        return column.field == Field::Method || column.field == Field::Proof
                   ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                   : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace kamke::ui
