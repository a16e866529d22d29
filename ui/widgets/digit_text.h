// Names and numbers of the Digits workspace in words.
#pragma once

#include "core/certify/sample.h"
#include "ui/text/number_text.h"

#include <QString>

namespace kamke::ui {

/// Name of class k: the network's label, else the number itself.
QString className(const Network& network, Index k);
/// "5 over 3".
QString overText(const Network& network, Index label, Index competitor);
/// "the l∞ box", "the l₂ ball": what ε is the radius of.
QString ballName(BallNorm norm);
/// "ε = 0.01", "ε = 0.01 in l₂".
QString epsText(double eps, BallNorm norm);
/// The lightest and the darkest input within ε: the least and the most ink in all. r each.
Box inkEnds(const SampleReport& report, BallNorm norm);
QString idOf(const Certificate& certificate);
/// "mixed monotone, relative classifier" or, where that is too long, "MM-C".
QString nameOf(const Certificate& certificate);
QString labelOf(const Certificate& certificate);
/// Three significant digits: what a label in a plot has room for.
QString shortNumber(double value, Rounded rounded = Rounded::Nearest);
/// "12.3 %", "100 %", "< 0.1 %".
QString percent(double share);
/// Why a certificate has no box, as a sentence part.
QString reasonOf(const SampleCertificate& certificate);
/// Rows and columns of the picture that r inputs make: rows×columns, channels below each other; one row when
/// there is no shape.
std::pair<int, int> pictureShape(const Network& network, const std::vector<int>& shape);
/// What 0 and 1 of a picture are in raw units.
std::pair<double, double> inkRange(const Network& network, const Vector& raw);

} // namespace kamke::ui
