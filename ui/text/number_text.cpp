#include "ui/text/number_text.h"

#include "core/model/outward.h"
#include "ui/text/local_numbers.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>
#include <limits>
#include <numbers>

namespace kamke::ui {

namespace {

// Differences below this, relative, come from rounding in the computation and are not digits of the result.
constexpr double noise = 1e-12;

/// The text in the C locale's characters: ASCII digits, '-', '.', lower case, no blanks around operators.
QString inCLocale(const QString& text) {
    QString out = text.trimmed().toLower();
    for (const QLocale& locale : {QLocale(), numberLocale()})
        if (const QString point = locale.decimalPoint(); point != QLatin1String("."))
            out.replace(point, QLatin1String("."));
    out.replace(QChar(0x066B), QLatin1Char('.')); // the decimal point of Arabic digits
    for (QChar& ch : out) {
        if (ch == trueMinus)
            ch = QLatin1Char('-');
        else if (ch.isDigit())
            ch = QLatin1Char(static_cast<char>('0' + ch.digitValue()));
    }
    return out;
}

std::optional<double> parsePlain(const QString& text) {
    QLocale c = QLocale::c();
    c.setNumberOptions(QLocale::RejectGroupSeparator);
    bool ok = false;
    const double value = c.toDouble(text, &ok);
    return ok && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// A number, or a multiple of π: 2, pi, 2pi, 2*π.
std::optional<double> parseTerm(QString text) {
    text = text.trimmed();
    for (const QString& pi : {QStringLiteral("pi"), QStringLiteral("π")}) {
        if (!text.endsWith(pi))
            continue;
        QString factor = text.chopped(pi.size()).trimmed();
        if (factor.endsWith(QLatin1Char('*')))
            factor = factor.chopped(1).trimmed();
        else if (factor.isEmpty() || factor == QLatin1String("+") || factor == QLatin1String("-"))
            factor += QLatin1Char('1');
        const auto times = parsePlain(factor);
        return times ? std::optional(*times * std::numbers::pi) : std::nullopt;
    }
    return parsePlain(text);
}

/// With the decimal point of the locale and a true minus, which is all that differs: locales' own signs and
/// exponents come with marks that other programs do not read.
QString shown(double value, int digits, bool trailingZeros) {
    QLocale locale = QLocale::c();
    locale.setNumberOptions(
        QLocale::OmitGroupSeparator | QLocale::OmitLeadingZeroInExponent |
        (trailingZeros ? QLocale::IncludeTrailingZeroesAfterDot : QLocale::DefaultNumberOptions));
    return locale.toString(value, 'g', digits)
        .replace(QLatin1Char('-'), trueMinus)
        .replace(QLatin1Char('.'), numberLocale().decimalPoint());
}

} // namespace

std::optional<double> parseNumber(const QString& text) {
    const QStringList parts = inCLocale(text).split(QLatin1Char('/'));
    if (parts.size() > 2)
        return std::nullopt;
    auto value = parseTerm(parts[0]);
    if (!value || parts.size() == 1)
        return value;
    const auto divisor = parseTerm(parts[1]);
    if (!divisor || *divisor == 0)
        return std::nullopt;
    const double quotient = *value / *divisor;
    return std::isfinite(quotient) ? std::optional(quotient) : std::nullopt;
}

QString whyNotANumber(const QString& text) {
    const auto tr = [](const char* s) { return QCoreApplication::translate("NumberText", s); };
    const QString example = formatNumber(0.75);
    if (text.trimmed().isEmpty())
        return tr("Type a number, such as %1, 3/4 or 1e-3.").arg(example);
    const QStringList parts = inCLocale(text).split(QLatin1Char('/'));
    if (parts.size() == 2 && parseTerm(parts[0]) && parseTerm(parts[1]) == 0.0)
        return tr("“%1” divides by zero.").arg(text.trimmed());
    return tr("“%1” is not a number; type it like %2, 3/4 or 1e-3.").arg(text.trimmed(), example);
}

namespace {

constexpr int shownDigits = 6;

double roundedTo(double value, int digits, Rounded rounded) {
    switch (rounded) {
    case Rounded::Down:
        return roundedBelow(value, digits);
    case Rounded::Up:
        return roundedAbove(value, digits);
    case Rounded::Nearest:
        break;
    }
    return QString::number(value, 'g', digits).toDouble();
}

} // namespace

QString formatNumber(double value, Rounded rounded) {
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    if (value == 0)
        return QStringLiteral("0");
    const double rounding = roundedTo(value, shownDigits, rounded);
    return shown(rounding, shownDigits, std::abs(rounding - value) > noise * std::abs(value));
}

QString wholeNumber(qlonglong value) {
    return QLocale().toString(value);
}

QString formatBrief(double value, int digits, Rounded rounded) {
    return formatNumber(std::isfinite(value) ? roundedTo(value, digits, rounded) : value);
}

QString percentText(double share) {
    return QLocale().toString(100 * share, 'f', 1) + QStringLiteral(" %");
}

QString durationText(double seconds) {
    const auto words = [](const char* text) { return QCoreApplication::translate("TrainText", text); };
    const auto about = [&](const char* one, const char* many, double n) {
        const auto whole = static_cast<qlonglong>(std::lround(n));
        return words(whole == 1 ? one : many).arg(QLocale().toString(whole));
    };
    if (!(seconds >= 1))
        return words("less than a second");
    if (seconds < 20)
        return about("%1 second", "%1 seconds", seconds);
    if (seconds < 90)
        return words("about %1 seconds").arg(10 * std::lround(seconds / 10));
    if (seconds < 90 * 60)
        return about("about %1 minute", "about %1 minutes", seconds / 60);
    return about("about %1 hour", "about %1 hours", seconds / 3600);
}

double withoutNoise(double value, double size) {
    return std::isfinite(size) && std::abs(value) < noise * size ? 0 : value;
}

QString formatInterval(double lower, double upper) {
    const double size = std::max(std::abs(lower), std::abs(upper));
    return QLatin1Char('[') + formatNumber(withoutNoise(lower, size)) + numberSeparator() +
           formatNumber(withoutNoise(upper, size)) + QLatin1Char(']');
}

QString formatEnclosure(double lower, double upper) {
    return QLatin1Char('[') + formatNumber(lower, Rounded::Down) + numberSeparator() +
           formatNumber(upper, Rounded::Up) + QLatin1Char(']');
}

QString exactNumber(double value) {
    return QLocale::c().toString(value, 'g', std::numeric_limits<double>::max_digits10);
}

QString editableNumber(double value) {
    return shown(value, QLocale::FloatingPointShortest, false);
}

QString subscripted(const QString& symbol, qsizetype index) {
    QString out = symbol;
    for (const QChar digit : QString::number(index))
        out += QChar(0x2080 + digit.digitValue());
    return out;
}

} // namespace kamke::ui
