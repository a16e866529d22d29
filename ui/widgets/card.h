// A panel of the window: title, faint subtitle, tools, help mark, content.
#pragma once

#include <QFrame>
#include <QString>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace kamke::ui {

/// A flat rounded frame. Its look comes from the style sheet of the theme (object class Card).
class Card : public QFrame {
    Q_OBJECT
public:
    /// `topic` is the page of the guide that the help mark opens, e.g. "reach-boxes"; empty: no help mark.
    explicit Card(const QString& title, const QString& topic = {}, QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setSubtitle(const QString& text);
    QString topic() const { return topic_; }
    /// Another page for the help mark, when the card shows something else.
    void setTopic(const QString& topic) { topic_ = topic; }
    /// Adds a small widget to the header, left of the help mark.
    void addTool(QWidget* tool);
    /// Puts a widget, such as tabs, where title and subtitle are.
    void setHeader(QWidget* header);
    /// The content goes here.
    QVBoxLayout* body() { return body_; }

signals:
    void helpRequested(const QString& topic);

private:
    QString topic_;
    QLabel* title_;
    QLabel* subtitle_;
    QHBoxLayout* header_;
    QVBoxLayout* body_;
};

} // namespace kamke::ui
