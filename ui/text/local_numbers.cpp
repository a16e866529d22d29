#include "ui/text/local_numbers.h"

#include <QRegularExpression>

namespace kamke::ui {

namespace {

/// Whether this is the inside of an interval, a point or a set: numbers with commas between, one of them with
/// a decimal point.
bool isList(const QString& inside) {
    static const QRegularExpression list(
        QStringLiteral("^\\s*[-−±]?[\\d./π]+(?:e[-+−]?\\d+)?(?:, [-−±]?[\\d./π]+(?:e[-+−]?\\d+)?)+\\s*$"));
    static const QRegularExpression decimal(QStringLiteral("\\d\\.\\d"));
    return inside.contains(decimal) && list.match(inside).hasMatch();
}

QString withLocalLists(const QString& text) {
    static const QRegularExpression brackets(QStringLiteral("[\\[({]([^\\[\\](){}]*)[\\])}]"));
    QString out = text;
    for (auto it = brackets.globalMatch(text); it.hasNext();) {
        const auto match = it.next();
        if (const QString inside = match.captured(1); isList(inside))
            out.replace(
                match.capturedStart(1), inside.size(),
                QString(inside).replace(QLatin1String(", "), QLatin1String("; ")));
    }
    return out;
}

} // namespace

QLocale numberLocale() {
    const QLocale locale;
    return locale.zeroDigit() == QLatin1String("0") ? locale : QLocale::c();
}

QString numberSeparator() {
    return numberLocale().decimalPoint() == QLatin1String(",") ? QStringLiteral("; ") : QStringLiteral(", ");
}

QString localNumbers(const QString& text) {
    const QString point = numberLocale().decimalPoint();
    // Places in papers and versions first, so that they are not taken for numbers.
    static const QRegularExpression pattern(QStringLiteral(
        "(?:\\b(?:[Ss]ections?|Theorems?|Thms?|Propositions?|Lemmas?|Corollar(?:y|ies)|Figures?|Tables?|same,"
        "|[Vv]ersion|MATLAB|[Aa]ppendix|nemon|mondeq|contractive)|\\bProp\\.),?\\s+"
        "\\d+(?:\\.\\d+)+(?:(?:,| and| or|-|–)\\s*\\d+(?:\\.\\d+)+)*"
        "|(?<![\\p{L}\\p{N}_.\\\\])(?<![\\p{L}_]-)(?<![^\\d]/)"
        "(?<sign>[-−]?)(?<whole>\\d+)(?:\\.(?<part>\\d+))?(?:e(?<esign>[-+−]?)(?<power>\\d+))?"
        "(?![\\p{L}\\p{N}_\\\\]|\\.[\\p{L}\\p{N}]|-\\p{L}|/[^\\d])"));
    const QString source = point == QLatin1String(",") ? withLocalLists(text) : text;
    QString out;
    qsizetype from = 0;
    for (auto it = pattern.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        out += QStringView(source).sliced(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (match.captured(QStringLiteral("whole")).isEmpty()) {
            out += match.captured();
            continue;
        }
        if (!match.captured(QStringLiteral("sign")).isEmpty())
            out += trueMinus;
        out += match.captured(QStringLiteral("whole"));
        if (const QString part = match.captured(QStringLiteral("part")); !part.isEmpty())
            out += point + part;
        if (const QString power = match.captured(QStringLiteral("power")); !power.isEmpty())
            out += QLatin1Char('e') +
                   (match.captured(QStringLiteral("esign")) == QLatin1String("+") ? QStringLiteral("+")
                    : match.captured(QStringLiteral("esign")).isEmpty()           ? QString()
                                                                                  : QString(trueMinus)) +
                   QString::number(power.toInt());
    }
    return out + source.sliced(from);
}

} // namespace kamke::ui
