#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/verdict_label.h"
#include "ui/workspaces/convergence/convergence_cards.h"
#include "ui/workspaces/convergence/convergence_text.h"
#include "ui/workspaces/convergence/solver_row.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace kamke::ui {

SolverCard::SolverCard(ConvergenceLink* link, QWidget* parent)
    : Card(tr("Solvers"), QStringLiteral("convergence"), parent)
    , link_(link)
    , input_(new ElidedCombo)
    , verdict_(new VerdictLabel)
    , order_(new QLabel)
    , why_(new QLabel) {
    setObjectName(QStringLiteral("convergence.solvers"));
    input_->setObjectName(QStringLiteral("convergence.input"));
    input_->setAccessibleName(tr("Input that the iterations run for"));
    input_->setToolTip(tr("The box that is selected in Reach, or the ε-box of the digit picked in Digits"));
    input_->addItems({QString(), QString()});
    addTool(input_);
    verdict_->setObjectName(QStringLiteral("convergence.verdict"));
    verdict_->setMinimumLines(4);
    body()->addWidget(verdict_);

    auto* list = new QWidget;
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 14, 0);
    column->setSpacing(2);
    for (const FixedPointIteration& iteration : iterations())
        column->addWidget(new SolverRow(link, iteration));
    why_->setObjectName(QStringLiteral("convergence.orderWhy"));
    why_->setProperty("role", QStringLiteral("note"));
    why_->setWordWrap(true);
    why_->setTextFormat(Qt::RichText);
    why_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTerm(why_, QStringLiteral("order-preserving"));
    column->addSpacing(4);
    column->addWidget(why_);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("convergence.list"));
    scroll->setAccessibleName(tr("Solvers"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    body()->addWidget(scroll, 1);

    order_->setObjectName(QStringLiteral("convergence.order"));
    order_->setWordWrap(true);
    order_->setTextFormat(Qt::RichText);
    order_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    body()->addWidget(order_);
    auto* preset = new QPushButton(tr("Show boxes that lose x̲ ≤ x̄"));
    preset->setObjectName(QStringLiteral("convergence.loseOrder"));
    preset->setToolTip(tr("An averaged embedded iteration with α > α*, whose lower and upper bounds cross"));
    body()->addWidget(preset);
    setTerm(input_, QStringLiteral("input-box"));
    setTerm(order_, QStringLiteral("order-preserving"));
    setTerm(preset, QStringLiteral("order-preserving"));
    connect(preset, &QPushButton::clicked, this, &SolverCard::presetRequested);
    connect(input_, &QComboBox::activated, this, [this](int index) {
        link_->change(tr("Choose the input of the iterations"), [index](ConvergenceState& s) {
            s.input = index == 0 ? ConvergenceInput::Box : ConvergenceInput::Digit;
        });
    });
    connect(link, &ConvergenceLink::changed, this, &SolverCard::refresh);
    refresh();
}

void SolverCard::refresh() {
    const ExplorerState& state = link_->store()->state();
    input_->setItemText(0, state.selected() ? tr("box %1").arg(state.selected()->letter) : tr("no box"));
    input_->setItemText(1, tr("digit, ε = %1").arg(formatNumber(state.digits.eps)));
    input_->setCurrentIndex(state.convergence.input == ConvergenceInput::Box ? 0 : 1);
    const auto result = link_->result();
    if (!result) {
        verdict_->setVerdict({Statement::Tone::Neutral, {}, link_->emptyText()}, {});
        order_->hide();
        why_->hide();
        return;
    }
    const ConvergenceVerdict verdict = convergenceVerdict(*result, state.convergence.solver);
    verdict_->setVerdict(verdict.verdict, verdict.kind);
    verdict_->setStale(link_->isStale());
    const QString order = orderSentences(*result, state.convergence.solver);
    const QString role =
        losesOrder(*result, state.convergence.solver) ? QStringLiteral("error") : QStringLiteral("note");
    if (order_->property("role").toString() != role) {
        order_->setProperty("role", role);
        order_->style()->unpolish(order_);
        order_->style()->polish(order_);
    }
    order_->setText(mathHtml(order));
    order_->setVisible(!order.isEmpty());
    const QString why = orderReasons(*result, state.convergence.solver);
    why_->setText(mathHtml(why));
    why_->setVisible(!why.isEmpty());
}

} // namespace kamke::ui
