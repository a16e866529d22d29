#include "ui/workspaces/sweep/sweep_samples.h"

#include "ui/text/number_text.h"
#include "ui/text/utf8.h"
#include "ui/widgets/digit_text.h"
#include "ui/widgets/verdict_text.h"
#include "ui/workspaces/sweep/sweep_curve.h"
#include "ui/workspaces/sweep/sweep_link.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMenu>
#include <utility>

namespace kamke::ui {

namespace {

using Kind = SampleQuestion::Kind;

QString tr(const char* text) {
    return QCoreApplication::translate("SweepSamples", text);
}

/// The state that shows `network`: the present one when that is what is open.
ExplorerState stateWith(const SweepNetwork& network, const ExplorerState& before) {
    const auto wanted = network.certifier->analysis().sharedNetwork();
    if (wanted == before.network || *wanted == *before.network)
        return before;
    ExplorerState state = stateForNetwork(wanted, network.path, before);
    // It is in no file, so that closing has to ask.
    state.networkEdited = network.path.isEmpty();
    return state;
}

} // namespace

QString questionWords(const SweepPlan& plan, const SampleQuestion& question) {
    const auto certificate = [&](std::size_t k) { return labelOf(*plan.certificates[k]); };
    const auto attack = [&] { return toQString(plan.attacks[question.attack].attack->label); };
    const QString eps = epsText(plan, question.eps);
    switch (question.kind) {
    case Kind::Certified:
        return tr("certified by %1 at %2").arg(certificate(question.certificate), eps);
    case Kind::CertifiedNotBy:
        return tr("certified by %1, not by %2, at %3")
            .arg(certificate(question.certificate), certificate(question.other), eps);
    case Kind::NotCertified:
        return tr("read correctly, but not certified by %1 at %2")
            .arg(certificate(question.certificate), eps);
    case Kind::LargestCertified:
        return question.eps + 1 == plan.eps.size() ? tr("certified by %1 at %2, the largest of the sweep")
                                                         .arg(certificate(question.certificate), eps)
                                                   : tr("certified by %1 at %2, but not at %3")
                                                         .arg(
                                                             certificate(question.certificate), eps,
                                                             formatNumber(plan.eps(question.eps + 1)));
    case Kind::NeverCertified:
        return (plan.norm == BallNorm::L2
                    ? tr("read correctly, but certified by %1 at no ε (l₂) of the sweep")
                    : tr("read correctly, but certified by %1 at no ε of the sweep"))
            .arg(certificate(question.certificate));
    case Kind::Broken:
        return tr("broken by %1 within %2").arg(attack(), eps);
    case Kind::Undecided:
        return tr("undecided at %1: neither certified by %2 nor broken by %3")
            .arg(eps, certificate(question.certificate), attack());
    case Kind::Misread:
        return tr("misread at ε = 0");
    }
    return {};
}

std::vector<SampleQuestion> questionsAbout(const SweepPlan& plan, const QString& method, Index eps) {
    std::vector<SampleQuestion> questions;
    for (std::size_t m = 0; m < plan.certificates.size(); ++m) {
        if (idOf(*plan.certificates[m]) != method)
            continue;
        questions.push_back({Kind::Certified, eps, m});
        for (std::size_t other = 0; other < plan.certificates.size(); ++other)
            if (other != m)
                questions.push_back({Kind::CertifiedNotBy, eps, m, other});
        questions.push_back({Kind::NotCertified, eps, m});
        for (std::size_t a = 0; a < plan.attacks.size(); ++a)
            questions.push_back({Kind::Undecided, eps, m, 0, a});
    }
    for (std::size_t a = 0; a < plan.attacks.size(); ++a) {
        if (toQString(plan.attacks[a].attack->id) != method)
            continue;
        questions.push_back({Kind::Broken, eps, 0, 0, a});
        for (std::size_t m = 0; m < plan.certificates.size(); ++m)
            questions.push_back({Kind::Undecided, eps, m, 0, a});
    }
    return questions;
}

QString whyNoSamples(const SweepResults* results, int network) {
    if (!results || network < 0 || network >= static_cast<int>(results->networks.size()))
        return tr("There is no sweep yet.");
    const SweepNetwork& one = results->networks[static_cast<std::size_t>(network)];
    if (!one.problem.isEmpty())
        return one.problem;
    if (one.table && (!one.certifier || !results->data))
        return tr("The samples can be shown when the network and the data set of these results are open; "
                  "open them, "
                  "and then the results again.");
    if (!one.table)
        return tr("Which samples these are can be shown once the network is done or the sweep is stopped.");
    return {};
}

void showSamples(SweepLink* link, int network, const SampleQuestion& question) {
    const auto results = link->results();
    if (const QString why = whyNoSamples(results.get(), network); !why.isEmpty()) {
        emit link->store()->message(why);
        return;
    }
    const SweepNetwork& one = results->networks[static_cast<std::size_t>(network)];
    // A sweep takes the first samples of the data set, in its order.
    const std::vector<Index> found = samplesThat(*one.table, question);
    std::vector<int> samples(found.begin(), found.end());
    ExplorerState next = stateWith(one, link->store()->state());
    next.workspace = QStringLiteral("digits");
    DigitsState& digits = next.digits;
    digits.dataset = results->dataset;
    digits.eps = results->plan.eps(question.eps);
    digits.norm = results->plan.norm;
    digits.clip = results->plan.clip;
    if (question.certificate < results->plan.certificates.size())
        digits.certificate = idOf(*results->plan.certificates[question.certificate]);
    digits.own.reset();
    digits.competitor = -1;
    digits.filter = DigitFilter::All;
    digits.labelFilter = digits.predictionFilter = -1;
    digits.sort = DigitSort::Index;
    digits.descending = false;
    if (!samples.empty())
        digits.sample = samples.front();
    digits.set = SampleSet(questionWords(results->plan, question), std::move(samples));
    link->store()->apply(tr("Show samples of the sweep"), next);
}

QMenu* makeSampleMenu(SweepLink* link, const QString& method, Index eps, int network, QWidget* parent) {
    auto* menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("sweep.samples"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto results = link->results();
    if (const QString why = whyNoSamples(results.get(), network); !why.isEmpty()) {
        menu->addAction(why)->setEnabled(false);
        return menu;
    }
    menu->addSection(tr("Show in the Digits workspace"));
    const SweepTable& table = *results->networks[static_cast<std::size_t>(network)].table;
    for (const SampleQuestion& question : questionsAbout(results->plan, method, eps)) {
        const std::size_t count = samplesThat(table, question).size();
        QAction* action = menu->addAction(
            tr("%1: %2").arg(questionWords(results->plan, question), QLocale().toString(qulonglong{count})),
            link, [link, network, question] { showSamples(link, network, question); });
        action->setEnabled(count > 0);
    }
    return menu;
}

} // namespace kamke::ui
