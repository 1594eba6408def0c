"""The settings: each acts and is remembered; the copy of the laptop runs beside, can be stopped, and comes back."""

import io
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from inspector.laptop import Laptop
from inspector.paths import Home
from inspector.services.backup import BackupDamaged
from inspector.services.errors import WrongPassphrase
from inspector.settings import Settings, SettingsFile
from inspector.store.keys import KeySlots
from inspector.ui import printing, theme
from inspector.ui.screens.passphrase.presenter import PassphrasePresenter
from inspector.ui.screens.restore.presenter import RestorePresenter
from inspector.ui.screens.settings.presenter import BackupLine, SettingsPresenter
from tests.store import laptops
from tests.store.laptops import CHEAP
from tests.ui.conftest import name, unlock
from tests.ui.fakes import PASSPHRASE, FakeGate, FakeShell
from tests.ui.laptop import identity


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.lines: list[BackupLine] = []
        self.folder = ""
        self.printer = ""
        self.problem = ("", "")
        self.strength = ""
        self.busy: list[str] = []
        self.progress: list[tuple[int, int]] = []
        self.forgot = 0

    def show_backup(self, line: BackupLine) -> None:
        self.lines.append(line)

    def show_report(self, line: object) -> None:
        """Looked at in the window."""

    def show_folder(self, problem: str) -> None:
        self.folder = problem

    def show_printer(self, name: str) -> None:
        self.printer = name

    def show_problem(self, text: str, tone: str = "bad") -> None:
        self.problem = (text, tone)

    def show_strength(self, judged: object, text: str) -> None:
        self.strength = text

    def show_busy(self, text: str) -> None:
        self.busy.append(text)

    def show_progress(self, done: int, total: int) -> None:
        self.progress.append((done, total))

    def forget(self) -> None:
        self.forgot += 1


@pytest.fixture
def view() -> View:
    return View()


def test_a_copy_tells_how_far_it_is_and_holds_the_lock_off(view: View, shell: FakeShell) -> None:
    SettingsPresenter(view, shell).back_up(" /media/stick/copy ")
    assert [line.running for line in view.lines] == [True, True, False]
    assert view.lines[1].text == "Скопировано 1 из 4 МБ"
    assert (view.lines[2].tone, "4,0 МБ" in view.lines[2].text) == ("ok", True)
    assert shell.workplace.backup.written == [Path("/media/stick/copy")]  # type: ignore[attr-defined]
    assert shell.touches == 1


def test_a_copy_can_be_stopped_without_an_alarm(view: View, shell: FakeShell, monkeypatch: pytest.MonkeyPatch) -> None:
    presenter = SettingsPresenter(view, shell)
    monkeypatch.setattr(view, "show_backup", lambda line: (view.lines.append(line), line.done and presenter.stop()))
    presenter.back_up("/media/stick/copy")
    assert (view.lines[-1].running, view.lines[-1].tone) == (False, "")
    assert view.lines[-1].text == "Копирование остановлено. Ничего не изменено."


def test_a_refused_copy_is_one_sentence(view: View, shell: FakeShell) -> None:
    shell.gate.backup.refusal = BackupDamaged()
    SettingsPresenter(view, shell).back_up("/media/stick/copy")
    assert view.lines[-1].tone == "bad"
    SettingsPresenter(view, shell).back_up("  ")
    assert len(view.lines) == 2


def test_the_name_of_a_copy_says_the_day_and_nobody(view: View, shell: FakeShell) -> None:
    proposed = SettingsPresenter(view, shell).proposal(date(2026, 11, 24))
    assert proposed == "qorgan-2026-11-24.qorgan-backup"


def test_switching_the_pin_off_ends_those_that_hold(view: View, shell: FakeShell) -> None:
    shell.gate.pins["Айгерим Сапарова"] = "402719"
    presenter = SettingsPresenter(view, shell)
    assert presenter.pin_choice() == 2
    presenter.choose_pin(3)
    assert (shell.settings.current.pin_until, presenter.pin_choice()) == ("22:00", 3)
    assert shell.gate.pins
    presenter.choose_pin(0)
    assert (shell.settings.current.pin, shell.gate.pins, presenter.pin_choice()) == (False, {}, 0)


