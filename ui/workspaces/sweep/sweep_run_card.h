// Starting and stopping a sweep, how far each network is, and what has come out in one sentence.
#pragma once

#include "ui/widgets/card.h"

#include <memory>
#include <vector>

class QGridLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace kamke::ui {

class SweepLink;
class VerdictLabel;
struct SweepNetwork;
struct SweepResults;

class SweepRunCard : public Card {
    Q_OBJECT
public:
    explicit SweepRunCard(SweepLink* link, QWidget* parent = nullptr);

    /// Why nothing can be swept now; empty: it can.
    void setReady(const QString& whyNot);
    /// What the card says.
    QString sentence() const;

signals:
    void startRequested();

private:
    void refresh();
    void showSentence();
    void showRows();
    void showButtons();

    struct Row {
        QLabel* name;
        QProgressBar* bar;
        QLabel* words;
    };
    /// What the sentence is about.
    struct Said {
        std::shared_ptr<const SweepResults> results;
        bool busy = false, stopping = false, stale = false;
        QString whyNot;
        friend bool operator==(const Said&, const Said&) = default;
    };
    SweepLink* link_;
    Said said_;
    bool spoken_ = false;
    VerdictLabel* sentence_;
    QGridLayout* grid_;
    std::vector<Row> rows_;
    QPushButton *start_, *stop_, *resume_;
    QLabel* note_;
    QString whyNot_;
};

} // namespace kamke::ui
