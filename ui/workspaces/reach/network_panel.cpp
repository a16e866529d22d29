#include "ui/workspaces/reach/network_panel.h"

#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/number_field.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/reach/matrix_view.h"
#include "ui/workspaces/reach/row_measure_panel.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

/// Matrices up to this size are shown side by side.
constexpr Index smallSize = 4;
/// Steps of one weight that follow within this time are one undo step.
constexpr qint64 burstPause = 1000;

} // namespace

QString NetworkPanel::symbol(Weights which) {
    static const std::array<QString, WeightsCount> symbols{QStringLiteral("A"), QStringLiteral("B"),
                                                           QStringLiteral("C"), QStringLiteral("b"),
                                                           QStringLiteral("c"), QStringLiteral("D")};
    return symbols[which];
}

Matrix NetworkPanel::weights(const Network& network, Weights which) {
    switch (which) {
    case A:
        return network.A;
    case B:
        return network.B;
    case C:
        return network.C;
    case b:
        return network.b;
    case c:
        return network.c;
    default:
        return network.D;
    }
}

NetworkPanel::NetworkPanel(ExplorerStore* store, AnalysisRunner* analysis, QWidget* parent)
    : Card(tr("Network"), QStringLiteral("network"), parent)
    , store_(store)
    , place_(new QWidget)
    , note_(new QLabel)
    , activation_(new QComboBox)
    , slope_(new NumberField)
    , measures_(new RowMeasurePanel(store, analysis)) {
    setObjectName(QStringLiteral("reach.network"));
    for (const std::string_view name : Activation::names())
        activation_->addItem(toQString(name));
    activation_->setAccessibleName(tr("Activation"));
    activation_->setObjectName(QStringLiteral("activation"));
    setTerm(activation_, QStringLiteral("activation"));
    setTerm(slope_, QStringLiteral("activation"));
    activation_->setToolTip(tr("The activation φ, applied to each unit"));
    slope_->setAccessibleName(tr("Slope left of zero"));
    slope_->setObjectName(QStringLiteral("slope"));
    slope_->setFixedWidth(slope_->minimumWidth());
    addTool(slope_);
    addTool(activation_);

    note_->setProperty("role", QStringLiteral("error"));
    note_->setObjectName(QStringLiteral("networkNote"));
    note_->setWordWrap(true);
    note_->hide();
    auto* layout = new QVBoxLayout(place_);
    layout->setContentsMargins(0, 0, 0, 0);
    body()->addWidget(place_);
    body()->addWidget(note_);
    body()->addWidget(measures_);

    for (int k = 0; k < WeightsCount; ++k) {
        const auto which = static_cast<Weights>(k);
        views_[which] = new MatrixView(symbol(which), this);
        connectView(which);
    }
    connect(activation_, &QComboBox::activated, this, [this](int index) {
        const Activation& old = store_->state().network->activation;
        setActivation(
            Activation(static_cast<Activation::Kind>(index), old.slope()),
            tr("Set Activation to %1").arg(activation_->itemText(index)));
    });
    connect(slope_, &NumberField::entered, this, [this](double value, const QString& text) {
        if (value >= 0 && value <= 1)
            setActivation(Activation(Activation::Kind::LeakyRelu, value), tr("Set Slope to %1").arg(text));
        else
            say(tr("The slope must be in [0, 1], found %1.").arg(text));
    });
    connect(slope_, &NumberField::refused, this, &NetworkPanel::say);
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & StatePart::Network)
            refresh();
    });
    connect(store, &ExplorerStore::hoveredUnitChanged, this, [this](int unit) {
        for (const Weights which : {A, B, b})
            views_[which]->model()->setHoveredRow(unit);
    });
    refresh();
}

void NetworkPanel::connectView(Weights which) {
    MatrixModel* model = views_[which]->model();
    connect(
        model, &MatrixModel::edited, this,
        [this, which](int row, int column, double value, const QString& cell, const QString& text) {
            set(which, row, column, value, tr("Set %1 to %2").arg(cell, text));
        });
    connect(
        model, &MatrixModel::stepped, this,
        [this, which](int row, int column, double value, const QString& cell) {
            set(which, row, column, value, tr("Set %1 to %2").arg(cell, formatNumber(value)),
                mergeIdFor(cell));
        });
    connect(model, &MatrixModel::refused, this, &NetworkPanel::say);
    // Rows of A, B and b are hidden units.
    if (which == A || which == B || which == b)
        connect(views_[which]->table(), &CopyableTable::rowHovered, store_, &ExplorerStore::setHoveredUnit);
}

