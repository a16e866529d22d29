// Input boxes of many columns as all state boxes start from them: a centre with its image under B, and radii.
#pragma once

#include "core/certify/certifier.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace kamke {

/// How far the raw inputs of each box may be from its centre, rounded up: r×k, or one number a column where
/// it is the same for every input, as in an ε-box that nothing clips.
class RawRadii {
public:
    RawRadii() = default;
    static RawRadii entrywise(Matrix radii);
    static RawRadii uniform(Vector radii);

    Index count() const { return uniform_.size(); }
    /// The largest of each column, k.
    const Vector& largest() const { return uniform_; }
    bool isUniform() const { return entries_.size() == 0; }
    /// The largest of each column in units of the sizes of the inputs (perInput is 1/size, r entries),
    /// rounded up.
    Vector largestIn(const Vector& perInput) const;
    /// ‖·‖_2 of each column of r inputs, rounded up, k.
    Vector euclidean(Index r) const;
    /// Of one column, r.
    Vector column(Index k, Index r) const;
    /// Of some columns.
    RawRadii columns(const std::vector<Index>& some) const;
    /// G·radii for G ≥ 0 of r columns with row sums `rows` (both bounded from above), as computed: m×k.
    Matrix image(const Matrix& G, const Vector& rows) const;

private:
    Matrix entries_; ///< empty when uniform
    Vector uniform_; ///< k: the radius, or the largest of the column
};

struct StateBoxes;

/// Boxes of states to start from, n×k each.
struct StateStart {
    Matrix centre, radius;
};

struct ColumnInput {
    std::vector<int> labels; ///< k: the class that each should be read as
    RawRadii radii;
    Matrix wCentre, wRadius; ///< n×k: B·u + b at the centre and |B|·radius, as computed
    Matrix dCentre;          ///< q×k: D·u at the centre; empty without D
    /// r×k: the centres themselves, raw units, of networks with so few inputs that their boxes may be split
    /// (mostSplitInputs); else empty.
    Matrix fewCentres;
    /// k: the inputs are ‖raw − centre‖_2 ≤ euclidean, and the radii those of a box around that ball; empty:
    /// the inputs are the whole box. Using only the box is sound: it contains the ball.
    Vector euclidean;
    bool isBall() const { return euclidean.size() > 0; }
    /// As in InputColumns.
    std::vector<std::string> outside;
    Magnitudes magnitudes; ///< k: of |centre| + radius, raw units; without sizes where inputs count alike
    Magnitude magnitude(Index column) const { return magnitudes(column); }
    /// n×k: |B|(|centre| + radius) from above, unit by unit, when it was computed, else empty.
    Matrix wMagnitudes;
    /// The same of one column, n; from the magnitudes when it was not.
    Vector wMagnitude(const Certifier& certifier, Index column) const;
    /// Proved boxes of the states at the centres, when they are known already, else null.
    std::shared_ptr<const StateBoxes> atCentres;
    /// Boxes near those that are sought, when some are known; those of the interval embedding must lie inside
    /// of them.
    std::optional<StateStart> start;
    Index count() const { return wCentre.cols(); }
    /// The same boxes as points: their centres, from the centre of the start.
    ColumnInput centres() const;
    /// One of the boxes, without what is known of it.
    ColumnInput column(Index k) const;
};

/// Boxes given by their ends.
ColumnInput columnInput(const Certifier& certifier, const InputColumns& boxes);

/// What all ε-boxes around the same samples share; raw and labels as in epsilonBoxes().
class BallInputs {
public:
    BallInputs(
        const Certifier& certifier, Matrix raw, std::span<const int> labels, bool clip,
        BallNorm norm = BallNorm::Linf);

    /// The ε-boxes (ε-balls of l_2, as inputSets()) of some of the samples, each with an ε ≥ 0 of its own,
    /// raw units.
    ColumnInput at(std::span<const Index> columns, const Vector& eps) const;
    /// The same ε for all samples.
    ColumnInput at(double eps) const;
    /// The samples themselves.
    const ColumnInput& samples();
    /// The same; valid only after the other samples() was called, or when nothing is clipped.
    const ColumnInput& samples() const { return samples_; }
    /// Tells the ε-boxes that nothing clips the states at their centres, which are the samples.
    void setStates(std::shared_ptr<const StateBoxes> states) { samples_.atCentres = std::move(states); }

    /// As in InputColumns.
    const std::vector<std::string>& outside() const { return outside_; }
    Index count() const { return raw_.cols(); }

private:
    const Certifier& certifier_;
    Matrix raw_;
    std::vector<int> labels_;
    BallNorm norm_;
    bool clips_;                       ///< the network has a domain and it counts
    std::vector<std::string> outside_; ///< as in InputColumns
    ColumnInput samples_;              ///< with radius 0
};

} // namespace kamke
