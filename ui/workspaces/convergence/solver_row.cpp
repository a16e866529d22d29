#include "ui/workspaces/convergence/solver_row.h"
#include "ui/formula/math_text.h"

#include "ui/glossary/term.h"
#include "ui/style/theme.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/method_swatch.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/convergence/convergence_text.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double mostAlpha = 10; ///< by typing

} // namespace

SolverRow::SolverRow(ConvergenceLink* link, const FixedPointIteration& iteration, QWidget* parent)
    : QFrame(parent)
    , link_(link)
    , iteration_(iteration)
    , id_(idOf(iteration))
    , shown_(new QCheckBox)
    , swatch_(new QLabel)
    , name_(new QLabel(toQString(iteration.label)))
    , star_(new QLabel)
    , numbers_(new QLabel)
    , condition_(new QLabel) {
    setObjectName(QStringLiteral("convergence.solver.") + id_);
    setAccessibleName(toQString(iteration.name));
    // The glossary has the rest.
    setTerm(this, id_);
    setToolTip(tr("<p>Condition: %1</p>").arg(mathHtml(toQString(iteration.condition))));
    setTerm(star_, QStringLiteral("alpha-star"));
    setTerm(numbers_, QStringLiteral("contraction-factor"));
    shown_->setObjectName(objectName() + QStringLiteral(".shown"));
    shown_->setAccessibleName(tr("Show the %1 iteration").arg(toQString(iteration.label)));
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(shown_);
    head->addWidget(swatch_);
    head->addWidget(name_, 1);
    star_->setProperty("role", QStringLiteral("note"));
    star_->setTextFormat(Qt::RichText);
    head->addWidget(star_);
    if (iteration.usesAlpha) {
        alpha_ = new NumberField;
        alpha_->setObjectName(objectName() + QStringLiteral(".alpha"));
        alpha_->setAccessibleName(tr("α of the %1 iteration").arg(toQString(iteration.label)));
        alpha_->setFixedWidth(alpha_->fontMetrics().horizontalAdvance(QStringLiteral("0.0994883")) + 16);
        head->addWidget(alpha_);
        setTerm(alpha_, QStringLiteral("alpha"));
        connect(alpha_, &NumberField::entered, this, [this](double value) {
            if (value > 0 && value <= mostAlpha)
                link_->setAlpha(id_, value, -1);
            else
                emit link_->store()->message(tr("α has to be greater than 0 and at most 10."));
            refresh();
        });
        connect(alpha_, &NumberField::refused, link->store(), &ExplorerStore::message);
    }
    for (QLabel* label : {numbers_, condition_}) {
        label->setTextFormat(Qt::RichText);
        label->setWordWrap(true);
    }
    condition_->setProperty("role", QStringLiteral("note"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 5, 8, 6);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(numbers_);
    column->addWidget(condition_);
    connect(shown_, &QCheckBox::clicked, this, [this](bool on) { link_->showSolver(id_, on); });
    connect(link, &ConvergenceLink::changed, this, &SolverRow::refresh);
    connect(link, &ConvergenceLink::hoverChanged, this, [this] { update(); });
    showSwatch();
    refresh();
}

void SolverRow::showSwatch() {
    swatch_->setPixmap(
        lineSwatch(currentTheme().iterationPen(iteration_), QSize(22, 12), devicePixelRatioF()));
}

void SolverRow::refresh() {
    const bool shown = link_->state().solvers.contains(id_);
    shown_->setChecked(shown);
    QFont font = name_->font();
    font.setBold(id_ == link_->state().solver);
    name_->setFont(font);
    const auto result = link_->result();
    const ConvergenceSolver* solver = result ? result->solver(id_) : nullptr;
    const ConvergenceLine* line = result ? result->line(id_, {}) : nullptr;
    if (alpha_) {
        alpha_->setEnabled(solver);
        if (solver) {
            alpha_->setValue(link_->state().alpha.value(id_, solver->usual));
            // The number once, where both are the same: the row has little room.
            const bool usual = alpha_->value() == solver->usual;
            const QString number = briefNumberOf(solver->usual);
            if (solver->usual == result->analysis->alphaStar)
                star_->setText(usual ? tr("α = α* =") : tr("α* = %1, α =").arg(number));
            else
                star_->setText(usual ? tr("α =") : tr("usual %1, α =").arg(number));
        }
    }
    const QString mark = solver && solver->promise.converges ? QStringLiteral("✓ ") : QStringLiteral("✗ ");
    condition_->setText(
        solver ? mark + mathHtml(QString::fromStdString(solver->promise.reason))
               : mathHtml(toQString(iteration_.condition)));
    QStringList parts;
    if (solver && std::isfinite(solver->promise.factor))
        parts << tr("factor ≤ <b>%1</b>").arg(formatNumber(solver->promise.factor, Rounded::Up));
    if (line && line->run.status == Status::Diverged)
        parts << QStringLiteral("<b>%1</b>").arg(tr("diverges"));
    else if (line && std::isfinite(line->run.measuredFactor))
        parts << tr("measured <b>%1</b>").arg(formatNumber(line->run.measuredFactor));
    if (line && line->run.status != Status::Diverged)
        parts << (line->counted ? tr("1e-6 in <b>%1</b>").arg(*line->counted) : tr("1e-6 not reached"));
    if (line && line->predicted)
        parts.last() += tr(" of %1").arg(*line->predicted);
    numbers_->setText(parts.join(QStringLiteral(" · ")));
    numbers_->setVisible(!parts.isEmpty());
    update();
}

QString SolverRow::briefNumberOf(double value) {
    return formatNumber(QString::number(value, 'g', 4).toDouble());
}

void SolverRow::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && id_ != link_->state().solver)
        link_->chooseSolver(id_);
    event->accept();
}

void SolverRow::enterEvent(QEnterEvent* event) {
    if (link_->state().solvers.contains(id_))
        link_->hoverLine(id_);
    QFrame::enterEvent(event);
}

void SolverRow::leaveEvent(QEvent* event) {
    link_->hoverLine({});
    QFrame::leaveEvent(event);
}

void SolverRow::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const bool chosen = id_ == link_->state().solver;
    const bool hovered = link_->hoveredLine().section(u'/', 0, 0) == id_;
    if (chosen || hovered) {
        painter.setBrush(chosen ? theme.selection : theme.hover);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0, 1, 0, -1), 5, 5);
    }
    if (chosen) {
        painter.setBrush(theme.accent);
        painter.drawRoundedRect(QRectF(0, 4, 3, height() - 8), 1.5, 1.5);
    }
}

void SolverRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && swatch_)
        showSwatch();
    QFrame::changeEvent(event);
}

} // namespace kamke::ui
