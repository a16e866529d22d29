#include "core/model/matrix_measure.h"
#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/jobs/convergence_curves.h"
#include "ui/text/number_text.h"
#include "ui/widgets/caption.h"
#include "ui/widgets/gesture_slider.h"
#include "ui/widgets/number_field.h"
#include "ui/workspaces/convergence/alpha_plot.h"
#include "ui/workspaces/convergence/convergence_cards.h"
#include "ui/workspaces/convergence/convergence_text.h"
#include "ui/workspaces/convergence/eta_bars.h"
#include "ui/workspaces/convergence/eta_map.h"
#include "ui/workspaces/convergence/width_map.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr int sliderSteps = 1500; ///< of the α slider

QVBoxLayout* emptyColumn(QWidget* page) {
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    return column;
}

} // namespace

FigureCard::FigureCard(ConvergenceLink* link, QWidget* parent)
    : Card(tr("Figures"), QStringLiteral("convergence-widths"), parent)
    , link_(link)
    , tabs_(new QTabBar)
    , pages_(new QStackedWidget) {
    setObjectName(QStringLiteral("convergence.figures"));
    tabs_->setObjectName(QStringLiteral("convergence.tabs"));
    tabs_->setDrawBase(false);
    tabs_->setExpanding(false);
    tabs_->setAccessibleName(tr("Figures of the iteration"));
    struct Page {
        QString id, title, topic;
        QWidget* widget;
    };
    const Page all[] = {
        {QStringLiteral("widths"), tr("Widths"), QStringLiteral("convergence-widths"), new WidthPage(link)},
        {QStringLiteral("alpha"), tr("Factor over α"), QStringLiteral("convergence-alpha"),
         new AlphaPage(link)},
        {QStringLiteral("eta"), tr("Weights η"), QStringLiteral("convergence-eta"), new EtaPage(link)}};
    for (const Page& page : all) {
        const int tab = tabs_->addTab(page.title);
        tabs_->setTabData(tab, QStringList{page.id, page.topic});
        page.widget->setObjectName(QStringLiteral("convergence.page.") + page.id);
        pages_->addWidget(page.widget);
    }
    setHeader(tabs_);
    body()->addWidget(pages_, 1);
    for (Plot* plot : findChildren<Plot*>())
        connectExport(plot, this);
    connect(tabs_, &QTabBar::currentChanged, this, [this](int tab) {
        link_->change(tr("Show %1").arg(tabs_->tabText(tab)), [&](ConvergenceState& s) {
            s.figure = tabs_->tabData(tab).toStringList().first();
        });
    });
    connect(link, &ConvergenceLink::changed, this, &FigureCard::refresh);
    refresh();
}

void FigureCard::refresh() {
    int tab = 0;
    for (int k = 0; k < tabs_->count(); ++k)
        if (tabs_->tabData(k).toStringList().first() == link_->state().figure)
            tab = k;
    const QSignalBlocker quiet(tabs_);
    tabs_->setCurrentIndex(tab);
    pages_->setCurrentIndex(tab);
    setTopic(tabs_->tabData(tab).toStringList().last());
}

