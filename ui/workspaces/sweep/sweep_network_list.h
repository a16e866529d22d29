// The networks that are swept, checked in a list.
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace kamke::ui {

class Documents;
class SweepLink;
class SweepSources;

class SweepNetworkList : public QWidget {
    Q_OBJECT
public:
    SweepNetworkList(SweepLink* link, SweepSources* sources, Documents* documents, QWidget* parent = nullptr);

    /// Why no chosen network can be swept, in one sentence; empty: one can.
    QString problem() const;

private:
    void refresh();
    void toggle(const QListWidgetItem* item);
    void addFile();

    SweepLink* link_;
    SweepSources* sources_;
    Documents* documents_;
    QListWidget* list_;
    QLabel* sentence_;
    bool filling_ = false;
};

} // namespace kamke::ui
