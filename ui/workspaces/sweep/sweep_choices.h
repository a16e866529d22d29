// The fields above the views of a sweep: network, method, what it is set against, ε.
#pragma once

#include <QFlags>
#include <QWidget>

class QComboBox;

namespace kamke::ui {

class SweepLink;
struct SweepResults;

/// The number of the network that is shown alone; −1: there is none.
int shownNetwork(const SweepLink& link);
/// Number in the plan's certificates of the one that views of one method show: the first where the sweep has
/// not got it; −1: the sweep has none.
int shownCertificate(const SweepLink& link);
/// The same for the one that it is set against: another one, the next in the list where none is chosen; −1:
/// the sweep has only one.
int shownAgainst(const SweepLink& link);
/// Number of the ε at which networks and methods are compared; −1: none.
int shownEps(const SweepLink& link);

class SweepChoices : public QWidget {
    Q_OBJECT
public:
    enum Part { Network = 1, Certificate = 2, Against = 4, Eps = 8 };
    Q_DECLARE_FLAGS(Parts, Part)

    SweepChoices(SweepLink* link, Parts parts, QWidget* parent = nullptr);

private:
    QComboBox* add(const QString& name, const QString& meaning, const QString& object);
    void follow();

    SweepLink* link_;
    QComboBox* network_ = nullptr;
    QComboBox* certificate_ = nullptr;
    QComboBox* against_ = nullptr;
    QComboBox* eps_ = nullptr;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(SweepChoices::Parts)

} // namespace kamke::ui
