// The certificates and attacks of a sweep, and how they are computed.
#pragma once

#include <QString>
#include <QWidget>
#include <functional>
#include <vector>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace kamke {
struct Attack;
struct Certificate;
} // namespace kamke

namespace kamke::ui {

class NumberField;
class SweepLink;
struct SweepAttack;
struct SweepState;

class SweepMethods : public QWidget {
    Q_OBJECT
public:
    explicit SweepMethods(SweepLink* link, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeCertificates();
    QWidget* makeAttacks();
    NumberField* makeNumber(
        const QString& id, const QString& name, int least, int SweepAttack::*member, QGridLayout* grid,
        int row, int column);
    QWidget* makeOptions();
    void refresh();
    void drawSwatches();
    SweepAttack* find(SweepState& settings, const QString& id) const;

    struct AttackRow {
        const Attack* attack;
        QCheckBox* box;
        std::vector<std::pair<NumberField*, int SweepAttack::*>> numbers;
    };
    struct OptionRow {
        QCheckBox* box;
        QString meaning;
        bool SweepState::*member;
    };
    SweepLink* link_;
    std::vector<std::pair<const Certificate*, QCheckBox*>> certificates_;
    std::vector<AttackRow> attacks_;
    std::vector<QLabel*> heads_; ///< of the columns of the attacks
    std::vector<OptionRow> options_;
    QLabel* sentence_;
};

} // namespace kamke::ui
