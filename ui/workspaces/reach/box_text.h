// The selected box in words, beside the tools of the window.
#pragma once

#include "ui/state/explorer_store.h"
#include "ui/widgets/elided_label.h"

namespace kamke::ui {

/// Follows the selected box and the axes; elided in a small window, as the inspector has the same words.
class BoxText : public ElidedLabel {
    Q_OBJECT
public:
    explicit BoxText(ExplorerStore* store);

private:
    void follow();

    ExplorerStore* store_;
};

} // namespace kamke::ui
