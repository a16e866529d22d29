#include "ui/workspaces/digits/digit_list_model.h"

#include "core/model/dataset.h"
#include "core/model/domain.h"
#include "core/verdicts/verdict_words.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

bool passes(DigitFilter filter, Known verdict) {
    switch (filter) {
    case DigitFilter::All:
        return true;
    case DigitFilter::Certified:
        return verdict == Known::Proved;
    case DigitFilter::Undecided:
        return verdict == Known::Unknown;
    case DigitFilter::Broken:
        return verdict == Known::Broken;
    case DigitFilter::Misread:
        return verdict == Known::Misread;
    }
    return true;
}

} // namespace

QString verdictWord(Known verdict) {
    switch (verdict) {
    case Known::Proved:
        return DigitListModel::tr("proved");
    case Known::Unknown:
        return DigitListModel::tr("unknown");
    case Known::Broken:
        return DigitListModel::tr("broken");
    case Known::Misread:
        return DigitListModel::tr("misread");
    case Known::NotYet:
        break;
    }
    return DigitListModel::tr("not yet");
}

QString finderWord(std::string_view id) {
    const std::string name = finderName(id);
    return toQString(name);
}

DigitListModel::DigitListModel(ExplorerStore* store, const DigitsScan* scan, QObject* parent)
    : QAbstractListModel(parent)
    , store_(store)
    , scan_(scan) {}

void DigitListModel::setDataset(std::shared_ptr<const Dataset> data) {
    beginResetModel();
    data_ = std::move(data);
    rows_ = wantedRows();
    endResetModel();
}

void DigitListModel::refresh() {
    std::vector<int> wanted = wantedRows();
    if (wanted != rows_) {
        beginResetModel();
        rows_ = std::move(wanted);
        endResetModel();
    } else if (!rows_.empty()) {
        emit dataChanged(index(0), index(rowCount() - 1));
    }
}

std::vector<int> DigitListModel::wantedRows() const {
    std::vector<int> rows;
    if (!data_)
        return rows;
    const DigitsState& digits = store_->state().digits;
    const VerdictStore& verdicts = scan_->keeper().verdicts();
    const auto take = [&](int k) {
        const int label = data_->labels[static_cast<std::size_t>(k)];
        static const SampleKnowledge nothing;
        const SampleKnowledge& known = k < verdicts.size() ? verdicts.sample(k) : nothing;
        if (passes(digits.filter, verdictAt(known, label, digits.eps).known) &&
            (digits.labelFilter < 0 || label == digits.labelFilter) &&
            (digits.predictionFilter < 0 || known.prediction == digits.predictionFilter) &&
            (finder_.empty() || isBy(known, label, digits.eps, finder_)))
            rows.push_back(k);
    };
    const auto size = static_cast<int>(data_->size());
    if (digits.set) {
        for (const int k : digits.set.samples())
            if (k < size)
                take(k);
    } else {
        for (int k = 0; k < size; ++k)
            take(k);
    }
    if (digits.sort == DigitSort::Index) {
        if (digits.descending)
            std::reverse(rows.begin(), rows.end());
        return rows;
    }
    const auto key = [&](int sample) {
        const SampleMeasures of = measuresOf(sample);
        return digits.sort == DigitSort::Margin ? of.margin : of.radius;
    };
    std::stable_sort(rows.begin(), rows.end(), [&](int a, int b) {
        const double left = key(a), right = key(b);
        // What has no number comes last either way.
        if (std::isnan(left) || std::isnan(right))
            return !std::isnan(left);
        return digits.descending ? left > right : left < right;
    });
    return rows;
}

SampleMeasures DigitListModel::measuresOf(int sample) const {
    const auto at = static_cast<std::size_t>(sample);
    return at < scan_->measures().size() ? scan_->measures()[at] : SampleMeasures();
}

void DigitListModel::setFinder(const std::string& id) {
    finder_ = id;
    refresh();
}

std::map<std::string, int> DigitListModel::finders() const {
    std::map<std::string, int> all;
    const VerdictStore& verdicts = scan_->keeper().verdicts();
    const DigitsState& digits = store_->state().digits;
    for (Index k = 0; k < verdicts.size(); ++k)
        if (passes(digits.filter, verdicts.at(k, digits.eps).known))
            for (const std::string_view id : allBy(verdicts.sample(k), verdicts.label(k), digits.eps))
                ++all[std::string(id)];
    return all;
}

