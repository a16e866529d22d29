// The handout as PDF.
#pragma once

#include <QString>
#include <functional>

class QIODevice;

namespace kamke::ui {

/// What stands in the handout, without the frame of a page of HTML; `formula` writes the formulas.
QString handoutBody(const std::function<QString(const QString& source, bool displayed)>& formula);

/// A4 pages with numbers.
void writeHandoutPdf(QIODevice* device);

} // namespace kamke::ui
