// The tables of all states.
#pragma once

#include "ui/state/explorer_state.h"
#include "ui/state/fields.h"

namespace kamke::ui {

template<>
const Fields<CompareState>& fieldsOf();
template<>
const Fields<ContractionState>& fieldsOf();
template<>
const Fields<ConvergenceState>& fieldsOf();
template<>
const Fields<DigitsState>& fieldsOf();
template<>
const Fields<LearnState>& fieldsOf();
template<>
const Fields<SweepState>& fieldsOf();
template<>
const Fields<TrainSettings>& fieldsOf();
/// The network is read first, since sizes of what follows depend on it.
template<>
const Fields<ExplorerState>& fieldsOf();

} // namespace kamke::ui
