#include "ui/workspaces/digits/logit_plane.h"

#include "ui/plot/plot_terms.h"
#include "ui/text/number_text.h"
#include "ui/widgets/digit_text.h"

#include <algorithm>
#include <cmath>

namespace kamke::ui {
namespace {

constexpr double usefulView = 2.5; // times the size of the tightest box: larger ones do not set the view

QRectF boxIn(const Box& output, Index across, Index up) {
    return QRectF(
               QPointF(output.lower(across), output.lower(up)),
               QPointF(output.upper(across), output.upper(up)))
        .normalized();
}

QRectF united(const QRectF& a, const QRectF& b) {
    // QRectF's own union ignores rectangles without width or height.
    return {
        QPointF(std::min(a.left(), b.left()), std::min(a.top(), b.top())),
        QPointF(std::max(a.right(), b.right()), std::max(a.bottom(), b.bottom()))};
}

} // namespace

LogitPlane::LogitPlane(DigitLink* link, QWidget* parent)
    : DigitPlot(link, tr("Logit plane"), parent)
    , marks_(new Marks(this, QStringLiteral("ground")))
    , labels_(new Labels(this)) {}

void LogitPlane::restyle(const Theme& theme) {
    DigitPlot::restyle(theme);
    rebuild();
}

void LogitPlane::setCascade(std::shared_ptr<const CascadeView> cascade) {
    if (cascade == cascade_)
        return;
    cascade_ = std::move(cascade);
    if (!isVisible())
        return;
    prepare();
    replot(rpQueuedReplot);
}

void LogitPlane::prepare() {
    setAxisTerms(this, QStringLiteral("logit"), QStringLiteral("logit"));
    const auto shown = result();
    const int competitor = link()->competitor();
    if (competitor != across_)
        forgetZoom();
    across_ = competitor;
    if (shown && competitor >= 0) {
        setAxisNames(
            tr("logit of %1").arg(className(shown->network(), competitor)),
            tr("logit of %1, the label").arg(className(shown->network(), shown->report.label)));
        setSummary(tr("Competitor %1 across, label %2 upwards; the label wins above the diagonal.")
                       .arg(
                           className(shown->network(), competitor),
                           className(shown->network(), shown->report.label)));
    }
    rebuild();
    if (!shown || competitor < 0 || isViewChosen())
        return;
    QRectF content = content_;
    const double pad = 0.08;
    const auto fits = [&](const QRectF& view) {
        return view.contains(content) && view.width() < 1.8 * content.width() &&
               view.height() < 1.8 * content.height();
    };
    if (!fits(view()))
        setView(content.adjusted(
            -pad * content.width(), -pad * content.height(), pad * content.width(), pad * content.height()));
}

QPolygonF LogitPlane::ellipseIn(const SampleReport& report) const {
    // Of the row in the table of numbers, else of the cascade.
    const SampleCertificate* row = report.find("ellipsoid");
    const std::optional<Ellipsoid> none;
    const std::optional<Ellipsoid>& ellipsoid = row && row->ellipsoid ? row->ellipsoid
                                                : cascade_            ? cascade_->ellipsoid
                                                                      : none;
    QPolygonF ellipse;
    if (!ellipsoid)
        return ellipse;
    constexpr Index corners = 120;
    const Matrix border = ellipsoid->projection(link()->competitor(), report.label, corners);
    for (Index k = 0; k < corners; ++k)
        ellipse << QPointF(border(0, k), border(1, k));
    return ellipse;
}

void LogitPlane::rebuild() {
    const auto shown = result();
    const int competitor = link()->competitor();
    std::vector<Mark> marks;
    std::vector<Label> labels;
    std::vector<QRectF> outlines, avoid;
    if (shown && competitor >= 0) {
        const SampleReport& report = shown->report;
        const Index label = report.label;
        const QPointF clean(report.logits(competitor), report.logits(label));
        content_ = QRectF(clean, QSizeF(0, 0));
        if (shown->sampleLogits.cols() > 0)
            for (Index k = 0; k < shown->sampleLogits.cols(); ++k)
                content_ = united(
                    content_, {QPointF(shown->sampleLogits(competitor, k), shown->sampleLogits(label, k)),
                               QSizeF(0, 0)});
        if (const AttackOutcome* attack = shown->attacked();
            attack && attack->logits.size() == report.logits.size())
            content_ =
                united(content_, {QPointF(attack->logits(competitor), attack->logits(label)), QSizeF(0, 0)});
        const SampleCertificate* main = link()->highlighted();
        if (main && main->output)
            content_ = united(content_, boxIn(*main->output, competitor, label));
        const QPolygonF ellipse = ellipseIn(report);
        if (!ellipse.isEmpty())
            content_ = united(content_, ellipse.boundingRect());
        if (content_.width() < 1e-9 || content_.height() < 1e-9)
            content_.adjust(-0.5, -0.5, 0.5, 0.5);
        const QSizeF tight = content_.size();
        for (const SampleCertificate& c : report.certificates)
            if (c.status == Status::Ok && c.output) {
                const QRectF box = boxIn(*c.output, competitor, label);
                if (box.width() < usefulView * tight.width() && box.height() < usefulView * tight.height())
                    content_ = united(content_, box);
            }

        // The side of the label, up to far outside of any view.
        const double far = 1e4 * (1 + std::max(
                                          {std::abs(content_.left()), std::abs(content_.right()),
                                           std::abs(content_.top()), std::abs(content_.bottom())}));
        QColor ground = theme().goodSoft;
        ground.setAlphaF(0.6F);
        marks.push_back(
            {Mark::Kind::Polygon, QStringLiteral("certified"), -1,
             QPolygonF{{-far, -far}, {far, far}, {-far, far}}, QPen(Qt::NoPen), QBrush(ground)});
        marks.push_back(
            {Mark::Kind::Line, QStringLiteral("tie"), -1, QPolygonF{{-far, -far}, {far, far}},
             QPen(theme().good, 1.2)});
        QPolygonF dots;
        for (Index k = 0; k < shown->sampleLogits.cols(); ++k)
            dots << QPointF(shown->sampleLogits(competitor, k), shown->sampleLogits(label, k));
        Mark samples{Mark::Kind::Points, QStringLiteral("samples"), -1, dots};
        samples.brush = theme().samples;
        samples.size = 3;
        marks.push_back(samples);

        for (std::size_t k = report.certificates.size(); k-- > 0;) {
            const SampleCertificate& c = report.certificates[k];
            if (c.status != Status::Ok || !c.output)
                continue;
            const Certificate& certificate = *c.certificate;
            const QString id = idOf(certificate);
            QPen pen = theme().certificatePen(certificate, &c == main ? 2.4 : 1.5);
            QColor colour = pen.color();
            colour.setAlphaF(static_cast<float>(link()->opacity(id)));
            pen.setColor(colour);
            QColor ink = theme().certificateText(certificate);
            ink.setAlphaF(colour.alphaF());
            // Certificates of one method share the box; a relative one adds the line that it proves. The
            // ellipse says more than the box that is left of it.
            const bool ellipsoid = id == QStringLiteral("ellipsoid") && !ellipse.isEmpty();
            if (!ellipsoid && (!certificate.relative || &c == main)) {
                const QRectF box = boxIn(*c.output, competitor, label);
                marks.push_back(
                    {Mark::Kind::Rectangle, id, -1, QPolygonF{box.topLeft(), box.bottomRight()}, pen});
                labels.push_back({labelOf(certificate), id, box, ink, &c == main});
                outlines.push_back(box);
            }
            if (certificate.relative && c.differences.size() > competitor) {
                const double z = c.differences(competitor);
                pen.setWidthF(1.4);
                pen.setDashPattern({5, 3});
                marks.push_back({Mark::Kind::Line, id, -1, QPolygonF{{-far, -far + z}, {far, far + z}}, pen});
            }
        }
        if (!ellipse.isEmpty()) {
            const Certificate& row = *findCertificate("ellipsoid");
            const auto opacity = static_cast<float>(link()->opacity(QStringLiteral("ellipsoid")));
            QColor line = theme().certificate(row), fill = line, ink = theme().certificateText(row);
            line.setAlphaF(opacity);
            fill.setAlphaF(0.10F * opacity);
            ink.setAlphaF(opacity);
            marks.push_back(
                {Mark::Kind::Polygon, QStringLiteral("ellipsoid"), -1, ellipse, QPen(line, 1.8),
                 QBrush(fill)});
            labels.push_back(
                {shown->norm == BallNorm::L2 ? tr("ellipsoid, l₂ ball") : tr("ellipsoid"),
                 QStringLiteral("ellipsoid"), ellipse.boundingRect(), ink, false});
            outlines.push_back(ellipse.boundingRect());
        }
        const CompetitorCascade* solved = cascade_ ? cascade_->result.of(competitor) : nullptr;
        if (solved && std::isfinite(solved->semidefinite)) {
            const Certificate& row = *findCertificate("sdp");
            QPen pen(theme().certificate(row), 1.8);
            pen.setDashPattern({2, 2});
            const double off = solved->semidefinite;
            marks.push_back(
                {Mark::Kind::Line, QStringLiteral("sdp"), -1, QPolygonF{{-far, -far + off}, {far, far + off}},
                 pen});
        }
        Mark point{Mark::Kind::Points, QStringLiteral("sample"), -1, QPolygonF{clean}};
        point.brush = theme().text;
        point.size = 7;
        marks.push_back(point);
        avoid.push_back(QRectF(clean, QSizeF(0, 0)));
        const auto corner = [&](const QString& text, const QColor& colour, Qt::Alignment where) {
            Label words{text, {}, {}, colour, false, Label::Place::Corner};
            words.corner = where;
            labels.push_back(words);
        };
        corner(
            tr("read as %1").arg(className(shown->network(), label)), theme().good,
            Qt::AlignLeft | Qt::AlignTop);
        corner(
            tr("%1 overtakes").arg(className(shown->network(), competitor)), theme().bad,
            Qt::AlignRight | Qt::AlignBottom);
    }
    marks_->set(std::move(marks));
    labels_->set(std::move(labels), std::move(outlines), std::move(avoid), smallFont());
}

void LogitPlane::paint(QCPPainter& painter) {
    const auto shown = result();
    const int competitor = link()->competitor();
    if (competitor < 0)
        return;
    const QRectF inside = area();
    if (const AttackOutcome* attack = shown->attacked();
        attack && attack->logits.size() > std::max(competitor, shown->report.label)) {
        const QPointF at = toPixel({attack->logits(competitor), attack->logits(shown->report.label)});
        if (inside.contains(at)) {
            painter.setPen(QPen(theme().attack, 2.2));
            cross(painter, at, 5);
        }
    }
}

QString LogitPlane::boxAt(const QPointF& pixel) const {
    QString nearest;
    double least = 6; // px
    for (const Mark& mark : marks_->list()) {
        if (mark.kind != Mark::Kind::Rectangle)
            continue;
        const QRectF box(toPixel(mark.rectangle().topLeft()), toPixel(mark.rectangle().bottomRight()));
        const QRectF r = box.normalized();
        const bool beside = pixel.x() > r.left() - least && pixel.x() < r.right() + least &&
                            pixel.y() > r.top() - least && pixel.y() < r.bottom() + least;
        const double d = std::min(
            {std::abs(pixel.x() - r.left()), std::abs(pixel.x() - r.right()), std::abs(pixel.y() - r.top()),
             std::abs(pixel.y() - r.bottom())});
        if (beside && d < least) {
            least = d;
            nearest = mark.id;
        }
    }
    return nearest;
}

void LogitPlane::pressAt(const QPointF& pixel) {
    link()->chooseCertificate(boxAt(pixel));
}

void LogitPlane::hoverAt(const QPointF& pixel) {
    link()->hover(boxAt(pixel));
}

QString LogitPlane::csv() const {
    QString text = QStringLiteral("kind,certificate,competitor,label\n");
    const auto shown = result();
    const int competitor = link()->competitor();
    if (!shown || competitor < 0)
        return text;
    const SampleReport& report = shown->report;
    const auto add = [&](const QString& kind, const QString& id, double across, double up) {
        text += kind + QLatin1Char(',') + id + QLatin1Char(',') + exactNumber(across) + QLatin1Char(',') +
                exactNumber(up) + QLatin1Char('\n');
    };
    add(QStringLiteral("sample"), {}, report.logits(competitor), report.logits(report.label));
    for (const SampleCertificate& c : report.certificates)
        if (c.status == Status::Ok && c.output) {
            const QString id = idOf(*c.certificate);
            add(QStringLiteral("lower"), id, c.output->lower(competitor), c.output->lower(report.label));
            add(QStringLiteral("upper"), id, c.output->upper(competitor), c.output->upper(report.label));
        }
    for (Index k = 0; k < shown->sampleLogits.cols(); ++k)
        add(QStringLiteral("within"), {}, shown->sampleLogits(competitor, k),
            shown->sampleLogits(report.label, k));
    if (const AttackOutcome* attack = shown->attacked();
        attack && attack->logits.size() == report.logits.size())
        add(QStringLiteral("attack"), {}, attack->logits(competitor), attack->logits(report.label));
    return text;
}

} // namespace kamke::ui
