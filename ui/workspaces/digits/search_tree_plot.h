// The tree of splits of one competitor's search, as it grows.
#pragma once

#include "ui/jobs/search_record.h"
#include "ui/plot/painted_plot.h"
#include "ui/workspaces/digits/digit_link.h"
#include "ui/workspaces/digits/search_tree_layout.h"

namespace kamke::ui {

/// Drawn top-down, the side a_j ≥ 0 of a split on the left. Nodes are told apart by colour and shape: open,
/// proved, without an input, with the witness, left over. What has no room stands behind a triangle, which a
/// click (or Enter) looks into; a click on the top (or Backspace) looks out again. Pointer or arrow keys
/// choose a node: its unit is lit in all views, and its signs and bound are said.
class SearchTreePlot : public PaintedPlot {
    Q_OBJECT
public:
    explicit SearchTreePlot(DigitLink* link, QWidget* parent = nullptr);

    /// Null: none, and then `empty` is said. `stale`: it is not of the sample and ε that are shown.
    void show(std::shared_ptr<const SearchRecord> record, const QString& empty, bool stale);
    const SearchRecord* record() const { return record_.get(); }
    const std::vector<TreeItem>& items() const { return layout_.items; }
    /// How many nodes are drawn, and how many are not and why; empty when all are.
    QString hiddenSentence() const;
    /// State, signs and bound of a node, in words.
    QString nodeWords(const TreeItem& item) const;
    QString csv() const override;
    QSize sizeHint() const override { return {320, 220}; }
    QSize minimumSizeHint() const override { return {160, 170}; }

signals:
    /// Of the node that is chosen; empty: none is.
    void read(const QString& words);

protected:
    void prepare() override;
    void paint(QCPPainter& painter) override;
    QMargins room() const override;
    QMargins leastRoom() const override { return {6, 8, 6, 4}; }
    std::optional<QString> insteadOfData() const override;
    bool isStale() const override { return stale_; }
    void fitView() override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void hoverAt(const QPointF& pixel) override;
    void endHover() override;
    void pressAt(const QPointF& pixel) override;

private:
    using State = SearchTree::State;

    const SearchTree& tree() const { return record_->tree; }
    void layOut();
    bool isTriangle(const TreeItem& item) const;
    State stateOf(const TreeItem& item) const;
    QString signText(const SignSplit& split) const;
    int itemAt(const QPointF& pixel) const;
    int itemOf(Index place) const;
    /// The unit that a node is about: that it splits, else that whose sign it has.
    int unitOf(Index place) const;
    void choose(int item);
    void lookInto(Index top);
    void paintEdges(QCPPainter& painter);
    void paintSigns(QCPPainter& painter);
    /// Words there would lie on an edge other than their own, item `own`.
    bool crossesEdge(const QRectF& where, std::size_t own) const;
    void paintMark(QCPPainter& painter, const QPointF& at, State state, double r) const;
    void paintTriangle(QCPPainter& painter, const TreeItem& item, double r) const;
    void paintLegend(QCPPainter& painter) const;
    QColor colourOf(State state) const;

    DigitLink* link_;
    std::shared_ptr<const SearchRecord> record_;
    QString empty_;
    bool stale_ = false;
    TreeLayout layout_;
    QRect laidOut_; ///< the viewport that it is for
    std::vector<State> states_;
    std::vector<Index> sizes_;
    Index top_ = 0;
    Index chosen_ = -1; ///< place under the pointer or the keys; −1: none
};

} // namespace kamke::ui
