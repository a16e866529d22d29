#include "ui/workspaces/network/spectrum_page.h"

#include "ui/documents/export_dialog.h"
#include "ui/plot/figure_plot.h"
#include "ui/plot/plot_painter.h"
#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/workspaces/network/column_legend.h"
#include "ui/workspaces/network/compare_link.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

constexpr double nearPixels = 12;

/// Columns whose eigenvalues are known.
template<class Visit>
void eachSpectrum(const CompareLink& link, Visit visit) {
    for (std::size_t k = 0; k < link.columns().size(); ++k)
        if (const NetworkFigures* f = link.columns()[k].figures.get(); f && !f->eigenvalues.empty())
            visit(k, *f);
}

/// A vertical line at `x`, cut at the axis rectangle.
void drawVertical(QCPPainter& painter, const FigurePlot& plot, double x, const QPen& pen) {
    const QRectF area = plot.area();
    const double at = plot.toPixel({x, 0}).x();
    if (!(at >= area.left() && at <= area.right()))
        return;
    painter.setPen(pen);
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
}

/// The circle |z| = radius.
void drawCircle(QCPPainter& painter, const FigurePlot& plot, double radius, const QPen& pen) {
    if (!std::isfinite(radius))
        return;
    constexpr int pieces = 360;
    QPolygonF circle;
    for (int k = 0; k <= pieces; ++k) {
        const double angle = 2 * M_PI * k / pieces;
        circle << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    PlotPainter(painter, plot).curve(circle, pen);
}

void paintSpectra(QCPPainter& painter, const FigurePlot& plot, const CompareLink& link) {
    const Theme& theme = plot.theme();
    drawVertical(painter, plot, 1, QPen(theme.text, 1.6));
    eachSpectrum(link, [&](std::size_t k, const NetworkFigures& f) {
        const QColor colour = columnMarker(theme, k).pen().color();
        QPen dashed(colour, 1.3), dotted(colour, 1.6);
        dashed.setDashPattern({5, 3});
        dotted.setDashPattern({0.01, 2.4});
        dotted.setCapStyle(Qt::RoundCap);
        drawVertical(painter, plot, f.analysis->mu2, dashed);
        drawVertical(painter, plot, f.analysis->best.infimum, dotted);
        drawCircle(painter, plot, f.analysis->rhoAbs, QPen(faded(colour, 0.6), 1));
    });
    eachSpectrum(link, [&](std::size_t k, const NetworkFigures& f) {
        const QCPScatterStyle marker = columnMarker(theme, k);
        marker.applyTo(&painter, marker.pen());
        for (const std::complex<double>& z : f.eigenvalues)
            if (const QPointF at = plot.toPixel({z.real(), z.imag()}); plot.area().contains(at))
                marker.drawShape(&painter, at);
    });
    QFont small = plot.smallFont();
    painter.setFont(small);
    painter.setPen(theme.faintText);
    const double one = plot.toPixel({1, 0}).x();
    if (one > plot.area().left() + 16 && one < plot.area().right())
        painter.drawText(
            QRectF(one - 40, plot.area().top() - 18, 80, 16), Qt::AlignCenter, QStringLiteral("1"));
}

QString spectrumCsv(const CompareLink& link) {
    QString text = QStringLiteral("network,kind,re,im\n");
    eachSpectrum(link, [&](std::size_t k, const NetworkFigures& f) {
        QString name = link.columns()[k].name;
        name.replace(u'"', QStringLiteral("\"\""));
        const auto line = [&](const char* kind, double re, double im) {
            text += QStringLiteral("\"%1\",%2,%3,%4\n")
                        .arg(name, QLatin1String(kind), exactNumber(re), exactNumber(im));
        };
        for (const std::complex<double>& z : f.eigenvalues)
            line("eigenvalue", z.real(), z.imag());
        line("mu-2", f.analysis->mu2, 0);
        line("mu-eta", f.analysis->best.infimum, 0);
        line("rho-abs", f.analysis->rhoAbs, 0);
    });
    return text;
}

} // namespace

SpectrumPage::SpectrumPage(CompareLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , plot_(new FigurePlot(QStringLiteral("network.spectrum"), tr("Eigenvalues of A")))
    , sentence_(new QLabel) {
    plot_->setAxisNames(tr("real part"), tr("imaginary part"));
    setAxisTerms(plot_, QStringLiteral("spectral-abscissa"), QStringLiteral("spectral-abscissa"));
    plot_->setSquare(true);
    plot_->setPaint(nullptr, [this](QCPPainter& painter) { paintSpectra(painter, *plot_, *link_); });
    plot_->setCsv([this] { return spectrumCsv(*link_); });
    sentence_->setObjectName(QStringLiteral("network.spectrum-sentence"));
    sentence_->setProperty("role", QStringLiteral("note"));
    sentence_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(6);
    column->addWidget(new ColumnLegend(link));
    column->addWidget(plot_, 1);
    column->addWidget(sentence_);
    connect(plot_, &Plot::exportRequested, this, [this] { ExportDialog::open(plot_, this); });
    connect(plot_, &Plot::cursorMoved, this, [this](const QPointF& pixel) {
        if (const QString reading = readingAt(pixel); !reading.isEmpty())
            emit link_->store()->message(reading);
    });
    connect(link, &CompareLink::changed, this, &SpectrumPage::refresh);
    refresh();
}

QString SpectrumPage::readingAt(const QPointF& pixel) const {
    double least = nearPixels;
    QString text;
    eachSpectrum(*link_, [&](std::size_t k, const NetworkFigures& f) {
        for (const std::complex<double>& z : f.eigenvalues) {
            const QPointF away = plot_->toPixel({z.real(), z.imag()}) - pixel;
            if (const double distance = std::hypot(away.x(), away.y()); distance < least) {
                least = distance;
                text = z.imag() == 0
                           ? tr("%1: eigenvalue %2").arg(link_->columns()[k].name, formatNumber(z.real()))
                           : tr("%1: eigenvalue %2 ± %3 i")
                                 .arg(
                                     link_->columns()[k].name, formatNumber(z.real()),
                                     formatNumber(std::abs(z.imag())));
            }
        }
    });
    return text;
}

void SpectrumPage::refresh() {
    QRectF content(-0.1, -0.1, 1.2, 0.2);
    QStringList summary;
    eachSpectrum(*link_, [&](std::size_t k, const NetworkFigures& f) {
        double rightmost = -std::numeric_limits<double>::infinity();
        for (const std::complex<double>& z : f.eigenvalues) {
            content |= QRectF(z.real() - 1e-6, -std::abs(z.imag()), 2e-6, 2 * std::abs(z.imag()) + 1e-9);
            rightmost = std::max(rightmost, z.real());
        }
        for (const double x : {f.analysis->mu2, f.analysis->best.infimum})
            if (std::isfinite(x))
                content |= QRectF(x, -1e-6, 1e-6, 2e-6);
        summary << tr("%1: largest real part %2").arg(link_->columns()[k].name, formatNumber(rightmost));
    });
    plot_->setSummary(summary.join(QStringLiteral("; ")));
    sentence_->setText(tr(
        "Marks: eigenvalues of A. Line: 1. Per network, dashed: μ<sub>2</sub>(A); dotted: μ<sub>η</sub>(A) "
        "with the best η; circle: ρ(|A|), where it is in view. No eigenvalue lies right of "
        "the dashed or of the dotted line."));
    plot_->fit(content);
}

} // namespace kamke::ui
