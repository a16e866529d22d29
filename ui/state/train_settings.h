// What the Train workspace restores: part of the explorer's one state.
#pragma once

#include <QString>

namespace kamke {
struct TrainOptions;
}

namespace kamke::ui {

/// Which samples the accuracy is checked on while training goes on.
enum class ValidationChoice { Rest, File, None };

struct TrainSettings {
    // Data
    QString dataset;                                    ///< file; empty: the bundled digits
    int first = 0;                                      ///< sample that training starts with
    int last = 7999;                                    ///< and ends with; −1: the last of the data set
    ValidationChoice validate = ValidationChoice::Rest; ///< Rest: the samples outside first … last
    QString validation;                                 ///< file of ValidationChoice::File

    // Model and loss
    QString kind = QStringLiteral("nemon"); ///< an id of modelKinds()
    int hidden = 100;                       ///< of a feed-forward network in each layer
    int layers = 2;                         ///< hidden layers, where the kind takes them
    double gamma = 0;                       ///< what it bounds depends on the kind
    bool learnWeights = false;
    double mean = 0, std = 1;   ///< u = (raw − mean)/std
    double lipschitzWeight = 0; ///< λ
    double certifiedEps = 0;    ///< ε, raw units; 0: ordinary training

    // Optimiser
    int epochs = 15;
    int batch = 100;
    double rate = 1e-3;
    double finalRate = 0; ///< 0: the rate stays
    int seed = 0;
    int runs = 1; ///< seeds, whose spread is kept
    int threads = 2;
};
bool operator==(const TrainSettings& a, const TrainSettings& b);

/// `settings` with another kind of model: its own default γ, and nothing that it does not take.
TrainSettings withKind(TrainSettings settings, const QString& kind);

/// The options that these settings ask of the core.
TrainOptions optionsOf(const TrainSettings& settings);

} // namespace kamke::ui
