#include "ui/workspaces/train/train_data.h"

#include "ui/files/resource_files.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>

namespace kamke::ui {

namespace {

/// First and last sample, at the ends of the data set where the settings leave them open or go beyond.
std::pair<Index, Index> range(const TrainSettings& settings, const Dataset& data) {
    const Index size = data.size();
    const Index last = settings.last < 0 ? size - 1 : std::min<Index>(settings.last, size - 1);
    return {std::clamp<Index>(settings.first, 0, last), last};
}

/// The samples before `first` and after `last`, in order.
Dataset without(const Dataset& data, Index first, Index last) {
    Dataset rest;
    rest.name = data.name;
    rest.shape = data.shape;
    rest.labelNames = data.labelNames;
    rest.labels.assign(data.labels.begin(), data.labels.begin() + first);
    rest.labels.insert(rest.labels.end(), data.labels.begin() + last + 1, data.labels.end());
    const Index after = data.size() - last - 1;
    std::visit(
        [&](const auto& values) {
            std::decay_t<decltype(values)> left(values.rows(), first + after);
            left.leftCols(first) = values.leftCols(first);
            left.rightCols(after) = values.rightCols(after);
            rest.values = std::move(left);
        },
        data.values);
    return rest;
}

} // namespace

TrainData::TrainData(ExplorerStore* store, QObject* parent)
    : QObject(parent)
    , store_(store) {
    for (DatasetSlot* slot : {&data_, &validation_})
        connect(slot, &DatasetSlot::changed, this, &TrainData::changed);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Training) {
            follow();
            emit changed();
        }
    });
    follow();
}

void TrainData::follow() {
    const TrainSettings& settings = store_->state().train;
    data_.setPath(fileOf(settings));
    validation_.setPath(settings.validate == ValidationChoice::File ? settings.validation : QString());
}

QString TrainData::fileOf(const TrainSettings& settings) {
    return settings.dataset.isEmpty() ? resourceFolder(QStringLiteral("data")) + QStringLiteral("/digits.h5")
                                      : settings.dataset;
}

QString TrainData::fashionMnist() {
    const QString file = QStringLiteral("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz");
    return QFileInfo::exists(file) ? file : QString();
}

QString TrainData::testSetBeside(const QString& file) {
    const QFileInfo info(file);
    QString name = info.fileName();
    if (!name.startsWith(QStringLiteral("train-images")))
        return {};
    name.replace(QStringLiteral("train-images"), QStringLiteral("t10k-images"));
    const QString beside = info.path() + u'/' + name;
    return QFileInfo::exists(beside) ? beside : QString();
}

QString TrainData::problem() const {
    return data_.error();
}

QString TrainData::validationProblem() const {
    const TrainSettings& settings = store_->state().train;
    const auto data = data_.data();
    if (settings.validate == ValidationChoice::File) {
        if (settings.validation.isEmpty())
            return tr("No file is chosen.");
        if (!validation_.error().isEmpty())
            return validation_.error();
        const auto validation = validation_.data();
        if (!data || !validation)
            return {};
        if (validation->r() != data->r())
            return tr("Its samples have %1 values, expected %2 as in the data set.")
                .arg(validation->r())
                .arg(data->r());
        if (validation->classes() > data->classes())
            return tr("It has %1 classes, expected at most %2 as in the data set.")
                .arg(validation->classes())
                .arg(data->classes());
        return {};
    }
    // A range that is wrong is told where it is.
    const bool inRange = data && settings.first < data->size() && settings.last < data->size();
    if (settings.validate == ValidationChoice::Rest && inRange && validationSize() == 0)
        return tr("No sample is left over: train on fewer, or choose a file.");
    return {};
}

Index TrainData::validationSize() const {
    const TrainSettings& settings = store_->state().train;
    const auto data = data_.data();
    if (settings.validate == ValidationChoice::Rest && data && data->size() > 0) {
        const auto [first, last] = range(settings, *data);
        return data->size() - (last - first + 1);
    }
    return validation_.data() ? validation_.data()->size() : 0;
}

std::shared_ptr<const Dataset> TrainData::validationData() const {
    const TrainSettings& settings = store_->state().train;
    if (settings.validate == ValidationChoice::None)
        return nullptr;
    if (settings.validate == ValidationChoice::File)
        return validation_.data();
    const auto data = data_.data();
    const auto [first, last] = range(settings, *data);
    return std::make_shared<const Dataset>(without(*data, first, last));
}

} // namespace kamke::ui
