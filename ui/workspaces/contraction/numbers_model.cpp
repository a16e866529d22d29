#include "ui/workspaces/contraction/numbers_model.h"

namespace kamke::ui {

NumbersModel::NumbersModel(QObject* parent)
    : ColumnTable(parent) {
    const auto term = [](const FigureNumber& number) { return number.term; };
    setColumns(
        {{.title = tr("number"),
          .side = Qt::AlignLeft,
          .text = [](const FigureNumber& number) { return number.name; },
          .ink = [](const FigureNumber&) { return currentTheme().faintText; },
          .cellTerm = term},
         {.title = tr("value"),
          .text = [](const FigureNumber& n) { return formatNumber(withoutNoise(n.value, n.size)); },
          .exact = [](const FigureNumber& number) { return exactCell(number.value); },
          .cellTerm = term}});
}

void NumbersModel::show(const QList<FigureNumber>& numbers) {
    setRows({numbers.begin(), numbers.end()}, [](const FigureNumber& a, const FigureNumber& b) {
        return a.name == b.name;
    });
}

} // namespace kamke::ui
