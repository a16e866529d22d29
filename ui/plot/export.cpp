#include "ui/plot/export.h"

#include "ui/files/write_file.h"
#include "ui/plot/plot.h"
#include "ui/style/application_font.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double inch = 25.4;

/// Logical pixels per inch: fonts are in points, and with this resolution they have in files the size, beside
/// everything else, that they have on the screen.
double screenDpi() {
    return QWidget().logicalDpiX();
}

QSize logicalSize(QSizeF millimetres) {
    return {
        static_cast<int>(std::lround(millimetres.width() / inch * screenDpi())),
        static_cast<int>(std::lround(millimetres.height() / inch * screenDpi()))};
}

QString suffixOf(const QString& file) {
    return QFileInfo(file).suffix().toLower();
}

void drawVector(QPaintDevice& device, QSizeF millimetres, const FigureDrawing& draw) {
    QCPPainter painter;
    painter.begin(&device);
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmNonCosmetic);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    draw(painter, logicalSize(millimetres));
    painter.end();
}

/// A figure as the bytes of its file.
Result<QByteArray> pdf(const QString& title, QSizeF millimetres, const FigureDrawing& draw) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(millimetres, QPageSize::Millimeter, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setResolution(static_cast<int>(std::lround(screenDpi())));
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Kamke"));
    drawVector(writer, millimetres, draw);
    return buffer.data();
}

Result<QByteArray> svg(const QString& title, QSizeF millimetres, const FigureDrawing& draw) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(static_cast<int>(std::lround(screenDpi())));
    generator.setSize(logicalSize(millimetres));
    generator.setViewBox(QRect(QPoint(), logicalSize(millimetres)));
    generator.setTitle(title);
    drawVector(generator, millimetres, draw);
    return buffer.data();
}

Result<QByteArray> png(QSizeF millimetres, int dpi, const FigureDrawing& draw) {
    const double scale = dpi / screenDpi();
    const QSize pixels(
        static_cast<int>(std::lround(millimetres.width() / inch * dpi)),
        static_cast<int>(std::lround(millimetres.height() / inch * dpi)));
    QImage image(pixels, QImage::Format_RGB32);
    if (image.isNull()) {
        return fail(QStringLiteral("A picture of %1 × %2 pixels does not fit in memory.")
                        .arg(pixels.width())
                        .arg(pixels.height())
                        .toStdString());
    }
    image.fill(Theme::light().card);
    // While it is painted on, the image has the resolution of the screen: fonts in points would grow twice
    // otherwise.
    image.setDotsPerMeterX(static_cast<int>(std::lround(screenDpi() / inch * 1000)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(screenDpi() / inch * 1000)));
    {
        QCPPainter painter;
        painter.begin(&image);
        painter.scale(scale, scale);
        painter.setMode(QCPPainter::pmNoCaching);
        painter.setMode(QCPPainter::pmNonCosmetic);
        draw(painter, logicalSize(millimetres));
    }
    image.setDotsPerMeterX(static_cast<int>(std::lround(dpi / inch * 1000)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dpi / inch * 1000)));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG")) {
        return fail("The picture cannot be packed as PNG.");
    }
    return buffer.data();
}

/// Light while it lives; the screen keeps what it shows, since nothing is replotted.
class LightPlot {
public:
    explicit LightPlot(Plot& plot)
        : plot_(plot)
        , before_(plot.theme()) {
        plot.restyle(Theme::light());
    }
    ~LightPlot() { plot_.restyle(before_); }
    LightPlot(const LightPlot&) = delete;
    LightPlot& operator=(const LightPlot&) = delete;

private:
    Plot& plot_;
    const Theme& before_;
};

} // namespace

Result<void> checkSize(QSizeF millimetres, int dpi) {
    const double least = std::min(millimetres.width(), millimetres.height());
    const double most = std::max(millimetres.width(), millimetres.height());
    if (!(least >= 10 && most <= 2000)) {
        return fail(
            QStringLiteral(
                "A figure of %1 × %2 mm cannot be made: both sides have to be between 10 and 2000 mm.")
                .arg(millimetres.width())
                .arg(millimetres.height())
                .toStdString());
    }
    if (most / inch * dpi > 20000) {
        return fail(
            QStringLiteral("%1 mm at %2 dpi are more than 20000 pixels: choose a lower resolution or PDF.")
                .arg(most)
                .arg(dpi)
                .toStdString());
    }
    return {};
}

Result<void> checkFigure(const QString& file, QSizeF millimetres, int dpi) {
    const QString suffix = suffixOf(file);
    if (suffix != QLatin1String("pdf") && suffix != QLatin1String("svg") && suffix != QLatin1String("png")) {
        return fail(QStringLiteral(
                        "Cannot export to %1: its name ends with \".%2\", but .pdf, .svg or .png is needed.")
                        .arg(file, suffix)
                        .toStdString());
    }
    return checkSize(millimetres, suffix == QLatin1String("png") ? dpi : 0);
}

Result<void> exportPlot(Plot& plot, const QString& file, QSizeF millimetres, int dpi) {
    const LightPlot light(plot);
    return exportDrawing(file, millimetres, dpi, [&](QCPPainter& painter, QSize size) {
        plot.toPainter(&painter, size.width(), size.height());
    });
}

Result<void> exportDrawing(const QString& name, QSizeF millimetres, int dpi, const FigureDrawing& draw) {
    if (auto good = checkFigure(name, millimetres, dpi); !good) {
        return good;
    }
    const QString suffix = suffixOf(name), title = QFileInfo(name).completeBaseName();
    const auto bytes = suffix == QLatin1String("pdf")   ? pdf(title, millimetres, draw)
                       : suffix == QLatin1String("svg") ? svg(title, millimetres, draw)
                                                        : png(millimetres, dpi, draw);
    return bytes ? writeFile(name, *bytes) : tl::unexpected(bytes.error());
}

Result<void> exportText(const QString& text, const QString& file) {
    return writeFile(file, text.toUtf8());
}

} // namespace kamke::ui
