#include "shell/main_window.h"

#include "plot/theme.h"
#include "reach/input_plane.h"
#include "reach/input_plot.h"
#include "reach/output_plane.h"
#include "reach/reach_inspector.h"
#include "shell/banner.h"
#include "shell/gallery_panel.h"
#include "shell/guide.h"
#include "shell/resource_files.h"
#include "shell/shell_style.h"
#include "shell/tool_line.h"
#include "shell/window_text.h"
#include "widgets/card.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QVBoxLayout>

namespace kamke::ui {

namespace {

const QString themeKey = QStringLiteral("theme");

} // namespace

ThemeChoice rememberedTheme() {
    const int choice = QSettings().value(themeKey).toInt();
    return choice == static_cast<int>(ThemeChoice::Light)  ? ThemeChoice::Light
           : choice == static_cast<int>(ThemeChoice::Dark) ? ThemeChoice::Dark
                                                           : ThemeChoice::System;
}

MainWindow::MainWindow(ExplorerState initial, std::unique_ptr<Asker> asker)
    : store_(new ExplorerStore(std::move(initial), this))
    , runner_(new ReachRunner(store_, this))
    , documents_(new Documents(store_, std::move(asker), this)) {
    setObjectName(QStringLiteral("MainWindow"));
    applyTheme(store_->state().theme);
    setStyleSheet(shellStyleSheet(currentTheme()));
    makeFileActions();
    makeEditActions();
    makeViewActions();
    makeRunAndHelpActions();
    layOut();
    makeMenus();
    setAcceptDrops(true);

    connect(store_, &ExplorerStore::changed, this, &MainWindow::followState);
    connect(store_, &ExplorerStore::message, status_, &QLabel::setText);
    connect(store_->undoStack(), &QUndoStack::cleanChanged, this, &MainWindow::showTitle);
    connect(runner_, &ReachRunner::resultChanged, this, &MainWindow::showStatus);
    connect(documents_, &Documents::failed, this, &MainWindow::complain);
    connect(documents_, &Documents::done, this, [this](const QString& sentence) {
        banner_->hide();
        status_->setText(sentence);
    });
    connect(documents_, &Documents::recentFilesChanged, this, &MainWindow::fillRecentMenu);
    connect(documents_, &Documents::sessionPathChanged, this, &MainWindow::showTitle);
    followState(StatePart::All);
    restoreSizes();
}

MainWindow::~MainWindow() {
    // The children go after the members. Nothing may call back by then, and the history says that it is
    // emptied.
    store_->undoStack()->disconnect(this);
    store_->disconnect(this);
    delete runner_;
}

void MainWindow::layOut() {
    auto* toolLine = new ToolLine(store_, runner_, actions_);
    banner_ = new Banner;
    splitter_ = new QSplitter(Qt::Horizontal);
    splitter_->setObjectName(QStringLiteral("planes"));
    splitter_->setHandleWidth(8);
    splitter_->setChildrenCollapsible(false);
    auto* inputs = new InputPlane(store_, runner_);
    splitter_->addWidget(inputs);
    auto* outputs = new OutputPlane(store_, runner_);
    splitter_->addWidget(outputs);
    for (QWidget* plane : {static_cast<QWidget*>(inputs), static_cast<QWidget*>(outputs)})
        plane->addAction(actions_[QStringLiteral("edit.delete-box")]);
    splitter_->addWidget(new ReachInspector(store_, runner_));
    splitter_->setStretchFactor(0, 4);
    splitter_->setStretchFactor(1, 5);
    splitter_->setStretchFactor(2, 1);
    // The inspector needs room for its numbers; what a larger window has more goes to the planes.
    splitter_->setSizes({340, 440, 470});
    for (Card* card : splitter_->findChildren<Card*>())
        connect(card, &Card::helpRequested, this, &MainWindow::openGuide);

    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(toolLine);
    column->addWidget(banner_);
    auto* planes = new QVBoxLayout;
    planes->setContentsMargins(8, 8, 8, 8);
    planes->addWidget(splitter_);
    column->addLayout(planes, 1);
    auto* centre = new QWidget;
    centre->setLayout(column);
    setCentralWidget(centre);
    // The arrow keys move the selected box from the start.
    inputs->plot()->setFocus();

    gallery_ = new GalleryPanel(galleryFiles(), centre);
    connect(gallery_, &GalleryPanel::chosen, documents_, &Documents::open);
    connect(gallery_, &GalleryPanel::openFileRequested, documents_, &Documents::askAndOpen);

    status_ = new QLabel;
    status_->setObjectName(QStringLiteral("statusSentence"));
    status_->setContentsMargins(8, 0, 8, 0);
    // A long sentence must not widen the window.
    status_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    statusBar()->addWidget(status_, 1);
    statusBar()->setSizeGripEnabled(false);
}

void MainWindow::restoreSizes() {
    const QSettings settings;
    if (!restoreGeometry(settings.value(QStringLiteral("geometry")).toByteArray()))
        resize(1440, 900);
    splitter_->restoreState(settings.value(QStringLiteral("planes")).toByteArray());
}

void MainWindow::showTitle() {
    const QString session = documents_->sessionPath();
    const QString name = session.isEmpty() ? networkTitle(store_->state()) : QFileInfo(session).fileName();
    setWindowTitle(tr("%1[*] – Kamke").arg(name));
    setWindowModified(documents_->hasUnsavedWork());
}

void MainWindow::showStatus() {
    if (const auto result = runner_->result())
        status_->setText(resultSentence(*result));
}

void MainWindow::complain(const QString& sentence) {
    banner_->say(sentence);
}

void MainWindow::openAtStart(const QString& path) {
    documents_->open(path);
    store_->undoStack()->clear();
}

void MainWindow::openGuide(const QString& topic) {
    if (!guide_)
        guide_ = new Guide(this);
    guide_->openTopic(topic);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (!documents_->mayClose()) {
        event->ignore();
        return;
    }
    runner_->cancel();
    QSettings settings;
    settings.setValue(QStringLiteral("geometry"), saveGeometry());
    settings.setValue(QStringLiteral("planes"), splitter_->saveState());
    settings.setValue(themeKey, static_cast<int>(store_->state().theme));
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.isEmpty())
        return;
    event->acceptProposedAction();
    if (urls.front().isLocalFile())
        documents_->open(urls.front().toLocalFile());
    else
        complain(tr("%1 is not a file on this computer; save it first and open it from there.")
                     .arg(urls.front().toDisplayString()));
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        const QString sheet = shellStyleSheet(currentTheme());
        // Setting a style sheet changes palettes in turn.
        if (sheet != styleSheet()) {
            setStyleSheet(sheet);
            actions_.refreshIcons();
        }
    }
    QMainWindow::changeEvent(event);
}

} // namespace kamke::ui