int DigitListModel::rowOf(int sample) const {
    const auto at = std::find(rows_.begin(), rows_.end(), sample);
    return at == rows_.end() ? -1 : static_cast<int>(at - rows_.begin());
}

QString DigitListModel::className(int k) const {
    const auto at = static_cast<std::size_t>(k);
    if (data_ && at < data_->labelNames.size())
        return QString::fromStdString(data_->labelNames[at]);
    if (const auto& names = store_->state().network->labels; at < names.size())
        return QString::fromStdString(names[at]);
    return QString::number(k);
}

int DigitListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant DigitListModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int sample = rows_[static_cast<std::size_t>(index.row())];
    const auto at = static_cast<std::size_t>(sample);
    const VerdictStore& verdicts = scan_->keeper().verdicts();
    const int prediction = sample < verdicts.size() ? verdicts.sample(sample).prediction : -1;
    switch (role) {
    case Qt::DecorationRole:
        return picture(sample);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return words(sample);
    case TermRole:
        return QStringLiteral("verdicts");
    case SampleRole:
        return sample;
    case LabelRole:
        return className(data_->labels[at]);
    case PredictionRole:
        return prediction >= 0 ? className(prediction) : QString();
    case VerdictRole:
        return static_cast<int>(
            sample < verdicts.size() ? verdicts.at(sample, store_->state().digits.eps).known : Known::NotYet);
    default:
        return {};
    }
}

QString DigitListModel::words(int sample) const {
    const auto at = static_cast<std::size_t>(sample);
    QStringList parts{tr("%1, labelled %2").arg(QLocale().toString(sample), className(data_->labels[at]))};
    const VerdictStore& verdicts = scan_->keeper().verdicts();
    if (sample >= verdicts.size())
        return parts.front();
    const ExplorerState& state = store_->state();
    const SampleKnowledge& known = verdicts.sample(sample);
    const KnownVerdict verdict = verdicts.at(sample, state.digits.eps);
    if (known.prediction >= 0)
        parts << tr("read as %1").arg(className(known.prediction));
    else if (known.prediction == -1)
        parts << tr("not read: no fixed point was found");
    const bool outside = state.digits.clip && whyOutside(*state.network, data_->input(sample));
    // Nothing can decide it, so that "unknown" would promise too much.
    if (outside && verdict.known == Known::Unknown)
        parts << tr("outside of the input domain, so nothing is certified");
    else if (verdict.known == Known::Proved || verdict.known == Known::Broken)
        parts << tr("%1 by %2").arg(verdictWord(verdict.known), finderWord(verdict.by));
    else
        parts << verdictWord(verdict.known);
    if (verdict.witness)
        parts << tr("witness at distance %1").arg(formatNumber(verdict.witness->distance, Rounded::Up));
    const SampleMeasures measures = measuresOf(sample);
    if (std::isfinite(measures.margin))
        parts << tr("margin %1").arg(formatNumber(measures.margin, Rounded::Down));
    if (std::isfinite(measures.radius))
        parts << tr("radius %1").arg(formatNumber(measures.radius, Rounded::Down));
    return parts.join(QStringLiteral(", "));
}

/// One byte a pixel; the painter gives it the colours of ink and paper.
QImage DigitListModel::picture(int sample) const {
    if (data_->shape.size() != 2)
        return {};
    const int height = data_->shape[0], width = data_->shape[1];
    QImage image(width, height, QImage::Format_Grayscale8);
    const auto* bytes = std::get_if<Dataset::Bytes>(&data_->values);
    const Matrix* numbers = std::get_if<Matrix>(&data_->values);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const Index pixel = static_cast<Index>(y) * width + x;
            image.scanLine(y)[x] =
                bytes
                    ? (*bytes)(pixel, sample)
                    : static_cast<uchar>(std::lround(255 * std::clamp((*numbers)(pixel, sample), 0.0, 1.0)));
        }
    return image;
}

} // namespace kamke::ui
