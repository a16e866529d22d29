#include "ui/workspaces/sweep/sweep_choices.h"

#include "ui/glossary/term.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/elided_combo.h"
#include "ui/widgets/flow_layout.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace kamke::ui {

namespace {

int certificateNumber(const SweepPlan& plan, const QString& id) {
    for (std::size_t m = 0; m < plan.certificates.size(); ++m)
        if (idOf(*plan.certificates[m]) == id)
            return static_cast<int>(m);
    return -1;
}

/// Fills in the texts only when they differ, so that an open list stays as it is.
void fill(QComboBox* box, const QStringList& texts, int current) {
    if (!box)
        return;
    QStringList present;
    for (int k = 0; k < box->count(); ++k)
        present << box->itemText(k);
    if (present != texts) {
        box->clear();
        box->addItems(texts);
    }
    box->setCurrentIndex(current);
    box->setEnabled(texts.size() > 1);
}

} // namespace

int shownNetwork(const SweepLink& link) {
    const auto results = link.results();
    if (!results || results->networks.empty())
        return -1;
    return std::clamp(link.settings().network, 0, static_cast<int>(results->networks.size()) - 1);
}

int shownCertificate(const SweepLink& link) {
    const auto results = link.results();
    if (!results || results->plan.certificates.empty())
        return -1;
    return std::max(0, certificateNumber(results->plan, link.settings().method));
}

int shownAgainst(const SweepLink& link) {
    const auto results = link.results();
    const int first = shownCertificate(link);
    if (first < 0 || results->plan.certificates.size() < 2)
        return -1;
    const int chosen = certificateNumber(results->plan, link.settings().against);
    const auto count = static_cast<int>(results->plan.certificates.size());
    return chosen >= 0 && chosen != first ? chosen : first + 1 < count ? first + 1 : first - 1;
}

int shownEps(const SweepLink& link) {
    const auto results = link.results();
    if (!results || results->plan.eps.size() == 0)
        return -1;
    const Vector& eps = results->plan.eps;
    const double wanted = link.settings().compareEps;
    return static_cast<int>(
        std::min_element(
            eps.begin(), eps.end(),
            [wanted](double a, double b) { return std::abs(a - wanted) < std::abs(b - wanted); }) -
        eps.begin());
}

SweepChoices::SweepChoices(SweepLink* link, Parts parts, QWidget* parent)
    : QWidget(parent)
    , link_(link) {
    new FlowLayout(10, 4, this);
    if (parts & Network) {
        network_ = add(tr("Network"), tr("The network that is shown"), QStringLiteral("network"));
        connect(network_, &QComboBox::activated, this, [this](int k) {
            link_->change(tr("Choose network"), [k](SweepState& s) { s.network = k; });
        });
    }
    if (parts & Certificate) {
        certificate_ =
            add(parts & Against ? tr("Certified by") : tr("Method"), tr("The certificate that is shown"),
                QStringLiteral("method"));
        connect(certificate_, &QComboBox::activated, this, [this](int k) {
            const QString id = idOf(*link_->results()->plan.certificates[static_cast<std::size_t>(k)]);
            link_->change(tr("Choose method"), [&](SweepState& s) { s.method = id; });
        });
    }
    if (parts & Against) {
        against_ =
            add(tr("against"), tr("The certificate that it is set against"), QStringLiteral("against"));
        connect(against_, &QComboBox::activated, this, [this](int k) {
            const QString id = idOf(*link_->results()->plan.certificates[static_cast<std::size_t>(k)]);
            link_->change(tr("Choose method"), [&](SweepState& s) { s.against = id; });
        });
    }
    if (parts & Eps) {
        eps_ = add(tr("ε ="), tr("The ε at which they are compared"), QStringLiteral("eps"));
        setTerm(eps_, QStringLiteral("eps"));
        connect(eps_, &QComboBox::activated, this, [this](int k) {
            const double eps = link_->results()->plan.eps(k);
            link_->change(tr("Choose ε"), [eps](SweepState& s) { s.compareEps = eps; });
        });
    }
    connect(link, &SweepLink::changed, this, &SweepChoices::follow);
    follow();
}

QComboBox* SweepChoices::add(const QString& name, const QString& meaning, const QString& object) {
    auto* label = new QLabel(name);
    label->setProperty("role", QStringLiteral("faint"));
    auto* box = new ElidedCombo;
    box->setObjectName(QStringLiteral("choice.") + object);
    box->setAccessibleName(meaning);
    box->setToolTip(meaning);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMaximumWidth(220);
    label->setBuddy(box);
    auto* pair = new QWidget;
    auto* row = new QHBoxLayout(pair);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(label);
    row->addWidget(box);
    layout()->addWidget(pair);
    return box;
}

void SweepChoices::follow() {
    const auto results = link_->results();
    QStringList networks, certificates, eps;
    if (results) {
        for (const SweepNetwork& network : results->networks)
            networks << network.name;
        for (const kamke::Certificate* certificate : results->plan.certificates)
            certificates << labelOf(*certificate);
        for (const double value : results->plan.eps)
            eps << formatNumber(value);
    }
    fill(network_, networks, shownNetwork(*link_));
    fill(certificate_, certificates, shownCertificate(*link_));
    fill(against_, certificates, shownAgainst(*link_));
    fill(eps_, eps, shownEps(*link_));
}

} // namespace kamke::ui
