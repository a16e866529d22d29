#include "ui/workspaces/digits/verdict_panel.h"
#include "ui/formula/math_text.h"

#include "ui/widgets/verdict_label.h"

#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {
namespace {

QString kindOf(kamke::Verdict verdict) {
    switch (verdict) {
    case kamke::Verdict::Certified:
        return QStringLiteral("good");
    case kamke::Verdict::Misread:
    case kamke::Verdict::Broken:
        return QStringLiteral("bad");
    case kamke::Verdict::Undecided:
        break;
    }
    return QStringLiteral("warning");
}

/// The words up to the first colon or full stop are the subject, when there are few of them.
Verdict split(const QString& sentence) {
    for (qsizetype at = 0; at < std::min<qsizetype>(sentence.size() - 1, 24); ++at)
        if ((sentence[at] == QLatin1Char(':') || sentence[at] == QLatin1Char('.')) &&
            sentence[at + 1].isSpace())
            return {Verdict::Tone::Neutral, sentence.first(at + 1), sentence.sliced(at + 2)};
    return {Verdict::Tone::Neutral, {}, sentence};
}

} // namespace

VerdictPanel::VerdictPanel(DigitLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , label_(new VerdictLabel)
    , details_(new QLabel) {
    label_->setObjectName(QStringLiteral("digitVerdict"));
    QFont large = label_->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    label_->setFont(large);
    details_->setProperty("role", QStringLiteral("note"));
    details_->setTextFormat(Qt::RichText);
    details_->setWordWrap(true);
    details_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    details_->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(label_);
    column->addWidget(details_);
    connect(link, &DigitLink::changed, this, &VerdictPanel::refresh);
    refresh();
}

void VerdictPanel::refresh() {
    const auto result = link_->result();
    if (!result) {
        label_->setVerdict({Verdict::Tone::Neutral, {}, link_->emptyText()}, {});
        label_->setStale(false);
        details_->hide();
        return;
    }
    const AttackOutcome* attack = result->attack ? &*result->attack : nullptr;
    Verdict words =
        split(QString::fromStdString(verdictSentence(*result->certifier, result->report, attack)));
    // The first sentence is the verdict; what follows says by how much each certificate misses.
    QString details;
    if (const qsizetype end = words.text.indexOf(QLatin1String(". ")); end >= 0) {
        details = words.text.sliced(end + 2);
        words.text.truncate(end + 1);
    }
    if (result->norm == BallNorm::L2)
        details += (details.isEmpty() ? QString() : QStringLiteral(" ")) +
                   tr("Within ε: the changes of all pixels together have at most the l₂ length ε.");
    details_->setText(mathHtml(details));
    details_->setVisible(!details.isEmpty());
    label_->setVerdict(words, kindOf(verdictOf(result->report, attack)));
    label_->setStale(link_->isStale());
}

} // namespace kamke::ui
