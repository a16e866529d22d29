// Small data sets for the tests of training, and settings that train on them in a moment.
#pragma once

#include "core/model/dataset.h"
#include "ui/jobs/train_runner.h"
#include "ui/state/train_settings.h"

#include <QFile>
#include <QString>
#include <memory>
#include <random>

namespace kamke::ui {

/// `count` images of side×side bytes, noisy copies of one pattern per class.
inline Dataset patterns(Index count, int side = 4, int classes = 3, unsigned seed = 5) {
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    const Index r = static_cast<Index>(side) * side;
    Dataset::Bytes values(r, count);
    Dataset data;
    data.name = "patterns";
    data.shape = {side, side};
    for (Index k = 0; k < count; ++k) {
        const int label = static_cast<int>(k % classes);
        data.labels.push_back(label);
        for (Index i = 0; i < r; ++i)
            values(i, k) = static_cast<std::uint8_t>(i % classes == label ? 190 + below(60) : below(60));
    }
    data.values = std::move(values);
    return data;
}

inline void putNumber(QByteArray& bytes, Index value) {
    for (const int shift : {24, 16, 8, 0})
        bytes.append(static_cast<char>(value >> shift & 0xff));
}

/// Writes FOLDER/PREFIX-images-idx3-ubyte and its labels file; the images file, or empty when that failed.
inline QString writeIdx(const QString& folder, const QString& prefix, const Dataset& data) {
    const auto& values = std::get<Dataset::Bytes>(data.values);
    QByteArray images("\0\0\x08\x03", 4), labels("\0\0\x08\x01", 4);
    for (const Index n : {data.size(), Index{data.shape[0]}, Index{data.shape[1]}})
        putNumber(images, n);
    images.append(reinterpret_cast<const char*>(values.data()), values.size());
    putNumber(labels, data.size());
    for (const int label : data.labels)
        labels.append(static_cast<char>(label));
    const QString path = folder + '/' + prefix + "-images-idx3-ubyte";
    QFile first(path), second(folder + '/' + prefix + "-labels-idx1-ubyte");
    const bool done = first.open(QIODevice::WriteOnly) && second.open(QIODevice::WriteOnly) &&
                      first.write(images) == images.size() && second.write(labels) == labels.size();
    return done ? path : QString();
}

/// Done in well under a second.
inline TrainOptions quickOptions() {
    TrainOptions options;
    options.hidden = 6;
    options.epochs = 5;
    options.batch = 20;
    options.rate = 0.02;
    options.threads = 1;
    return options;
}

/// Never done while a test waits.
inline TrainOptions endlessOptions() {
    TrainOptions options = quickOptions();
    options.hidden = 40;
    options.epochs = 1000000;
    options.batch = 100;
    return options;
}

inline std::shared_ptr<const Dataset> shared(Dataset data) {
    return std::make_shared<const Dataset>(std::move(data));
}

} // namespace kamke::ui
