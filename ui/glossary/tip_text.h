// What a tooltip says, as the rich text that all tooltips are shown in.
#pragma once

#include <QString>

namespace kamke::ui {

/// Plain text with its line breaks and with μ_η and Λ^½ typeset; rich text stays. Numbers are those of the
/// user's locale.
QString tipHtml(const QString& text);

} // namespace kamke::ui