def test_only_a_folder_is_watched(view: View, shell: FakeShell, tmp_path: Path) -> None:
    presenter = SettingsPresenter(view, shell)
    presenter.watch(f" {tmp_path} ")
    assert (view.folder, shell.settings.current.photo_folder) == ("", str(tmp_path))
    presenter.watch(str(tmp_path / "нет"))
    assert "нет" in view.folder
    assert shell.settings.current.photo_folder == str(tmp_path)
    presenter.watch("")
    assert shell.settings.current.photo_folder == ""


def test_printers_go_round_and_a_missing_one_gives_way(view: View, shell: FakeShell) -> None:
    presenter = SettingsPresenter(view, shell)
    for expected in ("B", "A", "B"):
        presenter.next_printer(("A", "B"))
        assert view.printer == shell.settings.current.printer == expected
    assert presenter.printer(("C", "A")) == "C"
    presenter.next_printer(())
    assert view.printer == ""


def test_the_chosen_printer_prints(monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    canvas.showPage()
    canvas.save()
    one_page = stream.getvalue()
    asked: list[str] = []

    class Printer(printing.QPrinter):
        def setPrinterName(self, name: str) -> None:
            asked.append(name)
            self.setOutputFormat(printing.QPrinter.OutputFormat.PdfFormat)
            self.setOutputFileName("/dev/null")

    monkeypatch.setattr(printing, "printers", lambda: ("A", "B"))
    monkeypatch.setattr(printing, "QPrinter", Printer)
    for chosen in ("B", "gone", ""):
        printing.print_pdf(one_page, chosen)
    assert asked == ["B", "A", "A"]


def test_damaged_settings_count_as_none(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_text('{"pin_until": "25:99", "theme": "dark"}', "utf-8")
    assert SettingsFile(file).current == Settings()
    file.write_text('{"theme": "system", "pin": false, "printer": 7}', "utf-8")
    assert SettingsFile(file).current == Settings(theme="system", pin=False)


def test_a_passphrase_is_changed_by_whoever_knows_it(view: View, shell: FakeShell) -> None:
    presenter = PassphrasePresenter(view, shell)
    presenter.change(PASSPHRASE, "короткий")
    assert view.strength == "Мало: нужно ещё 2 знака"
    presenter.change("не тот пароль", "четыре слова подряд тут")
    assert view.problem == ("Нынешний пароль не подошёл.", "bad")
    assert shell.gate.changed == []
    presenter.change(PASSPHRASE, "четыре слова подряд тут")
    assert shell.gate.changed == [(PASSPHRASE, "четыре слова подряд тут")]
    assert view.forgot == 1
    assert shell.navigator.shown == [("back", {})]


def test_restoring_ends_at_the_lock_of_the_laptop_that_came_back(view: View, tmp_path: Path) -> None:
    shell = FakeShell(tmp_path, FakeGate(how="new"))
    presenter = RestorePresenter(view, shell)
    presenter.restore("/media/stick/copy", "не тот пароль")
    assert view.problem[0] == "Этот пароль не открывает копию."
    presenter.restore("/media/stick/copy", PASSPHRASE)
    assert view.busy == ["Проверяем копию", "", "Проверяем копию", "Скопировано 2 из 4 МБ", ""]
    assert view.progress == [(2_000_000, 4_000_000)]
    assert shell.navigator.shown == [("lock", {"restored": "2026-11-24T09:12:00+05:00"})]
    shell.gate.refusal = BackupDamaged()
    presenter.restore("/media/stick/copy", PASSPHRASE)
    assert "повреждена" in view.problem[0]
    presenter.leave()
    assert shell.navigator.shown[-1] == ("lock", {})


def test_as_in_windows_follows_the_system(qtbot: QtBot, open_window, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(theme="dark")
    unlock(qtbot, window)
    window.navigator.show("settings")
    choice = window.screen._choices["theme"]
    choice.buttons()[1].setFocus()
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert window.settings.current.theme == "system"
    assert theme.active().name == "light"  # the system of the tests is light
    monkeypatch.setattr(theme, "system_is_dark", lambda: True)  # offscreen there is no system to ask
    QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.active().name == "dark"
    window.cycle_theme()
    assert window.settings.current.theme != "system"


def test_a_laptop_is_copied_lost_and_restored_with_keys_alone(qtbot: QtBot, open_window, tmp_path: Path) -> None:
    root, file = tmp_path / "home", tmp_path / "stick.qorgan-backup"
    folder = laptops.folder(root)
    folder.create(laptops.PASSPHRASE, folder.new_data_key(), b"", identity())
    gate = Laptop(Home(root), cost=CHEAP)
    window = open_window(gate)
    window.unlocked(gate.unlock(laptops.PASSPHRASE))
    qtbot.waitUntil(lambda: name(window) == "home")
    window.navigator.show("settings")
    screen = window.screen
    screen.backup.target.setText(str(file))
    QTest.keyClick(screen.backup.target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "готова" in screen.backup._text.text())
    window.close()

    Home(root).database.write_bytes(b"the disk died")
    lost = open_window(Laptop(Home(root), cost=CHEAP))
    lost.navigator.show("restore")
    lost.screen.file.setText(str(file))
    lost.screen.passphrase.field.setText(laptops.PASSPHRASE)
    QTest.keyClick(lost.screen.passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(lost) == "lock")
    field = lost.screen.first_focus()
    assert "восстановлен" in lost.screen._card.passphrase._note.text()
    field.setText(laptops.PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(lost) == "home")
    qtbot.waitUntil(lambda: "Восстановлен" in lost.banner.text or "восстановлен" in lost.banner.text)
    qtbot.waitUntil(lambda: not lost.exchange.running)


def test_restoring_from_the_settings_closes_the_laptop_first(qtbot: QtBot, open_window) -> None:
    gate = FakeGate()
    window = open_window(gate)
    unlock(qtbot, window)
    window.navigator.show("settings")
    window.screen._ways["restore"].click()
    qtbot.waitUntil(lambda: name(window) == "restore")
    assert gate.locks == 1
    assert not window.is_open
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert name(window) == "restore"
    QTest.keyClick(window.screen.first_focus(), Qt.Key.Key_Escape)
    assert name(window) == "lock"


def test_a_new_laptop_may_be_an_old_one(open_window) -> None:
    window = open_window(FakeGate(how="new"))
    assert window.screen._restore.isVisible()
    window.screen._restore.click()
    assert name(window) == "restore"
    QTest.keyClick(window.screen.first_focus(), Qt.Key.Key_Escape)
    assert name(window) == "start"


def test_the_laptop_changes_the_passphrase_of_whoever_works(tmp_path: Path) -> None:
    folder = laptops.folder(tmp_path)
    key = folder.new_data_key()
    folder.create(laptops.PASSPHRASE, key, b"", identity())
    folder.slots.add("second", "Омаров", "второй пароль 2026", key, CHEAP)
    gate = Laptop(Home(tmp_path), cost=CHEAP)
    gate.unlock("второй пароль 2026")
    with pytest.raises(WrongPassphrase):
        gate.change_passphrase(laptops.PASSPHRASE, "новый пароль 2026")
    KeySlots(Home(tmp_path).keyslots)._count(laptops_tries())
    gate.change_passphrase("второй пароль 2026", "новый пароль 2026")
    gate.lock()
    assert folder.slots.open("новый пароль 2026").slot == "second"
    assert folder.slots.open(laptops.PASSPHRASE).slot != "second"


def laptops_tries() -> object:
    from inspector.store.keys import Tries

    return Tries()
