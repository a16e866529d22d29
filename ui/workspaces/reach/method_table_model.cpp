#include "ui/workspaces/reach/method_table_model.h"

#include "ui/formula/math_text.h"
#include "ui/glossary/term_ids.h"
#include "ui/text/utf8.h"
#include "ui/widgets/method_swatch.h"
#include "ui/widgets/verdict_text.h"

#include <QGuiApplication>

namespace kamke::ui {

namespace {

constexpr QSize swatchSize(22, 12);

/// 0.8 ms, 12 ms, 1.3 s: two digits are all that a time is worth.
QString shortTime(double seconds) {
    if (seconds >= 1)
        return MethodTableModel::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1));
    const double ms = seconds * 1e3;
    return MethodTableModel::tr("%1 ms").arg(QLocale().toString(ms, 'f', ms < 10 ? 2 : 0));
}

/// The reason of a method without a box; the row says already that there is none.
QString reasonWithoutBox(const Enclosure& e) {
    return capitalised(e.reason.empty() ? whyNoBox(e) : QString::fromStdString(e.reason));
}

QString aboutMethod(const Method* m) {
    return QStringLiteral("<p><b>%1</b></p><p>%2</p><p>%3</p><p>%4</p>")
        .arg(
            mathHtml(capitalised(toQString(m->name))), mathHtml(toQString(m->formula)),
            mathHtml(toQString(m->explanation)), mathHtml(toQString(m->citation)));
}

} // namespace

MethodTableModel::MethodTableModel(QObject* parent)
    : ColumnTable(parent) {
    std::vector<const Method*> rows;
    for (const Method& method : methods())
        rows.push_back(&method);
    setTable(columnsOf(places_), std::move(rows));
}

void MethodTableModel::show(std::shared_ptr<const ReachResult> result, const ExplorerState& state) {
    const InputBox* box = state.selected();
    std::vector<Index> outputs{state.outputX};
    if (state.outputY >= 0 && state.outputY != state.outputX)
        outputs.push_back(state.outputY);
    std::vector<Place> places{{Field::Method}};
    for (const Field field : {Field::Lower, Field::Upper, Field::Width})
        for (const Index k : outputs)
            places.push_back({field, k});
    for (const Field field : {Field::Relative, Field::Iterations, Field::Time, Field::Proof})
        places.push_back({field});

    const QString letter = box ? box->letter : QString();
    if (result == result_ && result && places == places_ && letter == letter_ && state.methods == shown_)
        return; // a box that moves: its numbers come with the result
    // A result of another network has other outputs; it is not shown under this one's headers.
    if (result && result->analysis->network().q() != state.network->q())
        result = nullptr;
    result_ = std::move(result);
    shown_ = state.methods;
    letter_ = letter;
    outputs_ = std::move(outputs);
    if (places == places_) {
        announce({});
        return;
    }
    places_ = std::move(places);
    setColumns(columnsOf(places_));
}

void MethodTableModel::setWords(Words words) {
    if (words == words_)
        return;
    words_ = words;
    announce({Qt::DisplayRole});
}

int MethodTableModel::rowOf(const QString& id) const {
    for (int row = 0; row < rowCount(); ++row)
        if (toQString(method(row).id) == id)
            return row;
    return -1;
}

bool MethodTableModel::isShown(const Method& method) const {
    return shown_.contains(toQString(method.id));
}

const BoxResult* MethodTableModel::boxResult() const {
    const qsizetype k = result_ && !letter_.isEmpty() ? result_->letters.indexOf(letter_) : -1;
    return k >= 0 && k < static_cast<qsizetype>(result_->frame.boxes.size())
               ? &result_->frame.boxes[static_cast<std::size_t>(k)]
               : nullptr;
}

const Enclosure* MethodTableModel::enclosure(const Method& method) const {
    const BoxResult* box = boxResult();
    if (!box || !isShown(method))
        return nullptr;
    const qsizetype k = result_->methods.indexOf(toQString(method.id));
    return k >= 0 && k < static_cast<qsizetype>(box->enclosures.size())
               ? &box->enclosures[static_cast<std::size_t>(k)]
               : nullptr;
}

double MethodTableModel::relative(const Enclosure& e) const {
    const Enclosure* exact = enclosure(*findMethod("exact"));
    if (!exact || !exact->ok() || !exact->output)
        return nan;
    if (outputs_.size() == 2)
        return relativeArea(e, *exact, outputs_[0], outputs_[1]);
    const Index k = outputs_[0];
    const double whole = exact->output->upper(k) - exact->output->lower(k);
    return whole > 0 ? (e.output->upper(k) - e.output->lower(k)) / whole : nan;
}

