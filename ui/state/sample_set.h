// Samples that belong together for a reason, by number.
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

namespace kamke::ui {

/// A value type that is cheap to copy: states are copied in every frame of a drag, and sets are large.
class SampleSet {
public:
    SampleSet() = default; ///< no set, which is not the same as an empty one
    /// `name` says what they have in common: "certified by MM-C, not by MM, at ε = 0.01". Numbers in the data
    /// set, in any order.
    SampleSet(QString name, std::vector<int> samples);

    explicit operator bool() const { return content_ != nullptr; }
    /// Both of a set that there is.
    const QString& name() const { return content_->name; }
    const std::vector<int>& samples() const { return content_->samples; } ///< increasing, each once

    /// "0-5 7 9-12", for files.
    QString ranges() const;
    /// The numbers of `text`, which must increase from range to range; nothing for any other text.
    static std::optional<std::vector<int>> fromRanges(const QString& text);

    /// A copy of the other, rather than a set that happens to hold the same samples.
    bool isCopyOf(const SampleSet& other) const { return content_ == other.content_; }
    friend bool operator==(const SampleSet& a, const SampleSet& b);

private:
    struct Content {
        QString name;
        std::vector<int> samples;
        friend bool operator==(const Content&, const Content&) = default;
    };
    std::shared_ptr<const Content> content_;
};

} // namespace kamke::ui
