// Words in which μ_η and Λ^½ have sub- and superscripts, for labels that are painted and for HTML.
#pragma once

#include <QFont>
#include <QPainterPath>
#include <QString>

namespace kamke::ui {

/// A part of such words.
struct MathRun {
    enum class Script { None, Sub, Super };
    QString text;
    Script script = Script::None;
};

/// Takes the words apart: an underscore or a caret makes the letters, digits or {…} behind it a script.
/// leaky_relu and paper_example are words, as is max_i.
QList<MathRun> mathRuns(const QString& text);
/// The words without the marks of their scripts: what takes about as much room.
QString withoutScriptMarks(const QString& text);

/// The words as HTML, with the numbers of the user's locale: μ_η(A) becomes μ<sub>η</sub>(A), M^{-1} becomes
/// M<sup>−1</sup>.
QString mathHtml(const QString& text);

/// The outline of the words in one line from the left end of its baseline, (0, 0). `width`: how far it goes.
QPainterPath mathPath(const QString& text, const QFont& font, double* width = nullptr);
double mathWidth(const QString& text, const QFont& font);

} // namespace kamke::ui