double MethodTableModel::number(const Enclosure& e, const Place& place) const {
    if (!e.ok() || !e.output)
        return nan;
    switch (place.field) {
    case Field::Lower:
        return e.output->lower(place.output);
    case Field::Upper:
        return e.output->upper(place.output);
    case Field::Width:
        return e.output->upper(place.output) - e.output->lower(place.output);
    case Field::Relative:
        return relative(e);
    case Field::Iterations:
        return e.iterations > 0 ? e.iterations : nan;
    case Field::Time:
        return e.seconds;
    case Field::Method:
    case Field::Proof:
        break;
    }
    return nan;
}

std::vector<MethodTableModel::Column> MethodTableModel::columnsOf(const std::vector<Place>& places) const {
    std::vector<Column> columns;
    columns.reserve(places.size());
    for (const Place& place : places)
        columns.push_back(
            place.field == Field::Method  ? methodColumn()
            : place.field == Field::Proof ? proofColumn()
                                          : numberColumn(place));
    // What is the same in all of them, and what all but the names do for a method without a box: the first of
    // them says the reason.
    for (std::size_t k = 0; k < columns.size(); ++k) {
        const bool isName = k == 0;
        Column& column = columns[k];
        column.fades = !isName;
        column.ink = [this, isName, ink = std::move(column.ink)](const Method* m) -> QVariant {
            const Enclosure* e = enclosure(*m);
            if (!isShown(*m))
                return currentTheme().faintText;
            if (e && !e->ok() && !isName)
                return currentTheme().warning;
            return ink ? ink(m) : QVariant();
        };
        column.other = [this, k, isName, title = column.title, text = column.text,
                        other = std::move(column.other)](const Method* m, int role) -> QVariant {
            const Enclosure* e = enclosure(*m);
            const bool noBox = e && !e->ok();
            if (role == MethodIdRole)
                return toQString(m->id);
            if (role == ReasonRole)
                return noBox ? whyNoBox(*e) : QString();
            if (isName)
                return other(m, role);
            switch (role) {
            case Qt::DisplayRole:
                return !noBox ? QVariant() : k == 1 ? reasonWithoutBox(*e) : QString();
            case Qt::TextAlignmentRole:
                return noBox ? QVariant(Qt::AlignLeft | Qt::AlignVCenter) : QVariant();
            case Qt::ToolTipRole:
                return noBox ? QStringLiteral("<p>%1 %2</p>")
                                   .arg(mathHtml(capitalised(toQString(m->name))), mathHtml(whyNoBox(*e)))
                             : QVariant();
            case TermRole:
                return noBox ? QStringLiteral("no-box") : QVariant();
            case Qt::AccessibleTextRole: {
                const QString shown = noBox ? (k == 1 ? reasonWithoutBox(*e) : QString()) : text(m);
                return shown.isEmpty() ? shown : QStringLiteral("%1: %2").arg(title, shown);
            }
            default:
                return {};
            }
        };
    }
    return columns;
}

MethodTableModel::Column MethodTableModel::methodColumn() const {
    return {
        .title = tr("method"),
        .meaning = tr("The method; its check box shows and hides it everywhere."),
        .side = Qt::AlignLeft,
        .text =
            [this](const Method* m) { return words_ == Words::Full ? shortName(*m) : toQString(m->label); },
        .exact = [](const Method* m) { return toQString(m->name); },
        .tip = aboutMethod,
        .cellTerm = [](const Method* m) { return methodTerm(*m); },
        .other = [this](const Method* m, int role) -> QVariant {
            switch (role) {
            case Qt::CheckStateRole:
                return isShown(*m) ? Qt::Checked : Qt::Unchecked;
            case Qt::DecorationRole:
                return methodSwatch(*m, currentTheme(), swatchSize, qApp->devicePixelRatio());
            case TermNoteRole:
                return QString(); // the glossary has formula and source already
            case Qt::AccessibleTextRole:
                return isShown(*m) ? shortName(*m) : tr("%1, hidden").arg(shortName(*m));
            default:
                return {};
            }
        }};
}

