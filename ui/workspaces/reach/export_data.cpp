#include "ui/workspaces/reach/export_data.h"

#include "ui/plot/export.h"

#include <optional>

namespace kamke::ui {
namespace {

QString number(double value) {
    return QString::asprintf("%.17g", value);
}

/// Writes rows of a table with r + q columns of coordinates.
class Table {
public:
    Table(Index r, Index q)
        : r_(r)
        , q_(q) {
        text_ = QStringLiteral("kind,box,method,status,piece,point");
        for (Index k = 1; k <= r; ++k) {
            text_ += QStringLiteral(",u%1").arg(k);
        }
        for (Index k = 1; k <= q; ++k) {
            text_ += QStringLiteral(",y%1").arg(k);
        }
        text_ += QLatin1Char('\n');
    }

    struct Name {
        QString box, method, status;
        std::optional<Index> piece, point;
    };
    /// Either vector may be empty: its cells are then empty.
    void row(const char* kind, const Name& name, const Vector& u, const Vector& y) {
        text_ += QLatin1String(kind) + QLatin1Char(',') + name.box + QLatin1Char(',') + name.method +
                 QLatin1Char(',') + name.status;
        for (const auto& index : {name.piece, name.point}) {
            text_ += QLatin1Char(',') + (index ? QString::number(*index) : QString());
        }
        cells(u, r_);
        cells(y, q_);
        text_ += QLatin1Char('\n');
    }
    QString text() const { return text_; }

private:
    void cells(const Vector& v, Index count) {
        for (Index k = 0; k < count; ++k) {
            text_ += QLatin1Char(',') + (k < v.size() ? number(v[k]) : QString());
        }
    }
    Index r_, q_;
    QString text_;
};

} // namespace

QString dataCsv(const ReachResult& result) {
    const Network& network = result.analysis->network();
    Table table(network.r(), network.q());
    const Vector none;
    for (std::size_t b = 0; b < result.frame.boxes.size(); ++b) {
        const BoxResult& box = result.frame.boxes[b];
        Table::Name name;
        name.box = result.letters.value(static_cast<qsizetype>(b));
        table.row("input-lower", name, box.box.lower, none);
        table.row("input-upper", name, box.box.upper, none);
        for (std::size_t m = 0; m < box.enclosures.size(); ++m) {
            const Enclosure& e = box.enclosures[m];
            name.method = result.methods.value(static_cast<qsizetype>(m));
            name.status = QString::fromStdString(std::string(statusName(e.status)));
            name.piece = name.point = std::nullopt;
            const bool has = e.ok() && e.output;
            table.row("lower", name, none, has ? e.output->lower : none);
            table.row("upper", name, none, has ? e.output->upper : none);
            table.row("width", name, none, has ? e.output->width() : none);
            for (std::size_t p = 0; p < e.pieces.size(); ++p) {
                name.piece = static_cast<Index>(p);
                for (Index k = 0; k < e.pieces[p].outputs.cols(); ++k) {
                    name.point = k;
                    table.row("vertex", name, e.pieces[p].inputs.col(k), e.pieces[p].outputs.col(k));
                }
            }
        }
        name.method.clear();
        name.piece = std::nullopt;
        name.status = QString::fromStdString(std::string(statusName(box.samples.status)));
        for (Index k = 0; k < box.samples.outputs.cols(); ++k) {
            name.point = k;
            table.row("sample", name, box.samples.inputs.col(k), box.samples.outputs.col(k));
        }
    }
    return table.text();
}

Result<void> exportData(const ReachResult& result, const QString& file) {
    return exportText(dataCsv(result), file);
}

} // namespace kamke::ui
