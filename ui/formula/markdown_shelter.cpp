#include "ui/formula/markdown_shelter.h"

namespace kamke::ui {
namespace {

constexpr char16_t firstFormula = 0xE000, lastFormula = 0xEFFF, firstLiteral = 0xF000, lastLiteral = 0xF07F;

QChar literal(QChar c) {
    return QChar(static_cast<char16_t>(firstLiteral + c.unicode()));
}

bool isWord(QChar c) {
    return c.isLetterOrNumber() || c.isMark();
}

} // namespace

MarkdownShelter::MarkdownShelter(const QString& source)
    : text_(source) {
    while (at_ < text_.size())
        step();
}

const MarkdownShelter::Formula* MarkdownShelter::formula(QChar c) const {
    const auto k = static_cast<qsizetype>(c.unicode()) - firstFormula;
    return k >= 0 && k < formulas_.size() ? &formulas_[k] : nullptr;
}

QString MarkdownShelter::restored(QString text) {
    for (QChar& c : text)
        if (c.unicode() >= firstLiteral && c.unicode() <= lastLiteral)
            c = QChar(static_cast<char16_t>(c.unicode() - firstLiteral));
    return text;
}

void MarkdownShelter::step() {
    const QChar c = text_[at_];
    const QStringView rest = QStringView(text_).sliced(at_);
    if (atLineStart() && rest.startsWith(u"```")) {
        const qsizetype end = text_.indexOf(QStringLiteral("\n```"), at_);
        return copy(end < 0 ? text_.size() : end + 4, false);
    }
    if (c == u'`') {
        if (const qsizetype end = text_.indexOf(u'`', at_ + 1); end > 0)
            return copy(end + 1, true);
    }
    if (c == u'$' && takeFormula())
        return;
    if (rest.startsWith(u"**"))
        return copy(at_ + 2, false);
    if (rest.startsWith(u"\n\n"))
        emphasised_ = false;
    bool isMarkup = true;
    switch (c.unicode()) {
    case u'*':
        isMarkup = isEmphasis();
        emphasised_ = emphasised_ != isMarkup;
        break;
    case u'_':
    case u'$':
    case u'<':
    case u'&':
    case u'\\':
        isMarkup = false;
        break;
    case u'>':
    case u'+': // neither a quotation nor a list, but a formula that begins a line
        isMarkup = !atLineStart();
        break;
    default:
        break;
    }
    markdown_ += isMarkup ? c : literal(c);
    ++at_;
}

/// Code up to `end`; bars in it part no cells of a table.
void MarkdownShelter::copy(qsizetype end, bool code) {
    QString part = text_.sliced(at_, end - at_);
    if (code)
        part.replace(u'|', literal(u'|'));
    markdown_ += part;
    at_ = end;
}

/// Whether the formula that begins here ends in this paragraph, and was taken.
bool MarkdownShelter::takeFormula() {
    const QString mark =
        text_.sliced(at_).startsWith(QStringLiteral("$$")) ? QStringLiteral("$$") : QStringLiteral("$");
    const qsizetype from = at_ + mark.size(), end = text_.indexOf(mark, from);
    if (end <= from || firstFormula + formulas_.size() > lastFormula)
        return false;
    const QString source = text_.sliced(from, end - from);
    if (source.contains(QStringLiteral("\n\n")))
        return false;
    const bool displayed = mark.size() == 2 && atLineStart();
    const QString apart = displayed ? QStringLiteral("\n\n") : QString(); // a paragraph of its own
    markdown_ += apart + QChar(static_cast<char16_t>(firstFormula + formulas_.size())) + apart;
    formulas_.append({source.simplified(), displayed});
    at_ = end + mark.size();
    return true;
}

/// Whether the star here begins or ends an emphasis. Those of α*, 2 * 3 and *-algebra do not.
bool MarkdownShelter::isEmphasis() const {
    const auto wordAt = [this](qsizetype at) { return at >= 0 && at < text_.size() && isWord(text_[at]); };
    const auto blankAt = [this](qsizetype at) { return at < 0 || at >= text_.size() || text_[at].isSpace(); };
    if (emphasised_)
        return !blankAt(at_ - 1) && !wordAt(at_ + 1);
    if (wordAt(at_ - 1) || blankAt(at_ + 1))
        return false;
    for (qsizetype end = text_.indexOf(u'*', at_ + 2); end >= 0; end = text_.indexOf(u'*', end + 1))
        if (!blankAt(end - 1) && !wordAt(end + 1))
            return !QStringView(text_).sliced(at_, end - at_).contains(u"\n\n");
    return false;
}

} // namespace kamke::ui