MethodTableModel::Column MethodTableModel::proofColumn() const {
    return {
        .title = tr("proof"),
        .meaning = tr("Whether the box is proved with bounds of all rounding errors."),
        .term = QStringLiteral("rigorous"),
        .side = Qt::AlignLeft,
        .text =
            [this](const Method* m) {
                const Enclosure* e = enclosure(*m);
                if (!e)
                    return QString();
                if (words_ == Words::LabelsAndMarks)
                    return e->rigorous ? QStringLiteral("✓") : QStringLiteral("–");
                return e->rigorous ? tr("✓ proved") : tr("numerical");
            },
        .exact =
            [this](const Method* m) {
                const Enclosure* e = enclosure(*m);
                return !e            ? QString()
                       : !e->ok()    ? toQString(statusName(e->status))
                       : e->rigorous ? tr("proved")
                                     : tr("numerical");
            },
        .ink = [this](const Method* m) -> QVariant {
            const Enclosure* e = enclosure(*m);
            if (!e)
                return {};
            return e->rigorous ? currentTheme().good : currentTheme().faintText;
        },
        .tip =
            [this](const Method* m) {
                const Enclosure* e = enclosure(*m);
                return !e ? aboutMethod(m)
                       : e->rigorous
                           ? tr("Holds in floating point: every rounding error is bounded.")
                           : tr("Computed in floating point, without bounds of the rounding errors.");
            },
        .cellTerm = [](const Method*) { return QStringLiteral("rigorous"); }};
}

MethodTableModel::Column MethodTableModel::numberColumn(const Place& place) const {
    const QString y = subscripted(QStringLiteral("y"), place.output + 1);
    const auto value = [this, place](const Method* m) {
        const Enclosure* e = enclosure(*m);
        return e ? number(*e, place) : nan;
    };
    Column column;
    std::function<QString(double)> words = [](double v) { return formatNumber(v); };
    switch (place.field) {
    case Field::Lower:
        column = {.title = tr("%1 from").arg(y), .meaning = tr("Lower bound of output %1.").arg(y)};
        column.term = QStringLiteral("output-box");
        words = [](double v) { return formatNumber(v, Rounded::Down); };
        break;
    case Field::Upper:
        column = {.title = tr("%1 to").arg(y), .meaning = tr("Upper bound of output %1.").arg(y)};
        column.term = QStringLiteral("output-box");
        words = [](double v) { return formatNumber(v, Rounded::Up); };
        break;
    case Field::Width:
        column = {
            .title = QStringLiteral("Δ%1").arg(y),
            .meaning = tr("Width of the interval of output %1.").arg(y)};
        column.term = QStringLiteral("width");
        words = [](double v) { return formatNumber(v, Rounded::Up); };
        break;
    case Field::Relative:
        column = {.title = tr("ratio"), .meaning = tr("Width of the interval, relative to the exact one.")};
        if (outputs_.size() == 2)
            column = {
                .title = tr("box area"),
                .meaning = tr("Area of the box in the shown outputs, relative to the box of the exact set. "
                              "Where a method has more than a box (an ellipse, exact pieces), its box alone "
                              "counts.")};
        column.term = QStringLiteral("relative-area");
        // How many times larger is a matter of three digits; copies have them all.
        words = [](double v) {
            return formatNumber(v < 100 ? QString::number(v, 'g', 3).toDouble() : std::round(v));
        };
        break;
    case Field::Iterations:
        column = {
            .title = tr("steps"),
            .meaning = tr("Iterations until the box settled; – for methods that do not iterate.")};
        column.term = QStringLiteral("iteration");
        break;
    case Field::Time:
    case Field::Method:
    case Field::Proof:
        column = {.title = tr("time"), .meaning = tr("Computing time of this box.")};
        words = shortTime;
        break;
    }
    column.text = [this, value, words](const Method* m) {
        return enclosure(*m) ? words(value(m)) : QString();
    };
    column.exact = [value](const Method* m) { return exactCell(value(m)); };
    column.tip = [this, value, place](const Method* m) {
        const double v = value(m);
        if (!std::isfinite(v))
            return aboutMethod(m);
        if (place.field == Field::Relative && enclosure(*m)->ellipsoid)
            return QStringLiteral("<p>%1</p><p>%2</p>")
                .arg(
                    exactNumber(v),
                    tr("Of the box that holds the ellipse and the relational bounds at once. The ellipse "
                       "alone reaches further; every output lies in both."));
        return exactNumber(v);
    };
    return column;
}

bool MethodTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!index.isValid() || role != Qt::CheckStateRole || field(index.column()) != Field::Method)
        return false;
    const bool shown = value.toInt() == Qt::Checked;
    if (shown == isShown(method(index.row())))
        return false;
    // The state changes through the store, which calls show() again.
    emit visibilityRequested(toQString(method(index.row()).id), shown);
    return true;
}

Qt::ItemFlags MethodTableModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = ColumnTable::flags(index);
    if (index.isValid() && field(index.column()) == Field::Method)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

} // namespace kamke::ui
