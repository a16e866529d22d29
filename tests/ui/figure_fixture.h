// A figure by itself, following a store, driven through real events.
#pragma once

#include "example_states.h"
#include "ui/plot/figure_plot.h"
#include "ui/workspaces/contraction/figure.h"

#include <QTest>
#include <cmath>

namespace kamke::ui {

template<class F>
struct FigureFixture {
    explicit FigureFixture(ExplorerState state = exampleState())
        : store(std::move(state))
        , figure(&store) {
        QObject::connect(
            &store, &ExplorerStore::changed, &figure, [this](StateParts parts) { figure.follow(parts); });
        figure.resize(900, 640);
        figure.follow(StatePart::All);
        figure.show();
        settle();
    }

    /// Lays out and paints now.
    void settle() {
        QCoreApplication::processEvents();
        for (auto* plot : figure.template findChildren<FigurePlot*>())
            if (plot->isVisible())
                plot->replot(QCustomPlot::rpImmediateRefresh);
    }
    FigurePlot* plot(const char* name) { return figure.template findChild<FigurePlot*>(QLatin1String(name)); }
    /// What the figure reads off under this name; NaN where there is no such number.
    double number(const QString& name) {
        for (const auto& [label, value, term, size] : figure.numbers())
            if (label == name)
                return value;
        return std::nan("");
    }
    bool has(const QString& name) {
        for (const auto& [label, value, term, size] : figure.numbers())
            if (label == name)
                return true;
        return false;
    }
    /// Drags a handle to a place in plot coordinates, in several moves.
    void drag(FigurePlot* p, std::size_t handle, const QPointF& to) {
        const QPointF from = p->toPixel(p->handles()[handle].at), end = p->toPixel(to);
        QTest::mousePress(p, Qt::LeftButton, {}, from.toPoint());
        // The grip keeps what is lost by rounding the first pixel.
        for (int k = 1; k <= 4; ++k) {
            const QPointF at = from + k / 4.0 * (end - from);
            QMouseEvent move(
                QEvent::MouseMove, at - from + QPointF(from.toPoint()), p->mapToGlobal(at), Qt::NoButton,
                Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(p, &move);
        }
        QTest::mouseRelease(p, Qt::LeftButton, {}, end.toPoint());
        settle();
    }

    ExplorerStore store;
    F figure;
};

inline bool near(double a, double b, double tolerance = 1e-9) {
    return std::abs(a - b) <= tolerance * (1 + std::abs(b));
}

} // namespace kamke::ui
