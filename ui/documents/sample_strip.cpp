#include "ui/documents/sample_strip.h"

#include "ui/plot/pictures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPixmap>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

constexpr int samplePictureSide = 64;

QLabel* samplePicture(const ImportedSample& sample, const std::vector<int>& shape) {
    const QImage image =
        inkPicture(sample.raw, {shape[0], shape[1]}, {sample.raw.minCoeff(), sample.raw.maxCoeff()});
    auto* label = new QLabel;
    label->setPixmap(
        QPixmap::fromImage(image.scaled(samplePictureSide, samplePictureSide, Qt::KeepAspectRatio)));
    return label;
}

} // namespace

SampleStrip::SampleStrip(QWidget* parent)
    : QWidget(parent)
    , row_(new QHBoxLayout)
    , samples_(new QWidget)
    , note_(new QLabel) {
    setAccessibleName(tr("Samples and what the network sees in them"));
    note_->setProperty("role", QStringLiteral("note"));
    note_->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    row_->setContentsMargins(0, 0, 0, 0);
    samples_->setLayout(row_);
    column->addWidget(samples_);
    column->addWidget(note_);
}

void SampleStrip::show(const ImportOutcome& outcome) {
    captions_.clear();
    while (QLayoutItem* item = row_->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const ImportedSample& sample : outcome.samples) {
        const QString caption = tr("label %1, read as %2").arg(sample.label, sample.predicted);
        captions_ << caption;
        auto* cell = new QWidget;
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 16, 0);
        column->setSpacing(4);
        if (outcome.shape.size() == 2)
            column->addWidget(samplePicture(sample, outcome.shape));
        auto* words = new QLabel(caption);
        words->setProperty("role", sample.right ? QStringLiteral("note") : QStringLiteral("error"));
        column->addWidget(words);
        row_->addWidget(cell);
    }
    row_->addStretch(1);
    samples_->setVisible(!outcome.samples.empty());
    note_->setText(outcome.samplesNote);
    note_->setVisible(!outcome.samplesNote.isEmpty());
}

} // namespace kamke::ui
