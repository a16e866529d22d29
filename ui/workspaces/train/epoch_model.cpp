#include "ui/workspaces/train/epoch_model.h"

#include "ui/formula/math_text.h"
#include "ui/workspaces/train/train_text.h"

#include <QLocale>

namespace kamke::ui {

namespace {

using EpochValue = double (*)(const TrainProgress&);

QString epochShare(double value) {
    return QLocale().toString(100 * value, 'f', 2) + QStringLiteral(" %");
}

QString epochSeconds(double value) {
    return QLocale().toString(value, 'f', value < 10 ? 2 : 1) + QStringLiteral(" s");
}

QString epochNumber(double value) {
    return formatNumber(value);
}

} // namespace

std::vector<EpochModel::Column> EpochModel::columnsFor(bool validated, bool certified) {
    using P = TrainProgress;
    std::vector<Column> columns;
    const auto add = [&](const QString& title, const QString& meaning, EpochValue value,
                         QString (*words)(double), const char* term) {
        const auto text = [value, words](const P& p) {
            return std::isfinite(value(p)) ? words(value(p)) : QStringLiteral("–");
        };
        columns.push_back(
            {.title = title,
             .meaning = mathHtml(meaning),
             .term = QString::fromLatin1(term),
             .text = text,
             .exact = [value](const P& p) { return exactCell(value(p)); },
             .other =
                 [title, text](const P& p, int role) {
                     return role == Qt::AccessibleTextRole
                                ? QVariant(QStringLiteral("%1: %2").arg(title, text(p)))
                                : QVariant();
                 }});
    };
    add(
        tr("epoch"), tr("One pass over the samples."), [](const P& p) -> double { return p.epoch; },
        [](double value) { return wholeNumber(value); }, "epoch");
    add(
        tr("loss"), tr("Mean over the epoch, while the weights change."), [](const P& p) { return p.loss; },
        epochNumber, "cross-entropy");
    add(
        tr("training"), tr("Share of the samples trained on that were read correctly, in passing."),
        [](const P& p) { return p.accuracy; }, epochShare, "validation");
    if (validated)
        add(
            tr("validation"), tr("Share of the validation samples that are read correctly at its end."),
            [](const P& p) { return p.validation; }, epochShare, "validation");
    if (certified) {
        add(
            tr("certified"),
            tr("Share of the samples trained on with a worst-case margin above 0 at this ε."),
            [](const P& p) { return p.certified; }, epochShare, "certified-training");
        add(
            tr("ε"), tr("Radius in raw units, growing."), [](const P& p) { return p.eps; }, epochNumber,
            "eps");
    }
    add(
        tr("measure"),
        tr("What the kind of model holds at or below γ: μ_η(A), μ_2(A), ‖A‖_∞, or λ_max of the symmetric "
           "part of |A|."),
        [](const P& p) { return p.mu; }, epochNumber, "gamma");
    add(
        tr("time"), tr("Of this epoch, in seconds."), [](const P& p) { return p.seconds; }, epochSeconds, "");
    return columns;
}

EpochModel::EpochModel(QObject* parent)
    : ColumnTable(parent) {
    setColumns(columnsFor(false, false));
}

void EpochModel::show(const std::vector<TrainProgress>& points, bool validated, bool certified) {
    std::vector<TrainProgress> epochs;
    for (const TrainProgress& p : points)
        if (p.fraction >= 1)
            epochs.push_back(p);
    const bool sameColumns = validated == validated_ && certified == certified_;
    if (!sameColumns || epochs.size() < rows().size() || rows().empty()) {
        setTable(columnsFor(validated, certified), std::move(epochs));
        validated_ = validated;
        certified_ = certified;
    } else {
        appendRows({epochs.begin() + static_cast<std::ptrdiff_t>(rows().size()), epochs.end()});
    }
}

} // namespace kamke::ui
