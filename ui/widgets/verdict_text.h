// What results mean, in words.
#pragma once

#include "core/model/analysis.h"
#include "core/reach/reach.h"

#include <QString>
#include <string_view>
#include <vector>

namespace kamke::ui {

/// A sentence or two with its subject ("Mixed monotone.") apart, which is shown in bold.
struct Statement {
    enum class Tone { Proved, Numerical, NoBox, Neutral };
    Tone tone = Tone::Neutral;
    QString subject, text;
    QString plain() const { return subject.isEmpty() ? text : subject + QLatin1Char(' ') + text; }
};

/// What `enclosure` says of the box with this letter. `outputs` are the zero-based outputs to name;
/// `outputCount` is q.
Statement methodVerdict(
    const Method& method, const Enclosure& enclosure, const QString& letter,
    const std::vector<Index>& outputs, Index outputCount);
/// The sentence of a status other than Ok, without its subject: "has no box here: its iteration diverges
/// (…)."
QString whyNoBox(const Enclosure& enclosure);

/// What follows from the conditions table: which guarantees hold, and which fail for which reason.
Statement guaranteesVerdict(const NetworkAnalysis& analysis);

/// The method's name, or its label where the name is too long for a table: mixed monotone, IBP.
QString shortName(const Method& method);
/// "mixed monotone" as the beginning of a sentence.
QString capitalised(const QString& text);
/// A reason that the core gives, "the file is empty", as a sentence of its own.
QString asSentence(const std::string& reason);
QString html(const Statement& verdict);

} // namespace kamke::ui
