// The numbers of the user's locale, in text.
#pragma once

#include <QLocale>
#include <QString>

namespace kamke::ui {

/// The minus of typeset numbers, wider than a hyphen.
constexpr QChar trueMinus(0x2212);
/// The user's locale as far as numbers go. The words are English, so a locale with digits of its own (Arabic)
/// gives way to the C locale: its digits would turn the bounds of an interval around.
QLocale numberLocale();
/// Between the numbers of a list: a comma, or a semicolon where the comma is the decimal point.
QString numberSeparator();
/// A sentence written with the C locale's numbers, such as the core writes, with those of the user's: 0.5
/// becomes 0,5, [0.5, 1] becomes [0,5; 1] and -2 gets a true minus. Numbers of theorems, sections and
/// versions and names of files stay. Text that has it already is not changed.
QString localNumbers(const QString& text);

} // namespace kamke::ui
