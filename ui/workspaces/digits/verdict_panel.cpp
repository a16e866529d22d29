#include "ui/workspaces/digits/verdict_panel.h"

#include "core/verdicts/verdict_words.h"
#include "ui/formula/math_text.h"
#include "ui/widgets/verdict_label.h"

#include <QLabel>
#include <QVBoxLayout>

namespace kamke::ui {
namespace {

QString kindOf(Known verdict) {
    switch (verdict) {
    case Known::Proved:
        return QStringLiteral("good");
    case Known::Misread:
    case Known::Broken:
        return QStringLiteral("bad");
    case Known::Unknown:
    case Known::NotYet:
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
    connect(link, &DigitLink::knownChanged, this, &VerdictPanel::refresh);
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
    const SampleKnowledge known = link_->runner()->known();
    const VerdictWords words = knownWords(*result->certifier, result->report, known, link_->chosen());
    QString details = QString::fromStdString(words.details);
    if (result->norm == BallNorm::L2)
        details += (details.isEmpty() ? QString() : QStringLiteral(" ")) +
                   tr("Within ε: the changes of all pixels together have at most the l₂ length ε.");
    details_->setText(mathHtml(details));
    details_->setVisible(!details.isEmpty());
    label_->setVerdict(
        {Statement::Tone::Neutral, QString::fromStdString(words.subject), QString::fromStdString(words.text)},
        kindOf(verdictAt(known, result->report.label, result->report.eps).known));
    label_->setStale(link_->isStale());
}

} // namespace kamke::ui
