// The card of the networks that are compared: add, remove, order, and how far the work is.
#pragma once

#include "ui/widgets/card.h"

class QLabel;
class QListWidget;
class QMenu;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace kamke::ui {

class CompareLink;
class Documents;

/// Files of networks can be dropped on it.
class CompareList : public Card {
    Q_OBJECT
public:
    CompareList(CompareLink* link, Documents* documents, QWidget* parent = nullptr);

    /// How far the computation is, in words; empty: nothing is under way.
    QString progressText() const;

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void layOut();
    QToolButton* makePresets();
    void refresh();
    void showProgress();
    void showButtons();
    void fillMenu();
    void addFile();
    void remove();
    void move(int by);

    CompareLink* link_;
    Documents* documents_;
    QListWidget* list_;
    QPushButton *add_, *remove_;
    QToolButton *up_, *down_;
    QMenu* menu_;
    QLabel *hint_, *problems_, *progressWords_;
    QProgressBar* bar_;
    QPushButton* run_;
};

} // namespace kamke::ui
