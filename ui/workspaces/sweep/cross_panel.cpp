#include "ui/workspaces/sweep/cross_panel.h"

#include "ui/workspaces/sweep/sweep_choices.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_samples.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {
using Kind = SampleQuestion::Kind;
} // namespace

CrossPanel::CrossPanel(SweepLink* link, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , note_(new QLabel)
    , grid_(new QGridLayout) {
    setObjectName(QStringLiteral("sweep.cross"));
    note_->setProperty("role", QStringLiteral("faint"));
    note_->setWordWrap(true);
    grid_->setContentsMargins(0, 0, 0, 0);
    grid_->setHorizontalSpacing(10);
    grid_->setVerticalSpacing(3);
    grid_->setColumnStretch(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(
        new SweepChoices(link, SweepChoices::Certificate | SweepChoices::Against | SweepChoices::Eps));
    column->addWidget(note_);
    column->addLayout(grid_);
    connect(link, &SweepLink::changed, this, &CrossPanel::refresh);
    refresh();
}

void CrossPanel::collect() {
    const auto results = link_->results();
    const int network = shownNetwork(*link_), eps = shownEps(*link_), first = shownCertificate(*link_),
              second = shownAgainst(*link_);
    const SweepTable* table =
        network >= 0 ? results->networks[static_cast<std::size_t>(network)].table.get() : nullptr;
    if (table && table == collected_ && first == certificate_ && second == against_ && eps == eps_)
        return;
    collected_ = table;
    certificate_ = first;
    against_ = second;
    eps_ = eps;
    rows_.clear();
    if (!table || first < 0 || eps < 0)
        return;
    const auto one = static_cast<std::size_t>(first), other = static_cast<std::size_t>(second);
    std::vector<SampleQuestion> questions{{Kind::Certified, eps, one}};
    if (second >= 0) {
        questions.push_back({Kind::CertifiedNotBy, eps, one, other});
        questions.push_back({Kind::CertifiedNotBy, eps, other, one});
    }
    questions.push_back({Kind::NotCertified, eps, one});
    for (std::size_t a = 0; a < results->plan.attacks.size(); ++a) {
        questions.push_back({Kind::Undecided, eps, one, 0, a});
        questions.push_back({Kind::Broken, eps, one, 0, a});
    }
    questions.push_back({Kind::Misread, eps, one});
    for (const SampleQuestion& question : questions)
        rows_.push_back({question, static_cast<Index>(samplesThat(*table, question).size())});
}

void CrossPanel::refresh() {
    collect();
    const auto results = link_->results();
    note_->setText(rows_.empty() ? whyNoSamples(results.get(), shownNetwork(*link_)) : QString());
    note_->setVisible(!note_->text().isEmpty());
    while (lines_.size() < rows_.size()) {
        const std::size_t k = lines_.size();
        Line line{new QLabel, new QLabel, new QPushButton(tr("Show"))};
        line.words->setWordWrap(true);
        line.words->setMinimumWidth(120);
        line.count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        line.show->setProperty("chip", true);
        line.show->setObjectName(QStringLiteral("sweep.cross.show-%1").arg(k));
        connect(line.show, &QPushButton::clicked, this, [this, k] {
            showSamples(link_, shownNetwork(*link_), rows_[k].question);
        });
        const int row = static_cast<int>(k);
        grid_->addWidget(line.count, row, 0);
        grid_->addWidget(line.words, row, 1);
        grid_->addWidget(line.show, row, 2);
        lines_.push_back(line);
    }
    for (std::size_t k = 0; k < lines_.size(); ++k) {
        const bool used = k < rows_.size();
        for (QWidget* part :
             std::initializer_list<QWidget*>{lines_[k].words, lines_[k].count, lines_[k].show})
            part->setVisible(used);
        if (!used)
            continue;
        const QString words = questionWords(results->plan, rows_[k].question);
        lines_[k].words->setText(words);
        lines_[k].count->setText(QLocale().toString(qlonglong{rows_[k].count}));
        lines_[k].show->setEnabled(rows_[k].count > 0);
        lines_[k].show->setAccessibleName(tr("Show the samples that are %1").arg(words));
        lines_[k].show->setToolTip(tr("Open the Digits workspace with exactly these samples"));
    }
}

} // namespace kamke::ui
