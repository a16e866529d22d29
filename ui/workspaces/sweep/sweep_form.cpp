#include "ui/workspaces/sweep/sweep_form.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term.h"
#include "ui/jobs/sweep_plan.h"
#include "ui/workspaces/sweep/sweep_data_fields.h"
#include "ui/workspaces/sweep/sweep_file_row.h"
#include "ui/workspaces/sweep/sweep_link.h"
#include "ui/workspaces/sweep/sweep_methods.h"
#include "ui/workspaces/sweep/sweep_network_list.h"
#include "ui/workspaces/sweep/sweep_presets.h"
#include "ui/workspaces/sweep/sweep_sources.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace kamke::ui {

SweepForm::SweepForm(SweepLink* link, SweepSources* sources, Documents* documents, QWidget* parent)
    : QWidget(parent)
    , link_(link)
    , sources_(sources)
    , networks_(new SweepNetworkList(link, sources, documents))
    , data_(new SweepDataFields(link, sources, documents))
    , fields_(new QWidget)
    , locked_(
          new QLabel(tr("What is being swept; it can be changed when the sweep has ended or is stopped."))) {
    auto* all = new QVBoxLayout(this);
    // Room for the scroll bar beside the fields.
    all->setContentsMargins(0, 0, 10, 0);
    all->setSpacing(6);
    locked_->setObjectName(QStringLiteral("sweep.locked"));
    locked_->setProperty("role", QStringLiteral("note"));
    locked_->setWordWrap(true);
    locked_->hide();
    all->addWidget(locked_);
    all->addWidget(fields_, 1);
    fields_->setObjectName(QStringLiteral("sweep.form"));
    auto* column = new QVBoxLayout(fields_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    const auto section = [&](const QString& title, QWidget* content) {
        auto* heading = new QLabel(title);
        heading->setProperty("role", QStringLiteral("title"));
        if (column->count() > 0)
            column->addSpacing(6);
        column->addWidget(heading);
        column->addWidget(content);
    };
    section(tr("Experiments of the papers"), makePresets());
    section(tr("Networks"), networks_);
    section(tr("Samples and ε"), data_);
    section(tr("Methods and attacks"), new SweepMethods(link));
    section(tr("Keeping results"), new SweepFileRow(link, documents));
    column->addStretch(1);
    connect(link, &SweepLink::changed, this, &SweepForm::refresh);
    connect(sources, &SweepSources::changed, this, &SweepForm::checked);
    refresh();
}

QWidget* SweepForm::makePresets() {
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (const SweepPreset& preset : sweepPresets()) {
        auto* button = new QPushButton(preset.title());
        button->setObjectName(QStringLiteral("sweep.preset.") + QLatin1String(preset.id));
        button->setProperty("row", true);
        button->setCheckable(true);
        button->setToolTip(
            QStringLiteral("<p>%1</p>")
                .arg(mathHtml(QString(preset.explanation() + u' ' + preset.leftOut()).trimmed())));
        setTerm(button, QString::fromLatin1(preset.term));
        connect(button, &QPushButton::clicked, this, [this, &preset] {
            emit presetRequested(QLatin1String(preset.id));
            // A click on the present one leaves it chosen.
            refresh();
        });
        column->addWidget(button);
        presets_.push_back(button);
    }
    return box;
}

void SweepForm::refresh() {
    const auto presets = sweepPresets();
    for (std::size_t k = 0; k < presets.size(); ++k) {
        SweepState with = link_->settings();
        presets[k].applyTo(with);
        presets_[k]->setChecked(!presets[k].networks().isEmpty() && sameSweep(with, link_->settings()));
        presets_[k]->setEnabled(!presets[k].networks().isEmpty());
    }
    emit checked();
}

void SweepForm::setReadOnly(bool readOnly) {
    fields_->setEnabled(!readOnly);
    locked_->setVisible(readOnly);
}

QString SweepForm::whyNot() const {
    if (QString why = data_->problem(); !why.isEmpty())
        return why;
    if (QString why = whyNothing(link_->settings()); !why.isEmpty())
        return why;
    if (sources_->isReading())
        return tr("Reading the data …");
    return networks_->problem();
}

} // namespace kamke::ui