void NetworkPanel::setStale(bool stale) {
    measures_->setStale(stale);
}

void NetworkPanel::refresh() {
    const Network& network = *store_->state().network;
    // D stays in view while it is being edited to zero and back.
    const bool sameShape = views_[D]->model()->matrix().rows() == network.q() &&
                           views_[D]->model()->matrix().cols() == network.r();
    const bool hasD = !network.D.isZero(0) || (hasD_ && sameShape && store_->state().networkEdited);
    const bool small = std::max({network.n(), network.r(), network.q()}) <= smallSize;
    for (int k = 0; k < WeightsCount; ++k)
        views_[static_cast<std::size_t>(k)]->setMatrix(weights(network, static_cast<Weights>(k)));
    if (!arrangement_ || small != sideBySide_ || hasD != hasD_) {
        hasD_ = hasD;
        arrange(small);
    }
    setSubtitle(hasD_ ? tr("x = Φ(Ax + Bu + b), y = Cx + Du + c") : tr("x = Φ(Ax + Bu + b), y = Cx + c"));
    note_->hide();

    const QSignalBlocker quiet(activation_);
    activation_->setCurrentIndex(static_cast<int>(network.activation.kind()));
    slope_->setVisible(network.activation.kind() == Activation::Kind::LeakyRelu);
    slope_->setValue(network.activation.slope());
}

void NetworkPanel::arrange(bool sideBySide) {
    sideBySide_ = sideBySide;
    for (MatrixView* view : views_) {
        view->setParent(this);
        view->hide();
        view->setLarge(!sideBySide);
    }
    delete arrangement_;
    if (sideBySide) {
        arrangement_ = new QWidget;
        auto* flow = new FlowLayout(14, 8, arrangement_);
        for (const Weights which : {A, B, C, D, b, c})
            if (which != D || hasD_) {
                flow->addWidget(views_[which]);
                views_[which]->show();
            }
    } else {
        auto* tabs = new QTabWidget;
        tabs->setDocumentMode(true);
        const auto addTab = [&](const QString& name, std::initializer_list<Weights> members) {
            auto* page = new QWidget;
            auto* line = new QHBoxLayout(page);
            line->setContentsMargins(0, 4, 0, 0);
            for (const Weights which : members) {
                line->addWidget(views_[which], 1, Qt::AlignTop);
                views_[which]->show();
            }
            tabs->addTab(page, name);
        };
        for (const Weights which : {A, B, C})
            addTab(symbol(which), {which});
        if (hasD_)
            addTab(symbol(D), {D});
        addTab(QStringLiteral("b, c"), {b, c});
        arrangement_ = tabs;
    }
    place_->layout()->addWidget(arrangement_);
    arrangement_->show();
}

void NetworkPanel::set(
    Weights which, int row, int column, double value, const QString& undoText, int mergeId) {
    auto network = std::make_shared<Network>(*store_->state().network);
    switch (which) {
    case A:
        network->A(row, column) = value;
        break;
    case B:
        network->B(row, column) = value;
        break;
    case C:
        network->C(row, column) = value;
        break;
    case b:
        network->b(row) = value;
        break;
    case c:
        network->c(row) = value;
        break;
    default:
        network->D(row, column) = value;
    }
    apply(std::move(network), undoText, mergeId);
}

void NetworkPanel::setActivation(const Activation& activation, const QString& undoText) {
    auto network = std::make_shared<Network>(*store_->state().network);
    network->activation = activation;
    apply(std::move(network), undoText, -1);
}

void NetworkPanel::apply(std::shared_ptr<Network> network, const QString& undoText, int mergeId) {
    note_->hide();
    if (const auto wrong = validationError(*network)) {
        say(capitalised(QString::fromStdString(*wrong)) + QLatin1Char('.'));
        return;
    }
    if (*network == *store_->state().network)
        return;
    ExplorerState next = store_->state();
    next.network = std::move(network);
    next.networkEdited = true;
    store_->apply(undoText, std::move(next), mergeId);
}

void NetworkPanel::say(const QString& sentence) {
    note_->setText(sentence);
    note_->show();
}

int NetworkPanel::mergeIdFor(const QString& cell) {
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (cell != burstCell_ || now - burstTime_ > burstPause)
        burstId_ = store_->newMergeId();
    burstCell_ = cell;
    burstTime_ = now;
    return burstId_;
}

} // namespace kamke::ui
