// The guide and the glossary as one document to hand out: HTML or PDF.
#pragma once

#include <QString>
#include <tl/expected.hpp>

namespace kamke::ui {

/// Everything in reading order as one page of HTML that needs no other file; formulas are drawn (SVG) and say
/// themselves in words.
QString handoutHtml();

/// Writes *.html or *.pdf (A4, formulas as outlines). The error is one sentence that names the file.
tl::expected<void, QString> writeHandout(const QString& path);

} // namespace kamke::ui
