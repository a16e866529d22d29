// A row of small pictures with what they are and what a network sees in them.
#pragma once

#include "ui/documents/import_job.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;

namespace kamke::ui {

class SampleStrip : public QWidget {
    Q_OBJECT
public:
    explicit SampleStrip(QWidget* parent = nullptr);

    void show(const ImportOutcome& outcome);
    /// "label 7, read as 9" of the samples that are shown.
    QStringList captions() const { return captions_; }

private:
    QHBoxLayout* row_;
    QWidget* samples_;
    QLabel* note_;
    QStringList captions_;
};

} // namespace kamke::ui
