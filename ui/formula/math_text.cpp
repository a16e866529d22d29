#include "ui/formula/math_text.h"

#include "ui/text/local_numbers.h"

#include <QFontMetricsF>
#include <QRegularExpression>

namespace kamke::ui {

namespace {

constexpr double scriptSize = 0.74, subscriptDrop = 0.2, superscriptRise = 0.36; // of the type's size

QFont scriptFont(const QFont& font) {
    QFont small = font;
    if (font.pixelSize() > 0)
        small.setPixelSize(qRound(font.pixelSize() * scriptSize));
    else
        small.setPointSizeF(font.pointSizeF() * scriptSize);
    return small;
}

} // namespace

QList<MathRun> mathRuns(const QString& text) {
    static const QRegularExpression script(QStringLiteral(
        "(?:(?<![A-Za-z])(?!(?:max|min|sup|inf|log|Lip)_)[A-Za-z]{3,}(?:_[A-Za-z0-9]+)+(*SKIP)(*FAIL))|"
        "([_^])(\\{[^}]*\\}|[-−]?[\\p{L}\\p{N}∞]+|[+−-])"));
    QList<MathRun> runs;
    qsizetype from = 0;
    for (auto match = script.match(text); match.hasMatch(); match = script.match(text, from)) {
        QString index = match.captured(2);
        if (index.startsWith(u'{'))
            index = index.sliced(1, index.size() - 2);
        if (index.startsWith(u'-'))
            index.replace(0, 1, QChar(0x2212));
        if (index == QLatin1String("inf")) // as l_∞ is typed where there is no such character
            index = QStringLiteral("∞");
        if (match.capturedStart() > from)
            runs.append({text.sliced(from, match.capturedStart() - from), MathRun::Script::None});
        runs.append(
            {index, match.captured(1) == QLatin1String("_") ? MathRun::Script::Sub : MathRun::Script::Super});
        from = match.capturedEnd();
    }
    if (from < text.size())
        runs.append({text.sliced(from), MathRun::Script::None});
    return runs;
}

QString withoutScriptMarks(const QString& text) {
    QString plain;
    for (const MathRun& run : mathRuns(text))
        plain += run.text;
    return plain;
}

QString mathHtml(const QString& text) {
    QString out;
    for (const MathRun& run : mathRuns(localNumbers(text))) {
        const QString part = run.text.toHtmlEscaped();
        const char* tag = run.script == MathRun::Script::Sub ? "sub" : "sup";
        out += run.script == MathRun::Script::None
                   ? part
                   : QStringLiteral("<%1>%2</%1>").arg(QLatin1String(tag), part);
    }
    return out;
}

QPainterPath mathPath(const QString& text, const QFont& font, double* width) {
    QPainterPath path;
    const QFont small = scriptFont(font);
    const double size = QFontMetricsF(font).ascent();
    double x = 0;
    for (const MathRun& run : mathRuns(text)) {
        const bool plain = run.script == MathRun::Script::None;
        const double y = plain ? 0 : run.script == MathRun::Script::Sub ? subscriptDrop : -superscriptRise;
        path.addText(x, y * size, plain ? font : small, run.text);
        x += QFontMetricsF(plain ? font : small).horizontalAdvance(run.text);
    }
    if (width)
        *width = x;
    return path;
}

double mathWidth(const QString& text, const QFont& font) {
    const QFontMetricsF plain(font), small(scriptFont(font));
    double width = 0;
    for (const MathRun& run : mathRuns(text))
        width += (run.script == MathRun::Script::None ? plain : small).horizontalAdvance(run.text);
    return width;
}

} // namespace kamke::ui
