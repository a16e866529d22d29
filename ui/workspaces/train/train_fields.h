// The numbers of the training form, one row each: name, meaning, and what is wrong with what was typed.
#pragma once

#include "core/model/dataset.h"
#include "ui/state/train_settings.h"

#include <QString>
#include <vector>

namespace kamke {
struct ModelKind;
}

namespace kamke::ui {

struct TrainField {
    QString id;      ///< object name of the field, e.g. "gamma"
    QString label;   ///< short
    QString title;   ///< "Bound γ of the measure"
    QString meaning; ///< formula, a sentence, source
    bool whole = false;
    double (*get)(const TrainSettings&);
    void (*set)(TrainSettings&, double);
    bool (*isTaken)(const ModelKind&) = [](const ModelKind&) { return true; }; ///< by models of this kind
};

/// The term of the glossary that a field is about; empty for those that need none.
QString trainTerm(const QString& id);

/// In the order of the form.
const std::vector<TrainField>& trainFields();
/// The field of this id, which must exist.
const TrainField& trainField(const QString& id);

/// What the field means for the kind of model chosen: `meaning`, or more than that.
QString meaningOf(const TrainField& field, const TrainSettings& settings);

/// What is wrong with this field alone, in one sentence; empty when nothing is. Without `data` only what
/// does not depend on them is checked.
QString whatIsWrong(const TrainField& field, const TrainSettings& settings, const Dataset* data);
/// What is wrong with a typed number before it can become a setting (not whole, too large); empty when
/// nothing is.
QString whyNoSetting(const TrainField& field, double value);

} // namespace kamke::ui
