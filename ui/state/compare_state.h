// What the Network workspace restores: part of the explorer's one state.
#pragma once

#include <QString>
#include <QStringList>
#include <array>

namespace kamke::ui {

struct CompareState {
    /// The most columns, the open network among them.
    static constexpr int most = 6;

    /// Networks beside the open one, which is the first column: files, or "gallery:" and the name of a file
    /// of the gallery. At most `most` − 1, each once.
    QStringList networks;
    std::array<double, 3> eps{0.01, 0.05, 0.1}; ///< raw units, > 0: where certified samples are counted
    int samples = 1000; ///< the first so many of the data set of the Digits workspace; 0: all

    // How it is looked at
    QString tab = QStringLiteral("numbers"); ///< numbers, curves, matrices, spectrum
    QString part = QStringLiteral("raw");    ///< of A: raw, metzler, majorant
    bool bestEta = false; ///< rows are marked by the weights of least μ_η(A), not by η = 1
};
bool operator==(const CompareState& a, const CompareState& b);

} // namespace kamke::ui
