// Typeset formulas in a text document, on the baseline of the words around them.
#pragma once

#include "ui/formula/formula.h"

#include <QColor>
#include <QHash>
#include <QStringList>
#include <QTextObjectInterface>

class QTextDocument;

#ifdef Q_MOC_RUN // moc is not given the folders of Qt's headers, where this is said
Q_DECLARE_INTERFACE(QTextObjectInterface, "org.qt-project.Qt.QTextObjectInterface")
#endif

namespace kamke::ui {

/// HTML whose formulas wait outside: character U+E000 + k stands for formula k.
class FormulaHtml {
public:
    /// For MarkdownWriter::formula.
    QString add(const QString& source, bool displayed);
    QString html;

private:
    friend class FormulaObject;
    struct Entry {
        QString source;
        bool displayed;
    };
    QList<Entry> entries_;
};

/// Lays out and paints the formulas of one document, its parent.
class FormulaObject : public QObject, public QTextObjectInterface {
    Q_OBJECT
    Q_INTERFACES(QTextObjectInterface)
public:
    explicit FormulaObject(QTextDocument* document);

    /// Replaces what the document holds.
    void setHtml(const FormulaHtml& html);
    void setColour(const QColor& colour) { colour_ = colour; }
    /// The document's words with its formulas in plain characters.
    QString plainText() const;

    QSizeF intrinsicSize(QTextDocument* document, int position, const QTextFormat& format) override;
    void drawObject(
        QPainter* painter, const QRectF& rectangle, QTextDocument* document, int position,
        const QTextFormat& format) override;

private:
    struct Place {
        const Formula* formula = nullptr;
        double em = 0;        ///< size of the type, in units of the device
        double tailWidth = 0; ///< of the comma behind it
        double halfX = 0;     ///< what Qt moves things in the middle of a line by
        QSizeF size() const;  ///< with room so that the middle falls where the baseline wants it
    };
    Place place(QTextDocument* document, const QTextFormat& format);
    const Formula* formula(const QString& source, bool displayed);

    QTextDocument* document_;
    QColor colour_ = Qt::black;
    QHash<QString, Formula> formulas_;
};

} // namespace kamke::ui
