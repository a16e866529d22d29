#include "train/initial_network.h"

#include "train/trainer.h"

namespace kamke {

namespace {

template<class T>
std::optional<T> attribute(const Network& network, const char* key) {
    const auto found = network.training.find(key);
    if (found == network.training.end())
        return std::nullopt;
    const T* value = std::get_if<T>(&found->second);
    return value ? std::optional<T>(*value) : std::nullopt;
}

} // namespace

Network initialNetwork(const TrainOptions& options, Index r, Index q) {
    const ModelKind& kind = *findModelKind(options.kind);
    const int layers = kind.takesLayers ? options.layers : 1;
    const KindSettings settings{options.hidden * layers, r,     q, kind.usesGamma() ? options.gamma : 0,
                                options.learnWeights,    layers};
    const auto model = kind.inFloat(settings);
    const auto wide = kind.inDouble(settings);
    const TrainState state(*model, options.seed);
    Parameters<double> parameters(state.parameters.shape);
    parameters.values = state.parameters.values.cast<double>();
    Network network;
    network.A = wide->finishedMatrix(parameters);
    network.B = parameters.B();
    network.C = parameters.C();
    network.D = Matrix::Zero(q, r);
    network.b = parameters.b();
    network.c = parameters.c();
    network.eta = wide->finishedEta(parameters, network.A);
    return network;
}

std::optional<TrainOptions> initialOptions(const Network& trained) {
    const auto kind = attribute<std::string>(trained, "kind");
    const auto seed = attribute<std::int64_t>(trained, "seed");
    if (!kind || !seed || !findModelKind(*kind))
        return std::nullopt;
    const ModelKind& row = *findModelKind(*kind);
    TrainOptions options;
    options.kind = *kind;
    options.seed = static_cast<std::uint64_t>(*seed);
    options.gamma = attribute<double>(trained, "gamma").value_or(row.defaultGamma);
    if (row.usesGamma() && !(options.gamma < 1 && options.gamma > row.leastGamma))
        return std::nullopt;
    options.learnWeights =
        row.learnsWeights() && attribute<std::int64_t>(trained, "learn_weights").value_or(0) == 1;
    if (row.takesLayers) {
        const auto layers = attribute<std::int64_t>(trained, "layers").value_or(1);
        if (layers < 1 || layers > trained.n() || trained.n() % layers != 0)
            return std::nullopt;
        options.layers = static_cast<int>(layers);
    }
    options.hidden = row.takesLayers ? trained.n() / options.layers : trained.n();
    return options;
}

std::optional<Network> initialNetwork(const Network& trained) {
    const auto options = initialOptions(trained);
    if (!options)
        return std::nullopt;
    Network network = initialNetwork(*options, trained.r(), trained.q());
    network.input = trained.input;
    network.labels = trained.labels;
    return network;
}

} // namespace kamke
