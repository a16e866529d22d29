#include "core/model/blocks.h"

#include "core/model/components.h"
#include "core/model/matrix_measure.h"

#include <algorithm>
#include <cmath>

namespace kamke {

BlockStructure blockStructure(const Matrix& A) {
    BlockStructure structure;
    structure.blocks = stronglyConnectedComponents(A);
    const Index n = A.rows();
    std::vector<Index> unitLevel(static_cast<std::size_t>(n), -1);
    structure.acyclic = true;
    for (const std::vector<Index>& block : structure.blocks) {
        Index level = 0;
        // Units of the block itself have no level yet.
        for (const Index i : block)
            for (Index j = 0; j < n; ++j)
                if (A(i, j) != 0)
                    level = std::max(level, unitLevel[static_cast<std::size_t>(j)] + 1);
        for (const Index i : block)
            unitLevel[static_cast<std::size_t>(i)] = level;
        structure.levelOf.push_back(level);
        structure.levels = std::max(structure.levels, level + 1);
        structure.acyclic = structure.acyclic && block.size() == 1 && A(block[0], block[0]) == 0;
    }
    return structure;
}

std::vector<std::vector<Index>> BlockStructure::unitsOfLevels() const {
    std::vector<std::vector<Index>> units(static_cast<std::size_t>(levels));
    for (std::size_t k = 0; k < blocks.size(); ++k) {
        std::vector<Index>& level = units[static_cast<std::size_t>(levelOf[k])];
        level.insert(level.end(), blocks[k].begin(), blocks[k].end());
    }
    for (std::vector<Index>& level : units)
        std::sort(level.begin(), level.end());
    return units;
}

std::string BlockStructure::describe() const {
    const auto counted = [](Index count, const std::string& one) {
        return std::to_string(count) + ' ' + one + (count == 1 ? "" : "s");
    };
    if (acyclic) {
        std::string sizes;
        constexpr std::size_t shown = 8;
        const auto units = unitsOfLevels();
        for (std::size_t k = 0; k < std::min(units.size(), shown); ++k)
            sizes += (k == 0 ? "" : ", ") + std::to_string(units[k].size());
        return "feed-forward, " + counted(levels, "layer") + " of " + sizes +
               (units.size() > shown ? ", …" : "") + " units";
    }
    if (blocks.size() == 1)
        return "one coupled block of " + counted(static_cast<Index>(blocks[0].size()), "unit");
    std::size_t largest = 0;
    for (const std::vector<Index>& block : blocks)
        largest = std::max(largest, block.size());
    return "block-triangular, " + counted(static_cast<Index>(blocks.size()), "block") + " in " +
           counted(levels, "level") + ", the largest of " + counted(static_cast<Index>(largest), "unit");
}

Vector blockWeights(const Matrix& A, const BlockStructure& structure) {
    const Index n = A.rows();
    const Matrix absA = A.cwiseAbs();
    Vector eta = Vector::Zero(n); // 0: not reached yet
    for (const std::vector<Index>& block : structure.blocks) {
        Vector own = Vector::Ones(1);
        double measure = A(block[0], block[0]);
        if (block.size() > 1) {
            const BestEta best = bestEta(A(block, block));
            own = best.eta;
            measure = best.value;
        }
        if (!(measure < 1))
            return {};
        // Rows within the block measure at most `measure`; from below they may add half of the gap to 1, or
        // to 0 where that is more than enough.
        const double room = (1 - std::max(measure, 0.0)) / 2;
        double scale = 1;
        for (std::size_t k = 0; k < block.size(); ++k) {
            const double fromBelow = absA.row(block[k]).dot(eta);
            scale = std::max(scale, fromBelow / (room * own(static_cast<Index>(k))));
        }
        for (std::size_t k = 0; k < block.size(); ++k)
            eta(block[k]) = scale * own(static_cast<Index>(k));
        if (!eta.allFinite())
            return {};
    }
    // In the middle of the range of exponents, by a power of two.
    const double middle = (std::log2(eta.maxCoeff()) + std::log2(eta.minCoeff())) / 2;
    eta *= std::ldexp(1.0, -static_cast<int>(std::lround(middle)));
    return eta.allFinite() && eta.minCoeff() > 0 ? eta : Vector();
}

std::vector<LayerWeights> layerWeights(const Matrix& A, const BlockStructure& structure) {
    std::vector<LayerWeights> layers;
    if (!structure.acyclic)
        return layers;
    for (const std::vector<Index>& units : structure.unitsOfLevels()) {
        LayerWeights layer;
        layer.units = units;
        for (Index j = 0; j < A.cols(); ++j)
            if (std::any_of(units.begin(), units.end(), [&](Index i) { return A(i, j) != 0; }))
                layer.inputs.push_back(j);
        layer.A = A(units, layer.inputs);
        layers.push_back(std::move(layer));
    }
    return layers;
}

} // namespace kamke
