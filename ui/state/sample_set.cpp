#include "ui/state/sample_set.h"

#include <QStringList>
#include <algorithm>
#include <utility>

namespace kamke::ui {

namespace {
/// A range of a file is never the reason to run out of memory.
constexpr qsizetype mostSamples = 100'000'000;
} // namespace

SampleSet::SampleSet(QString name, std::vector<int> samples) {
    std::sort(samples.begin(), samples.end());
    samples.erase(std::unique(samples.begin(), samples.end()), samples.end());
    content_ = std::make_shared<const Content>(Content{std::move(name), std::move(samples)});
}

QString SampleSet::ranges() const {
    QStringList parts;
    const std::vector<int>& all = samples();
    for (std::size_t first = 0, last = 0; first < all.size(); first = ++last) {
        while (last + 1 < all.size() && all[last + 1] == all[last] + 1)
            ++last;
        parts
            << (first == last ? QString::number(all[first])
                              : QStringLiteral("%1-%2").arg(all[first]).arg(all[last]));
    }
    return parts.join(u' ');
}

std::optional<std::vector<int>> SampleSet::fromRanges(const QString& text) {
    std::vector<int> samples;
    for (const QString& part : text.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList ends = part.split(u'-');
        bool firstOk = false, lastOk = false;
        const int first = ends.front().toInt(&firstOk), last = ends.back().toInt(&lastOk);
        if (ends.size() > 2 || !firstOk || !lastOk || first < 0 || last < first ||
            (!samples.empty() && first <= samples.back()) ||
            static_cast<qsizetype>(samples.size()) + last - first >= mostSamples)
            return {};
        for (int sample = first; sample < last; ++sample)
            samples.push_back(sample);
        samples.push_back(last);
    }
    return samples;
}

bool operator==(const SampleSet& a, const SampleSet& b) {
    return a.content_ == b.content_ || (a && b && *a.content_ == *b.content_);
}

} // namespace kamke::ui
