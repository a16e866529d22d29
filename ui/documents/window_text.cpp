#include "ui/documents/window_text.h"

#include "ui/text/number_text.h"
#include "ui/text/utf8.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

QString windowWords(const char* text) {
    return QCoreApplication::translate("Window", text);
}
QString counted(const char* one, const char* many, qsizetype n) {
    return windowWords(n == 1 ? one : many).arg(QLocale().toString(n));
}

/// Three digits are enough beside a name; the inspector shows the rest. What is left of zero after rounding
/// is zero.
QString brief(double value) {
    if (std::abs(value) < 1e-6)
        value = 0;
    return QLocale().toString(value, 'g', 3).replace(u'-', u'−');
}

} // namespace

BadgeText badgeText(const NetworkAnalysis& analysis) {
    BadgeText badge;
    QStringList holding, lines;
    for (const Condition& row : analysis.conditions.rows) {
        const QString name = QString::fromStdString(row.name);
        if (row.holds)
            holding << name;
        const char* words = row.own               ? "%1 %2: %3 = %4, needs < %5 (the network's own)"
                            : row.onlyNumerical() ? "%1 %2: %3 = %4, needs < %5, not proved"
                                                  : "%1 %2: %3 = %4, needs < %5";
        lines << windowWords(words).arg(
            row.holds ? QStringLiteral("✓") : QStringLiteral("✗"), name, QString::fromStdString(row.quantity),
            formatNumber(row.value), formatNumber(row.threshold));
    }
    if (analysis.own.known())
        lines << QString::fromStdString(analysis.own.sentence);
    badge.details = lines.join(u'\n');
    if (analysis.contracting()) {
        badge.mood = BadgeText::Mood::Good;
        badge.text = windowWords("✓ well-posed · least μ %1").arg(brief(analysis.best.value));
        if (std::isfinite(analysis.contractionFactor))
            badge.text += windowWords(" · contraction %1 per step").arg(brief(analysis.contractionFactor));
    } else if (analysis.wellPosed()) {
        badge.mood = BadgeText::Mood::Warning;
        badge.text = windowWords("✓ well-posed by %1 · least μ %2 ≥ 1, so no l∞ bound")
                         .arg(holding.front(), brief(analysis.best.value));
    } else {
        badge.mood = BadgeText::Mood::Bad;
        badge.text = windowWords("✗ no condition shows it well-posed · least μ %1 ≥ 1")
                         .arg(brief(analysis.best.value));
    }
    return badge;
}

QString networkTitle(const ExplorerState& state) {
    if (!state.network->name.empty())
        return QString::fromStdString(state.network->name).simplified();
    if (!state.networkPath.isEmpty())
        return QFileInfo(state.networkPath).completeBaseName();
    return windowWords("unnamed network");
}

QString networkShape(const Network& w) {
    const std::string_view phi = w.activation.name();
    return windowWords("%1 → %2 → %3, %4").arg(w.r()).arg(w.n()).arg(w.q()).arg(toQString(phi));
}

QString selectedBoxText(const ExplorerState& state) {
    const InputBox* box = state.selected();
    if (!box)
        return windowWords("no box selected");
    QString text = windowWords("box %1").arg(box->letter);
    for (const int axis : {state.inputX, state.inputY})
        if (axis >= 0)
            text += QStringLiteral("   %1 %2")
                        .arg(
                            subscripted(QStringLiteral("u"), axis + 1),
                            formatInterval(box->box.lower(axis), box->box.upper(axis)));
    return text;
}

QString resultSentence(const ReachResult& result) {
    const std::vector<BoxResult>& boxes = result.frame.boxes;
    if (boxes.empty())
        return windowWords("No box: drag on the input plane to draw one.");
    qsizetype samples = 0, pieces = 0, enclosed = 0;
    for (std::size_t m = 0; m < static_cast<std::size_t>(result.methods.size()); ++m)
        enclosed += std::all_of(
            boxes.begin(), boxes.end(), [&](const BoxResult& b) { return b.enclosures.at(m).ok(); });
    for (const BoxResult& box : boxes) {
        samples += box.samples.outputs.cols();
        for (const Enclosure& e : box.enclosures)
            pieces += static_cast<qsizetype>(e.pieces.size());
    }
    QStringList parts{counted("%1 method", "%1 methods", result.methods.size())};
    if (enclosed < result.methods.size())
        parts.front() +=
            enclosed == 0 ? windowWords(" (none has a box)") : windowWords(" (%1 with a box)").arg(enclosed);
    if (boxes.size() > 1)
        parts.prepend(counted("%1 box", "%1 boxes", static_cast<qsizetype>(boxes.size())));
    if (samples > 0)
        parts << counted("%1 sample", "%1 samples", samples);
    if (pieces > 0)
        parts << counted("%1 exact piece", "%1 exact pieces", pieces);
    const double milliseconds = 1000 * result.frame.seconds;
    if (milliseconds < 0.1)
        return windowWords("%1 in under 0.1 ms").arg(parts.join(QStringLiteral(", ")));
    return windowWords("%1 in %2 ms")
        .arg(
            parts.join(QStringLiteral(", ")),
            QLocale().toString(milliseconds, 'f', milliseconds < 10 ? 1 : 0));
}

} // namespace kamke::ui
