#include "ui/workspaces/digits/verdict_panel.h"

#include "core/explain/verdict.h"
#include "ui/formula/math_text.h"
#include "ui/widgets/verdict_label.h"

#include <QLabel>
#include <QVBoxLayout>

namespace kamke::ui {
namespace {

QString kindOf(Verdict verdict) {
    switch (verdict) {
    case Verdict::Certified:
        return QStringLiteral("good");
    case Verdict::Misread:
    case Verdict::Broken:
        return QStringLiteral("bad");
    case Verdict::Undecided:
        break;
    }
    return QStringLiteral("warning");
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
        label_->setVerdict({Statement::Tone::Neutral, {}, link_->emptyText()}, {});
        label_->setStale(false);
        details_->hide();
        return;
    }
    const AttackOutcome* attack = result->attack ? &*result->attack : nullptr;
    const VerdictWords words = verdictWords(*result->certifier, result->report, attack);
    QString details = QString::fromStdString(words.details);
    if (result->norm == BallNorm::L2)
        details += (details.isEmpty() ? QString() : QStringLiteral(" ")) +
                   tr("Within ε: the changes of all pixels together have at most the l₂ length ε.");
    details_->setText(mathHtml(details));
    details_->setVisible(!details.isEmpty());
    label_->setVerdict(
        {Statement::Tone::Neutral, QString::fromStdString(words.subject), QString::fromStdString(words.text)},
        kindOf(verdictOf(result->report, attack)));
    label_->setStale(link_->isStale());
}

} // namespace kamke::ui
