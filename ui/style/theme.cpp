#include "ui/style/theme.h"

#include "ui/style/application_font.h"

#include "core/certify/certificates.h"
#include "core/solve/iterations.h"
#include "ui/style/control_style.h"
#include "ui/style/desktop.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QWidget>
#include <algorithm>
#include <array>
#include <cmath>

namespace kamke::ui {
namespace {

Theme makeLight() {
    Theme t;
    t.dark = false;
    t.window = QColor(0xF3F4F6);
    t.card = QColor(0xFFFFFF);
    t.cardBorder = QColor(0xE2E5EA);
    t.rail = QColor(0xFFFFFF);
    t.field = QColor(0xFFFFFF);
    t.hover = QColor(0xEEF1F5);
    t.selection = QColor(0xE4F0F9);
    t.text = QColor(0x1B1F24);
    t.faintText = QColor(0x5C6570);
    t.link = QColor(0x0067A3);
    t.accent = QColor(0x0072B2);
    t.accentSoft = QColor(0xE6F1F9);
    t.good = QColor(0x17703A);
    t.goodSoft = QColor(0xE3F4E9);
    t.warning = QColor(0x855400);
    t.warningSoft = QColor(0xFFF2D6);
    t.bad = QColor(0xB3261E);
    t.badSoft = QColor(0xFCE9E7);
    t.plotGround = QColor(0xFFFFFF);
    t.grid = QColor(0xEDEFF2);
    t.axis = QColor(0xB4BAC2);
    t.samples = QColor(0xE69F00);
    t.attack = QColor(0x7B2D8E);
    t.boxSelected = QColor(0x0072B2);
    t.boxOther = QColor(0x6E7781);
    return t;
}

Theme makeDark() {
    Theme t;
    t.dark = true;
    t.window = QColor(0x14171B);
    t.card = QColor(0x1D2127);
    t.cardBorder = QColor(0x30363F);
    t.rail = QColor(0x191C21);
    t.field = QColor(0x242931);
    t.hover = QColor(0x2A3038);
    t.selection = QColor(0x1F3B53);
    t.text = QColor(0xE6E9ED);
    t.faintText = QColor(0xA0A9B4);
    t.link = QColor(0x6CB6F0);
    t.accent = QColor(0x56B0E8);
    t.accentSoft = QColor(0x1E3548);
    t.good = QColor(0x63CE89);
    t.goodSoft = QColor(0x193424);
    t.warning = QColor(0xE9B850);
    t.warningSoft = QColor(0x382D12);
    t.bad = QColor(0xF4948B);
    t.badSoft = QColor(0x40211F);
    t.plotGround = QColor(0x1D2127);
    t.grid = QColor(0x2A3038);
    t.axis = QColor(0x59626D);
    t.samples = QColor(0xF2B33D);
    t.attack = QColor(0xC792EA);
    t.boxSelected = QColor(0x56B0E8);
    t.boxOther = QColor(0x98A1AC);
    return t;
}

const Theme*& applied() {
    static const Theme* theme = &Theme::light();
    return theme;
}

/// Inter where it is installed, else the desktop's font; DejaVu Sans has the subscripts and arrows that
/// others lack.
QFont applicationFont(QFont font) {
    QStringList families;
    const QStringList installed = QFontDatabase::families();
    if (installed.contains(QStringLiteral("Inter"))) {
        families << QStringLiteral("Inter");
    }
    families << font.family() << QStringLiteral("DejaVu Sans");
    families.removeDuplicates();
    font.setFamilies(families);
    return font;
}

/// Another theme has other colours and no other sizes. Without this every splitter, scroll area and table of
/// every page measures itself and all that it holds anew, for each of its widgets that is told, and every
/// plot is drawn for each of the widgets that hold it: seconds.
class OnlyColours : public QObject {
public:
    OnlyColours() { qApp->installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        return event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange ||
               event->type() == QEvent::PaletteChange;
    }
};

QColor mixed(const QColor& from, const QColor& to, double t) {
    const auto mix = [t](int a, int b) { return static_cast<int>(std::lround(a + t * (b - a))); };
    return {mix(from.red(), to.red()), mix(from.green(), to.green()), mix(from.blue(), to.blue())};
}

} // namespace

const Theme& Theme::light() {
    static const Theme theme = makeLight();
    return theme;
}

const Theme& Theme::darkTheme() {
    static const Theme theme = makeDark();
    return theme;
}

double contrast(const QColor& a, const QColor& b) {
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double v) {
            return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QColor withContrast(QColor colour, const QColor& ground, double least) {
    const QColor end = contrast(Qt::white, ground) > contrast(Qt::black, ground) ? Qt::white : Qt::black;
    const QColor start = colour;
    constexpr int steps = 50;
    for (int k = 1; k <= steps && contrast(colour, ground) < least; ++k) {
        const double t = static_cast<double>(k) / steps;
        const auto mix = [t](int from, int to) {
            return static_cast<int>(std::lround(from + t * (to - from)));
        };
        colour = QColor(
            mix(start.red(), end.red()), mix(start.green(), end.green()), mix(start.blue(), end.blue()));
    }
    return colour;
}

QColor Theme::method(const Method& m) const {
    return QColor(static_cast<QRgb>(dark ? m.darkColour : m.colour));
}

QColor Theme::methodText(const Method& m) const {
    return withContrast(method(m), plotGround);
}

QPen Theme::methodPen(const Method& m, double width) const {
    return linePen(method(m), m.line, width);
}

QColor Theme::certificate(const Certificate& c) const {
    return QColor(static_cast<QRgb>(dark ? c.darkColour : c.colour));
}

QColor Theme::certificateText(const Certificate& c) const {
    return withContrast(certificate(c), plotGround);
}

QPen Theme::certificatePen(const Certificate& c, double width) const {
    return linePen(certificate(c), c.line, width);
}

QPen Theme::linePen(const QColor& colour, LineStyle line, double width) {
    QPen pen(colour, line.filled ? width / 2 : width);
    pen.setJoinStyle(Qt::MiterJoin);
    pen.setCapStyle(line.roundDots ? Qt::RoundCap : Qt::FlatCap);
    QList<qreal> dashes(line.dashes.begin(), line.dashes.end());
    dashes.removeAll(0);
    if (!dashes.isEmpty())
        pen.setDashPattern(dashes);
    return pen;
}

QColor Theme::iteration(const FixedPointIteration& i) const {
    return QColor(static_cast<QRgb>(dark ? i.darkColour : i.colour));
}

QColor Theme::iterationText(const FixedPointIteration& i) const {
    return withContrast(iteration(i), plotGround);
}

QPen Theme::iterationPen(const FixedPointIteration& i, double width) const {
    return linePen(iteration(i), i.line, width);
}

QColor Theme::magnitudeColour(double t) {
    static constexpr std::array<QRgb, 9> viridis{0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C,
                                                 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
    const double at = (std::isfinite(t) ? std::clamp(t, 0.0, 1.0) : 0) * (viridis.size() - 1);
    const auto k = std::min(static_cast<std::size_t>(at), viridis.size() - 2);
    return mixed(QColor(viridis[k]), QColor(viridis[k + 1]), at - static_cast<double>(k));
}

QColor Theme::classColour(int k) const {
    static constexpr std::array<QRgb, 10> onLight{0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00,
                                                  0x56B4E9, 0x7A5195, 0x8C6D31, 0x4D4D4D, 0xA3A500};
    static constexpr std::array<QRgb, 10> onDark{0x4BA3E3, 0xF08A3C, 0x3CC79E, 0xE59CC6, 0xF2B33D,
                                                 0x8CD0F5, 0xB794D6, 0xC7A768, 0xB8BDC4, 0xCFD150};
    const auto index = static_cast<std::size_t>(((k % 10) + 10) % 10);
    return QColor((dark ? onDark : onLight)[index]);
}

QPen Theme::seriesPen(int k, double width) const {
    static constexpr std::array<LineStyle, 4> lines{
        LineStyle::Solid, LineStyle::Dashed, LineStyle::DashDot, LineStyle::Dotted};
    const auto index = static_cast<std::size_t>(((k % 4) + 4) % 4);
    return linePen(classColour(k), lines[index], width);
}

QColor Theme::classText(int k) const {
    return withContrast(classColour(k), plotGround);
}

QColor Theme::signedColour(double t) {
    // Through a middle tone, so that small values are seen beside large ones.
    const bool negative = t < 0;
    const QColor middle(negative ? 0x7FB6DA : 0xF3B25E), end(negative ? 0x0B4F8A : 0xB35900);
    const double size = std::isfinite(t) ? std::min(1.0, std::abs(t)) : 0;
    return size < 0.5 ? mixed(Qt::white, middle, 2 * size) : mixed(middle, end, 2 * size - 1);
}

QColor Theme::ink(double t) {
    return mixed(Qt::white, Qt::black, std::isfinite(t) ? std::clamp(t, 0.0, 1.0) : 0);
}

QPalette Theme::palette() const {
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, field);
    p.setColor(QPalette::AlternateBase, hover);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, faintText);
    p.setColor(QPalette::Button, field);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, bad);
    p.setColor(QPalette::ToolTipBase, card);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, dark ? window : card);
    p.setColor(QPalette::Link, link);
    p.setColor(QPalette::LinkVisited, link);
    p.setColor(QPalette::Light, card);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, cardBorder);
    p.setColor(QPalette::Dark, axis);
    p.setColor(QPalette::Shadow, dark ? QColor(Qt::black) : axis);
    QColor off = faintText;
    off.setAlphaF(0.55F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, off);
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, cardBorder);
    return p;
}

