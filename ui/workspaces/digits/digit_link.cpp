#include "ui/workspaces/digits/digit_link.h"

#include "ui/widgets/digit_text.h"

#include <algorithm>
#include <utility>

namespace kamke::ui {
namespace {

constexpr double faint = 0.22;

} // namespace

DigitLink::DigitLink(ExplorerStore* store, DigitRunner* runner, QObject* parent)
    : QObject(parent)
    , store_(store)
    , runner_(runner) {
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Network | StatePart::Digit | StatePart::Gallery | StatePart::Theme))
            emit changed();
    });
    connect(runner, &Runner::resultChanged, this, &DigitLink::changed);
    connect(runner, &Runner::staleChanged, this, &DigitLink::changed);
    connect(runner, &Runner::busyChanged, this, [this] {
        // Rows that are computed or stopped, with the same result.
        if (result() && !result()->pending.empty())
            emit changed();
    });
    if (const VerdictKeeper* keeper = runner->keeper())
        connect(keeper, &VerdictKeeper::changed, this, &DigitLink::knownChanged);
    connect(store, &ExplorerStore::hoveredMethodChanged, this, &DigitLink::changed);
    connect(store, &ExplorerStore::hoveredUnitChanged, this, &DigitLink::changed);
}

QString DigitLink::emptyText() const {
    const QString reason = runner_->unfit();
    return reason.isEmpty() ? tr("Computing …") : reason;
}

const SampleCertificate* DigitLink::chosen() const {
    const auto result = runner_->result();
    return result ? result->report.find(result->certificate.toStdString()) : nullptr;
}

const SampleCertificate* DigitLink::highlighted() const {
    const auto result = runner_->result();
    if (!result)
        return nullptr;
    const SampleCertificate* hovered = result->report.find(store_->hoveredMethod().toStdString());
    return hovered && hovered->status == Status::Ok ? hovered : chosen();
}

QString DigitLink::whyUnexplained() const {
    const SampleCertificate* found = chosen();
    if (!found)
        return tr("No certificate has a box here, so there is no bound to take apart.");
    return tr("The numbers that prove the bound of %1 do not split it here. "
              "Choose another certificate to see where the margin goes.")
        .arg(nameOf(*found->certificate));
}

int DigitLink::competitor() const {
    const auto result = runner_->result();
    if (!result)
        return -1;
    if (result->explanation)
        return result->explanation->competitor;
    const int wanted = digits().competitor;
    if (wanted >= 0 && wanted < result->report.logits.size() && wanted != result->report.label)
        return wanted;
    if (const SampleCertificate* found = chosen())
        return result->report.worstCompetitor(*found);
    // Without a box of any certificate: the class that comes closest at the sample itself.
    int nearest = -1;
    const Vector& logits = result->report.logits;
    for (int j = 0; j < logits.size(); ++j)
        if (j != result->report.label && (nearest < 0 || logits(j) > logits(nearest)))
            nearest = j;
    return nearest;
}

QString DigitLink::pendingText(const Certificate& certificate) const {
    const auto shown = result();
    if (!shown ||
        std::find(shown->pending.begin(), shown->pending.end(), &certificate) == shown->pending.end())
        return {};
    return runner_->isBusy() ? tr("computing …") : tr("– stopped");
}

double DigitLink::opacity(const QString& certificate) const {
    const QString hovered = store_->hoveredMethod();
    const auto result = runner_->result();
    if (hovered.isEmpty() || hovered == certificate || !result || !result->report.find(hovered.toStdString()))
        return 1;
    return faint;
}

void DigitLink::chooseCertificate(const QString& id) {
    const Certificate* certificate = findCertificate(id.toStdString());
    if (!certificate || digits().certificate == id)
        return;
    ExplorerState next = store_->state();
    next.digits.certificate = id;
    store_->apply(tr("Choose %1").arg(labelOf(*certificate)), next);
}

void DigitLink::chooseCompetitor(int competitor) {
    const auto result = runner_->result();
    if (!result || competitor < 0 || competitor == result->report.label)
        return;
    ExplorerState next = store_->state();
    next.digits.competitor = digits().competitor == competitor ? -1 : competitor;
    store_->apply(tr("Choose %1").arg(overText(result->network(), result->report.label, competitor)), next);
}

void DigitLink::showCertificate(const QString& id, bool shown) {
    ExplorerState next = store_->state();
    QStringList ids;
    for (const Certificate& certificate : certificates()) {
        const QString each = idOf(certificate);
        if (each == id ? shown : shows(digits(), certificate))
            ids << each;
    }
    // An empty list stands for many of them, so the last one stays.
    if (ids.isEmpty())
        return;
    next.digits.certificates = ids;
    const Certificate* certificate = findCertificate(id.toStdString());
    const QString name = certificate ? labelOf(*certificate) : id;
    store_->apply((shown ? tr("Show %1") : tr("Hide %1")).arg(name), next);
}

void DigitLink::setFound(std::optional<KnownWitness> witness) {
    if (witness.has_value() == found_.has_value() && (!witness || witness->input == found_->input))
        return;
    found_ = std::move(witness);
    emit changed();
}

} // namespace kamke::ui
