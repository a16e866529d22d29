#include "ui/workspaces/train/epoch_model.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/table_text.h"
#include "ui/workspaces/train/train_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace kamke::ui {

namespace {

QString epochText(const char* text) {
    return QCoreApplication::translate("EpochModel", text);
}

std::vector<EpochModel::Column> columnsFor(bool validated, bool certified) {
    using Form = EpochModel::Column::Form;
    using P = TrainProgress;
    std::vector<EpochModel::Column> columns{
        {epochText("epoch"), epochText("One pass over the samples."),
         [](const P& p) -> double { return p.epoch; }, Form::Whole, "epoch"},
        {epochText("loss"), epochText("Mean over the epoch, while the weights change."),
         [](const P& p) { return p.loss; }, Form::Number, "cross-entropy"},
        {epochText("training"),
         epochText("Share of the samples trained on that were read correctly, in passing."),
         [](const P& p) { return p.accuracy; }, Form::Share, "validation"}};
    if (validated)
        columns.push_back(
            {epochText("validation"),
             epochText("Share of the validation samples that are read correctly at its end."),
             [](const P& p) { return p.validation; }, Form::Share, "validation"});
    if (certified) {
        columns.push_back(
            {epochText("certified"),
             epochText("Share of the samples trained on with a worst-case margin above 0 at this ε."),
             [](const P& p) { return p.certified; }, Form::Share, "certified-training"});
        columns.push_back(
            {epochText("ε"), epochText("Radius in raw units, growing."), [](const P& p) { return p.eps; },
             Form::Number, "eps"});
    }
    columns.push_back(
        {epochText("measure"),
         epochText(
             "What the kind of model holds at or below γ: μ_η(A), μ_2(A), ‖A‖_∞, or λ_max of the symmetric "
             "part of |A|."),
         [](const P& p) { return p.mu; }, Form::Number, "gamma"});
    columns.push_back(
        {epochText("time"), epochText("Of this epoch, in seconds."), [](const P& p) { return p.seconds; },
         Form::Seconds, ""});
    return columns;
}

QString display(const EpochModel::Column& column, double value) {
    if (!std::isfinite(value))
        return QStringLiteral("–");
    using Form = EpochModel::Column::Form;
    switch (column.form) {
    case Form::Whole:
        return wholeNumber(value);
    case Form::Share:
        return QLocale().toString(100 * value, 'f', 2) + QStringLiteral(" %");
    case Form::Seconds:
        return QLocale().toString(value, 'f', value < 10 ? 2 : 1) + QStringLiteral(" s");
    case Form::Number:
        break;
    }
    return formatNumber(value);
}

} // namespace

EpochModel::EpochModel(QObject* parent)
    : QAbstractTableModel(parent)
    , columns_(columnsFor(false, false)) {}

void EpochModel::show(const std::vector<TrainProgress>& points, bool validated, bool certified) {
    std::vector<TrainProgress> epochs;
    for (const TrainProgress& p : points)
        if (p.fraction >= 1)
            epochs.push_back(p);
    const bool sameColumns = validated == validated_ && certified == certified_;
    if (!sameColumns || epochs.size() < epochs_.size() || epochs_.empty()) {
        beginResetModel();
        columns_ = columnsFor(validated, certified);
        validated_ = validated;
        certified_ = certified;
        epochs_ = std::move(epochs);
        endResetModel();
    } else if (epochs.size() > epochs_.size()) {
        beginInsertRows({}, static_cast<int>(epochs_.size()), static_cast<int>(epochs.size()) - 1);
        epochs_ = std::move(epochs);
        endInsertRows();
    }
}

int EpochModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(epochs_.size());
}

int EpochModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant EpochModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Column& column = columns_[static_cast<std::size_t>(index.column())];
    const double value = column.value(epochs_[static_cast<std::size_t>(index.row())]);
    switch (role) {
    case Qt::DisplayRole:
        return display(column, value);
    case ExactTextRole:
        return std::isfinite(value) ? exactNumber(value) : QString();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(column.header, display(column, value));
    default:
        return {};
    }
}

QVariant EpochModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const Column& column = columns_[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.header;
    case Qt::ToolTipRole:
        return mathHtml(column.meaning);
    case TermRole:
        return QString::fromLatin1(column.term);
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace kamke::ui
