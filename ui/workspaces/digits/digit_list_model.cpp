#include "ui/workspaces/digits/digit_list_model.h"

#include "core/model/dataset.h"
#include "core/model/domain.h"
#include "ui/text/number_text.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

bool passes(DigitFilter filter, ScanVerdict verdict) {
    switch (filter) {
    case DigitFilter::All:
        return true;
    case DigitFilter::Certified:
        return verdict == ScanVerdict::Certified;
    case DigitFilter::Undecided:
        return verdict == ScanVerdict::Undecided;
    case DigitFilter::Broken:
        return verdict == ScanVerdict::Broken;
    case DigitFilter::Misread:
        return verdict == ScanVerdict::Misread;
    }
    return true;
}

} // namespace

QString verdictWord(ScanVerdict verdict) {
    switch (verdict) {
    case ScanVerdict::Certified:
        return DigitListModel::tr("certified");
    case ScanVerdict::Undecided:
        return DigitListModel::tr("undecided");
    case ScanVerdict::Broken:
        return DigitListModel::tr("broken");
    case ScanVerdict::Misread:
        return DigitListModel::tr("misread");
    case ScanVerdict::NotYet:
        break;
    }
    return DigitListModel::tr("not computed yet");
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
    const std::vector<ScannedSample>& scanned = scan_->samples();
    const ScannedSample unknown;
    const auto of = [&](int sample) -> const ScannedSample& {
        const auto at = static_cast<std::size_t>(sample);
        return at < scanned.size() ? scanned[at] : unknown;
    };
    const auto take = [&](int k) {
        if (passes(digits.filter, of(k).verdict) &&
            (digits.labelFilter < 0 || data_->labels[static_cast<std::size_t>(k)] == digits.labelFilter) &&
            (digits.predictionFilter < 0 || of(k).prediction == digits.predictionFilter))
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
        return digits.sort == DigitSort::Margin ? of(sample).margin : of(sample).radius;
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
    const ScannedSample scanned = at < scan_->samples().size() ? scan_->samples()[at] : ScannedSample();
    switch (role) {
    case Qt::DecorationRole:
        return picture(sample);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return words(sample);
    case SampleRole:
        return sample;
    case LabelRole:
        return className(data_->labels[at]);
    case PredictionRole:
        return scanned.prediction >= 0 ? className(scanned.prediction) : QString();
    case VerdictRole:
        return static_cast<int>(scanned.verdict);
    case StaleRole:
        return scanned.stale;
    default:
        return {};
    }
}

QString DigitListModel::words(int sample) const {
    const auto at = static_cast<std::size_t>(sample);
    QStringList parts{tr("%1, labelled %2").arg(QLocale().toString(sample), className(data_->labels[at]))};
    if (at >= scan_->samples().size())
        return parts.front();
    const ScannedSample& scanned = scan_->samples()[at];
    if (scanned.prediction >= 0)
        parts << tr("read as %1").arg(className(scanned.prediction));
    else if (scanned.prediction == -1)
        parts << tr("not read: no fixed point was found");
    const ExplorerState& state = store_->state();
    const bool outside = state.digits.clip && whyOutside(*state.network, data_->input(sample));
    // Nothing can decide it, so that "undecided" would promise too much.
    if (outside && scanned.verdict == ScanVerdict::Undecided)
        parts << tr("outside of the input domain, so nothing is certified");
    else
        parts << verdictWord(scanned.verdict) + (scanned.stale ? tr(" at the ε before") : QString());
    if (std::isfinite(scanned.margin))
        parts << tr("margin %1").arg(formatNumber(scanned.margin, Rounded::Down));
    if (std::isfinite(scanned.radius))
        parts << tr("radius %1").arg(formatNumber(scanned.radius, Rounded::Down));
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
