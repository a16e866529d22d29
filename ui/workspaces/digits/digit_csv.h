// Everything that is known of the picked digit as one table.
#pragma once

#include "ui/jobs/digit_runner.h"

#include <QString>

namespace kamke::ui {

/// Columns kind, certificate, index, value, lower, upper, note; C locale, 17 digits, one header line, LF.
/// Kinds: eps, norm (note: linf or l2, which ε bounds), label, prediction, logit (value; lower and upper per
/// certificate), difference (bound of label − index), margin (note: proved, numerical or the reason), radius,
/// share and state of unit `index`, pixel (derivative of the bound), attack (input of pixel `index`) and
/// attack-margin. Cells that do not apply are empty.
QString digitCsv(const DigitResult& result);

} // namespace kamke::ui
