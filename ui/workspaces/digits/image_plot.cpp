#include "ui/workspaces/digits/image_plot.h"

#include "ui/plot/pictures.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/workspaces/digits/pixel_costs.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int count = 4, imageGap = 8;

} // namespace

ImagePlot::ImagePlot(DigitLink* link, QWidget* parent)
    : DigitPlot(link, tr("Pictures"), parent) {
    setAxisNames(QString(), QString());
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2})
        axis->setVisible(false);
    axisRect()->setVisible(false);
    keepStill();
}

void ImagePlot::setLightest(bool lightest) {
    lightest_ = lightest;
    refresh();
    emit lookChanged();
}

void ImagePlot::setDifference(bool difference) {
    difference_ = difference;
    refresh();
    emit lookChanged();
}

std::pair<int, int> ImagePlot::shape() const {
    const auto source = link()->runner()->dataset();
    return pictureShape(
        result()->network(), source && !link()->digits().own ? source->shape : std::vector<int>());
}

QRectF ImagePlot::picture(int k) const {
    const QRectF all = QRectF(viewport());
    const double words = 2.0 * QFontMetrics(smallFont()).height() + 6;
    const auto [rows, columns] = result() ? shape() : std::pair(1, 1);
    const double room = (all.width() - (count - 1) * imageGap) / count;
    double scale = std::max(0.01, std::min(room / columns, (all.height() - words - 2) / rows));
    // Whole pixels per pixel where there is room for them: all squares are as large.
    if (const double whole = std::floor(scale); whole > 0.9 * scale)
        scale = whole;
    const double width = std::max(room, 1.0);
    const double left = all.left() + k * (width + imageGap);
    return {left + (width - scale * columns) / 2, all.top() + 1, scale * columns, scale * rows};
}

ImagePlot::Panel ImagePlot::mapPanel() const {
    const auto shown = result();
    Panel map;
    if (difference_) {
        map.title = tr("attack − digit");
        const AttackOutcome* attack = shown->attack ? &*shown->attack : shown->olderAttack.get();
        map.old = !shown->attack;
        if (!attack || attack->outside) {
            map.line = attack ? tr("not attacked") : tr("searching …");
            return map;
        }
        const Vector difference = attack->input - shown->report.raw;
        const double most = difference.cwiseAbs().maxCoeff();
        map.image = signedPicture(difference, shape(), most);
        map.line = most > 0 ? tr("×%1 · orange: more ink").arg(shortNumber(1 / most)) : tr("nothing");
        return map;
    }
    map.title = tr("lost margin");
    if (!shown->explanation) {
        map.line = link()->chosen() ? tr("not of %1").arg(labelOf(*link()->chosen()->certificate))
                                    : tr("no certificate has a box");
    } else {
        const Vector cost = pixelCosts(*shown->explanation).values;
        map.image = signedPicture(cost, shape(), cost.cwiseAbs().maxCoeff());
        map.briefTitle = map.title;
        map.briefLine = labelOf(*shown->explanation->certificate);
        map.line = tr("%1, %2").arg(
            labelOf(*shown->explanation->certificate),
            overText(shown->network(), shown->report.label, shown->explanation->competitor));
    }
    return map;
}

std::array<ImagePlot::Panel, 4> ImagePlot::panels() const {
    const auto shown = result();
    const SampleReport& report = shown->report;
    const auto range = inkRange(shown->network(), report.raw);
    const Box ends = inkEnds(report, shown->norm);
    std::array<Panel, 4> all;
    all[0] = {
        inkPicture(report.raw, shape(), range), tr("as it is"),
        tr("read as %1").arg(className(shown->network(), report.prediction)), !report.readCorrectly()};
    all[1] = {
        inkPicture(lightest_ ? ends.lower : ends.upper, shape(), range),
        lightest_ ? tr("lightest within ε") : tr("darkest within ε"),
        lightest_ ? tr("click: the darkest") : tr("click: the lightest")};
    all[1].briefTitle = lightest_ ? tr("lightest") : tr("darkest");
    if (!shown->attack) {
        all[2] = {{}, tr("best attack"), tr("searching …"), false, true};
        if (shown->olderAttack)
            all[2].image = inkPicture(shown->olderAttack->input, shape(), range);
    } else if (shown->attack->outside) {
        all[2] = {{}, tr("not attacked"), tr("outside of the domain")};
    } else {
        const AttackOutcome& attack = *shown->attack;
        all[2] = {
            inkPicture(attack.input, shape(), range),
            attack.broken ? tr("broken by this") : tr("best attack"),
            tr("read as %1 · %2")
                .arg(className(shown->network(), attack.prediction), shortNumber(attack.margin)),
            attack.broken};
        all[2].briefTitle = attack.broken ? tr("broken") : tr("attack");
        all[2].briefLine =
            tr("%1 · %2").arg(className(shown->network(), attack.prediction), shortNumber(attack.margin));
    }
    // Where the attack has found nothing, the cascade may have.
    if (const auto& found = link()->found(); found && !(shown->attack && shown->attack->broken)) {
        const QString away = formatBrief(found->distance, 3, Rounded::Up);
        const QString name = className(shown->network(), found->readAs);
        all[2] = {
            inkPicture(*found->input, shape(), range), tr("broken in Cascade"),
            tr("read as %1 · %2 away").arg(name, away), true};
        all[2].briefTitle = tr("broken");
        all[2].briefLine = tr("%1 · %2").arg(name, away);
    }
    all[3] = mapPanel();
    return all;
}