WidthPage::WidthPage(ConvergenceLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , map_(new WidthMap(link))
    , method_(new QComboBox)
    , note_(new Caption) {
    auto* column = emptyColumn(this);
    column->addWidget(map_, 1);
    auto* foot = new QHBoxLayout;
    note_->setProperty("role", QStringLiteral("note"));
    method_->setObjectName(QStringLiteral("convergence.boxMethod"));
    method_->setAccessibleName(tr("Method whose widths are shown"));
    setTerm(method_, QStringLiteral("embedding"));
    setTerm(note_, QStringLiteral("width"));
    method_->addItem(QStringLiteral("MM"), QStringLiteral("mm"));
    method_->addItem(QStringLiteral("IBP"), QStringLiteral("ibp"));
    foot->addWidget(note_, 1);
    foot->addWidget(method_);
    column->addLayout(foot);
    connect(method_, &QComboBox::activated, this, [this] {
        link_->change(tr("Show the widths of %1").arg(method_->currentText()), [this](ConvergenceState& s) {
            s.boxMethod = method_->currentData().toString();
        });
    });
    connect(map_, &WidthMap::readingChanged, this, &WidthPage::refresh);
    connect(link, &ConvergenceLink::changed, this, &WidthPage::refresh);
    connect(link, &ConvergenceLink::cursorMoved, this, &WidthPage::refresh);
    refresh();
}

void WidthPage::refresh() {
    const ConvergenceLine* line = link_->widthLine();
    const QString id = line ? idOf(*line->method) : link_->state().boxMethod;
    method_->setCurrentIndex(method_->findData(id));
    if (!map_->reading().isEmpty()) {
        note_->setText(map_->reading());
        return;
    }
    if (!line || line->run.iterates.empty()) {
        note_->setText({});
        return;
    }
    const auto k =
        std::min<std::size_t>(static_cast<std::size_t>(link_->cursor()), line->run.iterates.size() - 1);
    const Vector& stacked = line->run.iterates[k];
    const Index n = stacked.size() / 2;
    const Vector width = stacked.tail(n) - stacked.head(n);
    Index at = 0;
    const double widest = width.maxCoeff(&at);
    note_->setText(
        !isOrdered(stacked) ? tr("%1, iteration %2: red units have x̲ > x̄").arg(nameOf(*line)).arg(k)
                            : tr("%1, iteration %2: widest is unit %3 with %4; hover a cell to read it")
                                  .arg(nameOf(*line))
                                  .arg(k)
                                  .arg(at + 1)
                                  .arg(formatNumber(widest)));
}

AlphaPage::AlphaPage(ConvergenceLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , slider_(new GestureSlider(Qt::Horizontal))
    , field_(new NumberField)
    , best_(new QPushButton(tr("α*")))
    , note_(new QLabel) {
    auto* column = emptyColumn(this);
    auto* plots = new QHBoxLayout;
    plots->setSpacing(8);
    plots->addWidget(new AlphaPlot(link, AlphaPlot::Quantity::Factor), 1);
    plots->addWidget(new AlphaPlot(link, AlphaPlot::Quantity::Iterations), 1);
    column->addLayout(plots, 1);
    auto* foot = new QHBoxLayout;
    slider_->setObjectName(QStringLiteral("convergence.alpha"));
    slider_->setAccessibleName(tr("α"));
    slider_->setRange(1, sliderSteps);
    field_->setObjectName(QStringLiteral("convergence.alpha.field"));
    field_->setAccessibleName(tr("α"));
    field_->setFixedWidth(field_->minimumWidth() + 6);
    setTerm(slider_, QStringLiteral("alpha"));
    setTerm(field_, QStringLiteral("alpha"));
    setTerm(best_, QStringLiteral("alpha-star"));
    best_->setObjectName(QStringLiteral("convergence.alpha.best"));
    best_->setProperty("chip", true);
    best_->setToolTip(tr("Take α*, the largest step that keeps the order and the factor of theory"));
    note_->setProperty("role", QStringLiteral("note"));
    note_->setTextFormat(Qt::RichText);
    note_->setWordWrap(true);
    note_->setMinimumWidth(120);
    setTerm(note_, QStringLiteral("iterations-needed"));
    auto* symbol = new QLabel(QStringLiteral("α"));
    setTerm(symbol, QStringLiteral("alpha"));
    foot->addWidget(symbol);
    foot->addWidget(slider_, 2);
    foot->addWidget(field_);
    foot->addWidget(best_);
    foot->addSpacing(8);
    foot->addWidget(note_, 1);
    column->addLayout(foot);
    slider_->setPageStep(sliderSteps / 15);
    connect(slider_, &GestureSlider::gestureStarted, this, [this] { merge_ = link_->store()->newMergeId(); });
    connect(slider_, &QSlider::valueChanged, this, [this](int value) {
        link_->setAlpha(link_->state().solver, largestAlpha * value / sliderSteps, merge_);
    });
    connect(field_, &NumberField::entered, this, [this](double value) {
        if (value > 0 && value <= 10)
            link_->setAlpha(link_->state().solver, value, -1);
        else
            emit link_->store()->message(tr("α has to be greater than 0 and at most 10."));
        refresh();
    });
    connect(field_, &NumberField::refused, link->store(), &ExplorerStore::message);
    connect(best_, &QPushButton::clicked, this, [this] {
        link_->change(tr("Take α*"), [](ConvergenceState& s) { s.alpha.remove(s.solver); });
    });
    connect(link, &ConvergenceLink::changed, this, &AlphaPage::refresh);
    refresh();
}

void AlphaPage::refresh() {
    const double alpha = link_->alpha();
    const bool some = std::isfinite(alpha);
    for (QWidget* widget :
         {static_cast<QWidget*>(slider_), static_cast<QWidget*>(field_), static_cast<QWidget*>(best_)})
        widget->setEnabled(some);
    if (some) {
        const QSignalBlocker quiet(slider_);
        slider_->setValue(static_cast<int>(std::lround(alpha / largestAlpha * sliderSteps)));
        field_->setValue(alpha);
    }
    const ConvergenceLine* line = some ? link_->chosenLine({}) : nullptr;
    note_->setText(line ? countText(*line) : QString());
}

EtaPage::EtaPage(ConvergenceLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , unit_(new QSpinBox)
    , field_(new NumberField)
    , best_(new QPushButton(tr("Best η")))
    , note_(new QLabel) {
    auto* column = emptyColumn(this);
    auto* plots = new QHBoxLayout;
    plots->setSpacing(8);
    auto* bars = new EtaBars(link);
    plots->addWidget(bars, 3);
    plots->addWidget(new EtaLevels(link), 2);
    column->addLayout(plots, 1);
    auto* foot = new QHBoxLayout;
    unit_->setObjectName(QStringLiteral("convergence.eta.unit"));
    unit_->setAccessibleName(tr("Unit whose weight is typed"));
    unit_->setPrefix(tr("unit "));
    field_->setObjectName(QStringLiteral("convergence.eta.field"));
    field_->setAccessibleName(tr("η of the unit"));
    field_->setFixedWidth(field_->minimumWidth() + 6);
    setTerm(unit_, QStringLiteral("eta"));
    setTerm(field_, QStringLiteral("eta"));
    setTerm(best_, QStringLiteral("perron"));
    best_->setObjectName(QStringLiteral("convergence.eta.best"));
    best_->setProperty("chip", true);
    best_->setToolTip(
        tr("Take the weights with the least μ: the Perron vector of |A| with a_ii on its diagonal"));
    note_->setProperty("role", QStringLiteral("note"));
    note_->setTextFormat(Qt::RichText);
    note_->setWordWrap(true);
    setTerm(note_, QStringLiteral("mu-eta"));
    foot->addWidget(unit_);
    auto* symbol = new QLabel(QStringLiteral("η"));
    setTerm(symbol, QStringLiteral("eta"));
    foot->addWidget(symbol);
    foot->addWidget(field_);
    foot->addWidget(best_);
    foot->addSpacing(8);
    foot->addWidget(note_, 1);
    column->addLayout(foot);
    connect(unit_, &QSpinBox::valueChanged, this, &EtaPage::refresh);
    connect(bars, &EtaBars::unitChosen, this, [this](int unit) { unit_->setValue(unit + 1); });
    connect(bars, &EtaBars::typingRequested, this, [this](int unit) {
        unit_->setValue(unit + 1);
        field_->setFocus();
        field_->selectAll();
    });
    connect(field_, &NumberField::entered, this, [this](double value) {
        Vector eta = link_->eta();
        if (!(value > 0))
            emit link_->store()->message(tr("A weight has to be greater than 0."));
        else if (eta.size() >= unit_->value()) {
            eta(unit_->value() - 1) = value;
            link_->setEta(eta, -1);
        }
        refresh();
    });
    connect(field_, &NumberField::refused, link->store(), &ExplorerStore::message);
    connect(best_, &QPushButton::clicked, link, &ConvergenceLink::takeBestEta);
    connect(link, &ConvergenceLink::changed, this, &EtaPage::refresh);
    refresh();
}

void EtaPage::refresh() {
    const Vector eta = link_->eta();
    const auto result = link_->result();
    const bool some = eta.size() > 0;
    unit_->setEnabled(some);
    field_->setEnabled(some);
    best_->setEnabled(some && link_->state().eta.size() > 0);
    if (!some) {
        note_->setText({});
        return;
    }
    {
        const QSignalBlocker quiet(unit_);
        unit_->setRange(1, static_cast<int>(eta.size()));
    }
    field_->setValue(eta(unit_->value() - 1));
    const NetworkAnalysis& analysis = *result->analysis;
    const double measure = matrixMeasureInf(analysis.network().A, eta);
    note_->setText(
        mathHtml(tr("μ_η(A) = %1 %2; least %3. Drag the end of a bar to set its η.")
                     .arg(
                         formatNumber(measure), measure < 1 ? QStringLiteral("< 1") : QStringLiteral("≥ 1"),
                         formatNumber(analysis.best.value))));
}

} // namespace kamke::ui
