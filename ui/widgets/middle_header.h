// A header whose words give way in their middle.
#pragma once

#include <QHeaderView>

namespace kamke::ui {

/// Qt elides words as if a section had no icon beside them, and what is too long then is cut where the
/// section begins.
class MiddleHeader : public QHeaderView {
public:
    using QHeaderView::QHeaderView;

    /// The words of a section are not all to be seen.
    bool isElided(int section) const;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override;

private:
    int room(int section) const;
};

} // namespace kamke::ui