void ImagePlot::prepare() {
    const auto shown = result();
    if (!shown)
        return;
    QStringList parts;
    for (const Panel& panel : panels())
        parts << panel.title + QStringLiteral(": ") + panel.line;
    setSummary(parts.join(QStringLiteral("; ")));
}

void ImagePlot::paint(QCPPainter& painter) {
    const auto all = panels();
    const QFontMetricsF metrics(smallFont());
    const double room = (viewport().width() - (count - 1.0) * imageGap) / count;
    // Words may reach into the gaps, but not over the ends.
    const auto fits = [&](const Panel& panel) {
        const bool isOuter = &panel == &all.front() || &panel == &all.back();
        return std::max(metrics.horizontalAdvance(panel.title), metrics.horizontalAdvance(panel.line)) <=
               (isOuter ? room : room + imageGap);
    };
    const double line = QFontMetrics(smallFont()).height();
    for (int k = 0; k < count; ++k) {
        const Panel& panel = all[static_cast<std::size_t>(k)];
        const QRectF where = picture(k);
        const bool shortened = !panel.briefTitle.isEmpty() && !fits(panel);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
        painter.fillRect(where, theme().hover);
        painter.save();
        if (panel.old)
            painter.setOpacity(0.45 * painter.opacity());
        if (!panel.image.isNull())
            painter.drawImage(where, panel.image);
        painter.restore();
        painter.setPen(QPen(panel.broken ? theme().attack : theme().cardBorder, panel.broken ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
        const QRectF text(
            where.center().x() - room / 2 - imageGap / 2.0, where.bottom() + 3, room + imageGap, line);
        words(
            painter, text, shortened ? panel.briefTitle : panel.title,
            panel.broken ? theme().bad : theme().text, Qt::AlignCenter, panel.broken);
        words(
            painter, text.translated(0, line), shortened ? panel.briefLine : panel.line,
            panel.broken ? theme().bad : theme().faintText, Qt::AlignCenter);
        if (hovered_ >= 0 && !panel.image.isNull() && hovered_ < panel.image.width() * panel.image.height()) {
            const double scale = where.width() / panel.image.width();
            const int row = hovered_ / panel.image.width(), column = hovered_ % panel.image.width();
            painter.setPen(QPen(theme().accent, 1));
            painter.drawRect(QRectF(where.left() + column * scale, where.top() + row * scale, scale, scale));
        }
    }
}

int ImagePlot::pixelAt(const QPointF& at) const {
    if (!result())
        return -1;
    const auto [rows, columns] = shape();
    for (int k = 0; k < count; ++k)
        if (const QRectF where = picture(k); where.contains(at)) {
            const int column = static_cast<int>((at.x() - where.left()) / where.width() * columns);
            const int row = static_cast<int>((at.y() - where.top()) / where.height() * rows);
            return std::clamp(row, 0, rows - 1) * columns + std::clamp(column, 0, columns - 1);
        }
    return -1;
}

void ImagePlot::pressAt(const QPointF& at) {
    if (!result())
        return;
    if (picture(1).contains(at))
        setLightest(!lightest_);
    else if (picture(3).contains(at))
        setDifference(!difference_);
}

void ImagePlot::hoverAt(const QPointF& at) {
    const int pixel = pixelAt(at);
    const bool clicks = result() && (picture(1).contains(at) || picture(3).contains(at));
    setCursor(clicks ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (pixel != hovered_) {
        hovered_ = pixel;
        replot(rpQueuedReplot);
    }
    if (pixel < 0) {
        emit read({});
        return;
    }
    const auto shown = result();
    const auto [rows, columns] = shape();
    QString text = tr("row %1, column %2: %3")
                       .arg(pixel / columns)
                       .arg(pixel % columns)
                       .arg(shortNumber(shown->report.raw(pixel)));
    if (shown->explanation && pixel < shown->explanation->inputShares.size())
        text += tr(" · %1").arg(pixelWords(*shown->explanation, pixel));
    if (const AttackOutcome* attack = shown->attacked(); difference_ && attack)
        text += tr(" · attack %1").arg(shortNumber(attack->input(pixel) - shown->report.raw(pixel)));
    emit read(text);
}

void ImagePlot::endHover() {
    hovered_ = -1;
    emit read({});
    replot(rpQueuedReplot);
}

QString ImagePlot::csv() const {
    QString text = QStringLiteral("row,column,value,lower,upper,attack,derivative,share\n");
    const auto shown = result();
    if (!shown)
        return text;
    const int columns = shape().second;
    const SampleReport& report = shown->report;
    for (Index i = 0; i < report.raw.size(); ++i) {
        text += QStringLiteral("%1,%2").arg(i / columns).arg(i % columns);
        for (const double value : {report.raw(i), report.input.lower(i), report.input.upper(i)})
            text += QLatin1Char(',') + exactNumber(value);
        text += QLatin1Char(',') + (shown->attacked() ? exactNumber(shown->attacked()->input(i)) : QString());
        text += QLatin1Char(',') + (shown->explanation && i < shown->explanation->pixelDerivative.size()
                                        ? exactNumber(shown->explanation->pixelDerivative(i))
                                        : QString());
        text += QLatin1Char(',') + (shown->explanation && i < shown->explanation->inputShares.size()
                                        ? exactNumber(shown->explanation->inputShares(i))
                                        : QString());
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace kamke::ui
