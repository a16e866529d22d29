#include "ui/formula/formula_document.h"

#include "ui/formula/math_font.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QScreen>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int objectType = QTextFormat::UserObject + 41;
constexpr int sourceProperty = QTextFormat::UserProperty + 41;
constexpr int displayedProperty = QTextFormat::UserProperty + 42;
constexpr int tailProperty = QTextFormat::UserProperty + 43;            ///< the comma behind it
constexpr char16_t firstPlaceholder = 0xE000, lastPlaceholder = 0xF8FF; ///< Unicode's private use area

constexpr double displayedScale = 1.15; ///< what stands on a line of its own may be larger

double pixelsPerInch(const QTextDocument* document) {
    if (const QPaintDevice* device = document->documentLayout()->paintDevice())
        return device->logicalDpiY();
    const QScreen* screen = QGuiApplication::primaryScreen();
    return screen ? screen->logicalDotsPerInchY() : 96;
}

} // namespace

QString FormulaHtml::add(const QString& source, bool displayed) {
    const auto code = static_cast<char16_t>(firstPlaceholder + entries_.size());
    Q_ASSERT(code < lastPlaceholder);
    entries_.append({source, displayed});
    return QString(QChar(code));
}

FormulaObject::FormulaObject(QTextDocument* document)
    : QObject(document)
    , document_(document) {
    document->documentLayout()->registerHandler(objectType, this);
}

void FormulaObject::setHtml(const FormulaHtml& html) {
    document_->setHtml(html.html);
    QTextCursor cursor(document_);
    cursor.beginEditBlock(); // one layout for all of them
    for (int position = 0; position < document_->characterCount(); ++position) {
        const char16_t code = document_->characterAt(position).unicode();
        if (code < firstPlaceholder || code >= firstPlaceholder + html.entries_.size())
            continue;
        const auto& entry = html.entries_[code - firstPlaceholder];
        // Qt breaks lines behind any object: what belongs to the formula becomes part of it.
        int end = position + 1;
        while (QStringLiteral(",.;:)!?").contains(document_->characterAt(end)))
            ++end;
        QString tail;
        for (int at = position + 1; at < end; ++at)
            tail += document_->characterAt(at);
        cursor.setPosition(position);
        cursor.setPosition(end, QTextCursor::KeepAnchor);
        QTextCharFormat format = cursor.charFormat();
        if (!formula(entry.source, entry.displayed)) {
            cursor.insertText(
                entry.source + tail, format); // better than nothing; tests keep it from happening
            continue;
        }
        format.setObjectType(objectType);
        format.setProperty(sourceProperty, entry.source);
        format.setProperty(displayedProperty, entry.displayed);
        format.setProperty(tailProperty, tail);
        format.setVerticalAlignment(QTextCharFormat::AlignMiddle);
        cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
    }
    cursor.endEditBlock();
}

QString FormulaObject::plainText() const {
    QString text;
    for (QTextBlock block = document_->begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            // Equal formulas side by side would share one fragment; they do not occur.
            text += format.objectType() == objectType
                        ? plainFormula(format.property(sourceProperty).toString()) +
                              format.property(tailProperty).toString()
                        : it.fragment().text();
        }
        text += u'\n';
    }
    return text;
}

const Formula* FormulaObject::formula(const QString& source, bool displayed) {
    const QString key = (displayed ? u'$' : u' ') + source;
    auto found = formulas_.find(key);
    if (found == formulas_.end()) {
        const auto read =
            Formula::read(source, displayed ? Formula::Placement::Display : Formula::Placement::Inline);
        if (!read)
            return nullptr;
        found = formulas_.insert(key, *read);
    }
    return &*found;
}

QSizeF FormulaObject::Place::size() const {
    const double above = formula->ascent() * em, below = formula->descent() * em;
    // Qt gives an object of height h in the middle the ascent (h + halfX)/2.
    return {std::ceil(formula->width() * em + tailWidth), std::max(2 * above - halfX, 2 * below + halfX)};
}

FormulaObject::Place FormulaObject::place(QTextDocument* document, const QTextFormat& format) {
    const QTextCharFormat character = format.toCharFormat();
    Place place;
    place.formula =
        formula(format.property(sourceProperty).toString(), format.property(displayedProperty).toBool());
    if (!place.formula)
        return place;
    QFont font = character.font();
    if (font.pointSizeF() <= 0 && font.pixelSize() <= 0)
        font = document->defaultFont();
    place.em = font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * pixelsPerInch(document) / 72;
    // Letters of the formula and of the words around it look equally large, half by their x-heights.
    const QFontMetricsF metrics(font);
    const double xHeight = metrics.xHeight() / std::max(1.0, metrics.height()) * 1.17;
    place.em *= std::clamp((1 + xHeight / formula::MathFont::instance().xHeight()) / 2, 1.0, 1.15);
    if (format.property(displayedProperty).toBool())
        place.em *= displayedScale;
    // A displayed formula that is too wide for the page is set smaller.
    const double room = document->textWidth() - 2 * document->documentMargin();
    if (const double width = place.formula->width() * place.em; document->textWidth() > 0 && width > room)
        place.em *= std::max(0.4, room / width);
    place.tailWidth = QFontMetricsF(font, document->documentLayout()->paintDevice())
                          .horizontalAdvance(format.property(tailProperty).toString());
    place.halfX = QFontMetrics(character.font()).xHeight() / 2.0;
    return place;
}

QSizeF FormulaObject::intrinsicSize(QTextDocument* document, int, const QTextFormat& format) {
    const Place at = place(document, format);
    return at.formula ? at.size() : QSizeF();
}

void FormulaObject::drawObject(
    QPainter* painter, const QRectF& rectangle, QTextDocument* document, int position,
    const QTextFormat& format) {
    const Place at = place(document, format);
    const QTextBlock block = document->findBlock(position);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    if (!at.formula || !line.isValid())
        return;
    // Qt draws what is aligned to the middle in the middle of the line, wherever that has its baseline.
    const double top = rectangle.top() - (line.height() - at.size().height()) / 2;
    const double baseline = top + line.ascent();
    at.formula->paint(*painter, QPointF(rectangle.left(), baseline), at.em, colour_);
    if (at.tailWidth > 0) {
        painter->save();
        painter->setFont(format.toCharFormat().font());
        painter->setPen(colour_);
        painter->drawText(
            QPointF(rectangle.left() + at.formula->width() * at.em, baseline),
            format.property(tailProperty).toString());
        painter->restore();
    }
}

} // namespace kamke::ui
