#include "ui/workspaces/reach/box_text.h"

#include "ui/documents/window_text.h"
#include "ui/glossary/term.h"

namespace kamke::ui {

BoxText::BoxText(ExplorerStore* store)
    : store_(store) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setObjectName(QStringLiteral("boxText"));
    setTerm(this, QStringLiteral("input-box"));
    connect(store, &ExplorerStore::changed, this, [this](StateParts parts) {
        if (parts & (StatePart::Boxes | StatePart::Selection | StatePart::Axes | StatePart::Network))
            follow();
    });
    follow();
}

void BoxText::follow() {
    const QString text = selectedBoxText(store_->state());
    setText(text);
    setToolTip(tr("The selected box, in raw input units: %1").arg(text));
}

} // namespace kamke::ui
