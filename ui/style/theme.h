// Colours and pens of the whole window, light and dark: the only place that names a colour, but for rows of
// the core's lists, which name their own.
#pragma once

#include "core/certify/methods.h"
#include "ui/style/theme_choice.h"

#include <QColor>
#include <QPalette>
#include <QPen>

namespace kamke {
struct Certificate;
struct FixedPointIteration;
} // namespace kamke

namespace kamke::ui {

struct Theme {
    bool dark = false;
    // Grounds
    QColor window, card, cardBorder, rail, field, hover, selection;
    // Words
    QColor text, faintText, link;
    // Meaning
    QColor accent, accentSoft, good, goodSoft, warning, warningSoft, bad, badSoft;
    // Plots
    QColor plotGround, grid, axis, samples, attack, boxSelected, boxOther;

    QColor method(const Method& m) const;
    /// The method's colour for words: its hue, as dark or light as a contrast of 4.5:1 on the plot's ground
    /// needs.
    QColor methodText(const Method& m) const;
    /// The colour of class k of a classifier; ten colours that repeat. `classText` is its colour for words.
    QColor classColour(int k) const;
    QColor classText(int k) const;
    /// The method's line: its colour and its second cue (solid, dashed, …); `width` in logical pixels.
    QPen methodPen(const Method& m, double width = 2) const;
    /// The same for a certificate: its own colours and line.
    QColor certificate(const Certificate& c) const;
    QColor certificateText(const Certificate& c) const;
    QPen certificatePen(const Certificate& c, double width = 2) const;
    /// The same for a fixed-point iteration.
    QColor iteration(const FixedPointIteration& i) const;
    QColor iterationText(const FixedPointIteration& i) const;
    QPen iterationPen(const FixedPointIteration& i, double width = 2) const;
    /// A pen of this colour with the dashes of `line`; they keep their look at every width.
    static QPen linePen(const QColor& colour, LineStyle line, double width = 2);
    /// Heat maps of magnitudes: viridis, dark for t = 0 and yellow for 1, in both themes.
    static QColor magnitudeColour(double t);
    /// Signed heat maps: blue for t = −1, white for 0, orange for 1, in both themes, as pictures are.
    static QColor signedColour(double t);
    /// Pixels of samples: ink on paper, 0 white and 1 black, in both themes.
    static QColor ink(double t);
    /// Curve k of a plot that has no methods: ten colours and four lines that repeat; its colour for words.
    QPen seriesPen(int k, double width = 2) const;
    QColor seriesText(int k) const { return classText(k); }
    /// The set where unit `unit` of a 2-D system stands still.
    QPen nullclinePen(int unit) const { return {unit == 0 ? samples : good, 1.8}; }
    QPalette palette() const;
    /// The application's style sheet, made of the colours above; sizes in em or pt, never px beside scaled
    /// fonts.
    QString styleSheet() const;

    static const Theme& light();
    static const Theme& darkTheme();
};

/// Contrast of two opaque colours as WCAG 2 defines it, 1 … 21.
double contrast(const QColor& a, const QColor& b);
/// `colour`, made darker or lighter until its contrast on `ground` is at least `least`.
QColor withContrast(QColor colour, const QColor& ground, double least = 4.5);

/// The colour with this share, 0 … 1, of its opacity.
QColor faded(QColor colour, double opacity);

/// The theme in force for a choice (System asks the desktop).
const Theme& themeFor(ThemeChoice choice);
/// Sets palette, style sheet and application font; plots follow by QEvent::PaletteChange.
void applyTheme(ThemeChoice choice);
/// The theme applied last (light before any).
const Theme& currentTheme();

} // namespace kamke::ui