const Theme& themeFor(ThemeChoice choice) {
    switch (choice) {
    case ThemeChoice::Light:
        return Theme::light();
    case ThemeChoice::Dark:
        return Theme::darkTheme();
    case ThemeChoice::System:
        break;
    }
    return desktopIsDark() ? Theme::darkTheme() : Theme::light();
}

void useApplicationFont() {
    static const bool once = [] {
        QApplication::setFont(applicationFont(QApplication::font()));
        return true;
    }();
    Q_UNUSED(once)
}

void applyTheme(ThemeChoice choice) {
    static bool prepared = false;
    if (!prepared) {
        desktopIsDark(); // looks at the palette that the desktop gave, which is about to be replaced
        QApplication::setStyle(new ControlStyle);
        useApplicationFont();
    }
    const Theme& theme = themeFor(choice);
    if (prepared && &theme == applied()) {
        return;
    }
    // First, so that whoever hears of the new palette finds the new theme.
    applied() = &theme;
    if (!prepared) {
        prepared = true;
        QApplication::setPalette(theme.palette());
        qApp->setStyleSheet(theme.styleSheet());
        return;
    }
    {
        const OnlyColours onlyColours;
        QApplication::setPalette(theme.palette());
        // Qt gives each widget a new sheet once for itself and once more for every widget that it lies in.
        // One that it takes off before it puts another on is told to each once.
        qApp->setStyleSheet({});
        qApp->setStyleSheet(theme.styleSheet());
    }
    QEvent changed(QEvent::PaletteChange);
    for (QWidget* each : QApplication::allWidgets()) {
        QCoreApplication::sendEvent(each, &changed);
        if (each->isVisible())
            each->update();
    }
}

QColor faded(QColor colour, double opacity) {
    colour.setAlphaF(static_cast<float>(colour.alphaF() * opacity));
    return colour;
}

const Theme& currentTheme() {
    return *applied();
}

} // namespace kamke::ui
