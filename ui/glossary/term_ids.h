// The terms of rows of the core's lists.
#pragma once

#include <QString>

namespace kamke {
struct Certificate;
struct Condition;
struct Method;
struct ModelKind;
} // namespace kamke

namespace kamke::ui {

QString methodTerm(const Method& method);
/// A certificate that reads its margin from a box is not the method of that box.
QString certificateTerm(const Certificate& certificate);
QString kindTerm(const ModelKind& kind);
QString conditionTerm(const Condition& condition);

} // namespace kamke::ui
