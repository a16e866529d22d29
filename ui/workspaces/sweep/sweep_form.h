// The settings of a sweep.
#pragma once

#include <QWidget>
#include <vector>

class QLabel;
class QPushButton;

namespace kamke::ui {

class Documents;
class SweepDataFields;
class SweepLink;
class SweepNetworkList;
class SweepSources;

class SweepForm : public QWidget {
    Q_OBJECT
public:
    SweepForm(SweepLink* link, SweepSources* sources, Documents* documents, QWidget* parent = nullptr);

    /// Why nothing can be swept now, in one sentence; empty: it can.
    QString whyNot() const;
    /// While a sweep runs the form shows what it sweeps, and takes nothing else.
    void setReadOnly(bool readOnly);

signals:
    void presetRequested(const QString& id);
    /// whyNot() may have changed.
    void checked();

private:
    QWidget* makePresets();
    void refresh();

    SweepLink* link_;
    SweepSources* sources_;
    SweepNetworkList* networks_;
    SweepDataFields* data_;
    std::vector<QPushButton*> presets_;
    QWidget* fields_;
    QLabel* locked_;
};

} // namespace kamke::ui
