#include "ui/glossary/tip_text.h"

#include "ui/formula/math_text.h"
#include "ui/text/local_numbers.h"

#include <QRegularExpression>
#include <QTextDocument>

namespace kamke::ui {
namespace {

/// The words between the tags with the user's numbers.
QString withLocalNumbers(const QString& html) {
    static const QRegularExpression tag(QStringLiteral("<[^>]*>"));
    QString out;
    qsizetype from = 0;
    for (auto it = tag.globalMatch(html); it.hasNext();) {
        const auto match = it.next();
        out += localNumbers(html.sliced(from, match.capturedStart() - from)) + match.captured();
        from = match.capturedEnd();
    }
    return out + localNumbers(html.sliced(from));
}

} // namespace

QString tipHtml(const QString& text) {
    if (text.isEmpty())
        return {};
    if (Qt::mightBeRichText(text))
        return withLocalNumbers(text);
    return QStringLiteral("<p>%1</p>")
        .arg(mathHtml(text.trimmed()).replace(QLatin1Char('\n'), QLatin1String("<br>")));
}

} // namespace kamke::ui
