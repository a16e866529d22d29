// Numbers as people type and read them.
#pragma once

#include <QString>
#include <optional>

namespace kamke::ui {

/// The number that the user typed: 0.25, −1/4, 1e-3, pi/2, 3π/4, with the decimal comma where the locale has
/// one and with either minus sign. Nothing for anything else: inf, nan, overflow, division by zero, group
/// separators.
std::optional<double> parseNumber(const QString& text);
/// One sentence that says why parseNumber refused `text`, and what would do.
QString whyNotANumber(const QString& text);

/// To which side a number is rounded to the digits shown. Bounds are rounded outward, so that what is read
/// holds: lower bounds, margins and radii down, upper bounds and Lipschitz constants up.
enum class Rounded { Nearest, Down, Up };

/// Six significant digits in the user's locale with a true minus sign; NaN is "–", zero has no sign. Trailing
/// zeros stay only where digits were rounded away: 67/33 is 2.03030 but 0.5 is 0.5.
QString formatNumber(double value, Rounded rounded = Rounded::Nearest);
/// A count with the group separators of the user's locale.
QString wholeNumber(qlonglong value);
/// Fewer significant digits, for labels; without trailing zeros.
QString formatBrief(double value, int digits, Rounded rounded = Rounded::Nearest);
/// `value`, or 0 where it is rounding noise beside `size`.
double withoutNoise(double value, double size);
/// "[lower, upper]" with the digits of formatNumber; an end that is rounding noise beside the other is shown
/// as 0.
QString formatInterval(double lower, double upper);
/// The same of an interval that holds something: both ends rounded outward, however small.
QString formatEnclosure(double lower, double upper);
/// "97.3 %"; as many digits as 10,000 samples are worth.
QString percentText(double share);
/// "about 40 seconds", "about 3 minutes".
QString durationText(double seconds);
/// All 17 digits in the C locale, for copies and files: reading it gives the same double.
QString exactNumber(double value);
/// The fewest digits that read back as the same double, in the user's locale: what an editor starts with.
QString editableNumber(double value);

/// u₁, y₁₂: `symbol` with the index as Unicode subscript.
QString subscripted(const QString& symbol, qsizetype index);

} // namespace kamke::ui
