#include "ui/widgets/tabular_text.h"

#include "ui/text/local_numbers.h"

#include <QGlyphRun>
#include <QHash>
#include <QRawFont>
#include <algorithm>
#include <deque>

namespace kamke::ui {

namespace {

/// The widths of a font's characters, measured once: a table that follows a drag asks for thousands in every
/// frame.
class Advances {
public:
    explicit Advances(const QFontMetricsF& metrics)
        : metrics_(metrics) {
        for (char digit = '0'; digit <= '9'; ++digit)
            figure_ = std::max(figure_, metrics.horizontalAdvance(QLatin1Char(digit)));
    }
    bool isOf(const QFontMetricsF& metrics) const { return metrics == metrics_; }
    /// The character alone.
    qreal own(QChar ch) {
        qreal& known = known_[ch];
        if (known == 0)
            known = metrics_.horizontalAdvance(ch);
        return known;
    }
    /// The room that it gets.
    qreal cell(QChar ch) { return ch.isDigit() || ch == trueMinus ? figure_ : own(ch); }
    qreal of(const QString& text) {
        qreal sum = 0;
        for (const QChar ch : text)
            sum += cell(ch);
        return sum;
    }

private:
    QFontMetricsF metrics_;
    qreal figure_ = 0;
    QHash<QChar, qreal> known_;
};

/// Of the few fonts that tables have; the thread of the window alone draws them.
Advances& advances(const QFontMetricsF& metrics) {
    static std::deque<Advances> known;
    const auto found =
        std::find_if(known.begin(), known.end(), [&](const Advances& a) { return a.isOf(metrics); });
    if (found != known.end())
        return *found;
    constexpr std::size_t most = 16;
    if (known.size() == most)
        known.pop_front();
    return known.emplace_back(metrics);
}

} // namespace

qreal tabularWidth(const QFontMetricsF& metrics, const QString& text) {
    return advances(metrics).of(text);
}

void drawTabular(QPainter& painter, const QRectF& rect, QString text) {
    const QFontMetricsF metrics(painter.font());
    Advances& widths = advances(metrics);
    if (widths.of(text) > rect.width() + 0.5) {
        // A number without its exponent would be another one.
        const qsizetype e = text.lastIndexOf(QLatin1Char('e'));
        const qsizetype kept = e > 0 && text[e - 1].isDigit() ? e : text.size();
        const QString end = QChar(0x2026) + text.sliced(kept);
        text.truncate(kept);
        while (!text.isEmpty() && widths.of(text + end) > rect.width())
            text.chop(1);
        text += end;
    }
    qreal x = rect.right() - widths.of(text);
    const qreal baseline = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    // One run of glyphs: shaping every character alone is most of what such a table takes.
    const QRawFont font = QRawFont::fromFont(painter.font());
    const QList<quint32> indexes = font.glyphIndexesForString(text);
    QList<quint32> glyphs;
    QList<QPointF> places;
    for (qsizetype k = 0; k < text.size(); ++k) {
        const qreal cell = widths.cell(text[k]);
        const QPointF place(x + (cell - widths.own(text[k])) / 2, baseline);
        x += cell;
        if (indexes.size() == text.size() && indexes[k] != 0) {
            glyphs << indexes[k];
            places << place;
        } else { // from another font
            painter.drawText(place, QString(text[k]));
        }
    }
    QGlyphRun run;
    run.setRawFont(font);
    run.setGlyphIndexes(glyphs);
    run.setPositions(places);
    painter.drawGlyphRun({}, run);
}

} // namespace kamke::ui
