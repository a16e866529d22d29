#include "ui/workspaces/sweep/sweep_network_list.h"

#include "ui/documents/documents.h"
#include "ui/glossary/term.h"
#include "ui/jobs/sweep_names.h"
#include "ui/widgets/sentence.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_sources.h"

#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>
#include <algorithm>

namespace kamke::ui {

namespace {
constexpr int mostRows = 7;
} // namespace

SweepNetworkList::SweepNetworkList(
    SweepLink* link, SweepSources* sources, Documents* documents, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , sources_(sources)
    , documents_(documents)
    , list_(new QListWidget)
    , sentence_(makeSentence()) {
    list_->setObjectName(QStringLiteral("sweep.networks"));
    list_->setAccessibleName(tr("Networks of the sweep"));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setTextElideMode(Qt::ElideRight);
    list_->setUniformItemSizes(true);
    sentence_->setObjectName(QStringLiteral("sweep.networks-sentence"));
    auto* add = new QPushButton(tr("Add file…"));
    add->setObjectName(QStringLiteral("sweep.addNetwork"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(list_);
    column->addWidget(sentence_);
    column->addWidget(add, 0, Qt::AlignLeft);
    connect(list_, &QListWidget::itemChanged, this, &SweepNetworkList::toggle);
    connect(add, &QPushButton::clicked, this, &SweepNetworkList::addFile);
    connect(sources, &SweepSources::changed, this, &SweepNetworkList::refresh);
    refresh();
}

void SweepNetworkList::refresh() {
    const QScopedValueRollback guard(filling_, true);
    const QStringList chosen = sources_->chosen();
    const QList<SweepCandidate> candidates = sources_->candidates();
    while (list_->count() > candidates.size())
        delete list_->takeItem(list_->count() - 1);
    while (list_->count() < candidates.size())
        list_->addItem(new QListWidgetItem);
    for (int row = 0; row < candidates.size(); ++row) {
        const SweepCandidate& candidate = candidates[row];
        QListWidgetItem* item = list_->item(row);
        const bool open = candidate.entry.isEmpty();
        item->setText(open ? tr("Open now: %1").arg(candidate.name) : candidate.name);
        item->setData(Qt::UserRole, candidate.entry);
        item->setToolTip(
            !candidate.problem.isEmpty()      ? candidate.problem
            : candidate.description.isEmpty() ? sweepNetworkFile(candidate.entry)
                                              : candidate.description);
        item->setData(TermRole, QStringLiteral("implicit-network"));
        const bool checked = chosen.contains(candidate.entry);
        const bool usable = candidate.problem.isEmpty() || checked;
        item->setFlags(
            usable ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                   : Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    }
    const int rows = std::clamp(list_->count(), 2, mostRows);
    const int height = list_->sizeHintForRow(0) > 0 ? list_->sizeHintForRow(0) : fontMetrics().height() + 6;
    list_->setFixedHeight(rows * height + 2 * list_->frameWidth() + 2);
    QStringList wrong;
    for (const SweepCandidate& candidate : candidates)
        if (chosen.contains(candidate.entry) && !candidate.problem.isEmpty())
            wrong << tr("%1 cannot be swept: %2.").arg(candidate.name, candidate.problem);
    sentence_->setText(wrong.join(u'\n'));
    sentence_->setVisible(!wrong.isEmpty());
}

QString SweepNetworkList::problem() const {
    const QStringList chosen = sources_->chosen();
    QString first;
    for (const SweepCandidate& candidate : sources_->candidates())
        if (chosen.contains(candidate.entry)) {
            if (candidate.problem.isEmpty())
                return {};
            if (first.isEmpty())
                first = candidate.problem;
        }
    return first.isEmpty() ? QString() : tr("No checked network can be swept over these samples.");
}

void SweepNetworkList::toggle(const QListWidgetItem* item) {
    if (filling_)
        return;
    QStringList next = sources_->chosen();
    const QString entry = item->data(Qt::UserRole).toString();
    next.removeAll(entry);
    if (item->checkState() == Qt::Checked) {
        // In the order of the list, so that marks and names do not depend on the order of clicks.
        QStringList ordered;
        for (int row = 0; row < list_->count(); ++row)
            if (const QString each = list_->item(row)->data(Qt::UserRole).toString();
                each == entry || next.contains(each))
                ordered << each;
        next = ordered;
    }
    if (next.isEmpty()) {
        // The last one stays.
        refresh();
        return;
    }
    if (next == QStringList{QString()})
        next.clear();
    link_->change(tr("Choose networks to sweep"), [&](SweepState& s) { s.networks = next; });
}

void SweepNetworkList::addFile() {
    const QString file = documents_->askForNetwork();
    if (file.isEmpty())
        return;
    const QString path = QFileInfo(file).absoluteFilePath();
    QStringList next = sources_->chosen();
    // Where the open network cannot be swept, nobody meant it.
    for (const SweepCandidate& candidate : sources_->candidates())
        if (candidate.entry.isEmpty() && !candidate.problem.isEmpty())
            next.removeAll(QString());
    if (!next.contains(path))
        next << path;
    link_->change(tr("Add a network to the sweep"), [&](SweepState& s) { s.networks = next; });
}

} // namespace kamke::ui
