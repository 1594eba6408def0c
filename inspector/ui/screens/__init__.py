"""The screens: for each, a presenter without Qt and a view that draws what it says.

`SCREENS` names every screen the navigator can show. A factory imports its screen when it is first shown, so that
the first window waits for nothing it does not need.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.ui.screens.base import Screen
    from inspector.ui.shell import Shell


def _start(shell: "Shell") -> "Screen":
    from inspector.ui.screens.start.view import StartScreen

    return StartScreen(shell)


def _lock(shell: "Shell") -> "Screen":
    from inspector.ui.screens.lock.view import LockScreen

    return LockScreen(shell)


def _home(shell: "Shell") -> "Screen":
    from inspector.ui.screens.home.view import HomeScreen

    return HomeScreen(shell)


def _search(shell: "Shell") -> "Screen":
    from inspector.ui.screens.search.view import SearchScreen

    return SearchScreen(shell)


def _before(shell: "Shell") -> "Screen":
    from inspector.ui.screens.before.view import BeforeScreen

    return BeforeScreen(shell)


def _violations(shell: "Shell") -> "Screen":
    from inspector.ui.screens.violations.view import ViolationsScreen

    return ViolationsScreen(shell)


def _sync(shell: "Shell") -> "Screen":
    from inspector.ui.screens.sync.view import SyncScreen

    return SyncScreen(shell)


def _conflict(shell: "Shell") -> "Screen":
    from inspector.ui.screens.conflict.view import ConflictScreen

    return ConflictScreen(shell)


def _divide(shell: "Shell") -> "Screen":
    from inspector.ui.screens.divide.view import DivideScreen

    return DivideScreen(shell)


def _acts(shell: "Shell") -> "Screen":
    from inspector.ui.screens.acts.view import ActsScreen

    return ActsScreen(shell)


def _settings(shell: "Shell") -> "Screen":
    from inspector.ui.screens.settings.view import SettingsScreen

    return SettingsScreen(shell)


def _passphrase(shell: "Shell") -> "Screen":
    from inspector.ui.screens.passphrase.view import PassphraseScreen

    return PassphraseScreen(shell)


def _colleague(shell: "Shell") -> "Screen":
    from inspector.ui.screens.colleague.view import ColleagueScreen

    return ColleagueScreen(shell)


def _invited(shell: "Shell") -> "Screen":
    from inspector.ui.screens.invited.view import InvitedScreen

    return InvitedScreen(shell)


def _recover(shell: "Shell") -> "Screen":
    from inspector.ui.screens.recover.view import RecoverScreen

    return RecoverScreen(shell)


def _restore(shell: "Shell") -> "Screen":
    from inspector.ui.screens.restore.view import RestoreScreen

    return RestoreScreen(shell)


def _keys(shell: "Shell") -> "Screen":
    from inspector.ui.screens.keysheet.view import KeySheetScreen

    return KeySheetScreen(shell)


def _questions(shell: "Shell") -> "Screen":
    from inspector.ui.screens.questions.view import QuestionsScreen

    return QuestionsScreen(shell)


def _roster(shell: "Shell") -> "Screen":
    from inspector.ui.screens.roster.view import RosterScreen

    return RosterScreen(shell)


def _cameras(shell: "Shell") -> "Screen":
    from inspector.ui.screens.cameras.view import CamerasScreen

    return CamerasScreen(shell)


def _camera_grid(shell: "Shell") -> "Screen":
    from inspector.ui.screens.camera_grid.view import GridScreen

    return GridScreen(shell)


def _code_show(shell: "Shell") -> "Screen":
    from inspector.ui.screens.walk.show_view import ShowScreen

    return ShowScreen(shell)


def _code_enter(shell: "Shell") -> "Screen":
    from inspector.ui.screens.walk.view import EnterScreen

    return EnterScreen(shell)


def _coverage(shell: "Shell") -> "Screen":
    from inspector.ui.screens.coverage.view import CoverageScreen

    return CoverageScreen(shell)


def _plan(shell: "Shell") -> "Screen":
    from inspector.ui.screens.plan.view import PlanScreen

    return PlanScreen(shell)


def _summary(shell: "Shell") -> "Screen":
    from inspector.ui.screens.summary.view import SummaryScreen

    return SummaryScreen(shell)


def _signatures(shell: "Shell") -> "Screen":
    from inspector.ui.screens.signatures.view import SignaturesScreen

    return SignaturesScreen(shell)


def _proof(shell: "Shell") -> "Screen":
    from inspector.ui.screens.proof.view import ProofScreen

    return ProofScreen(shell)


def _delivery(shell: "Shell") -> "Screen":
    from inspector.ui.screens.delivery.view import DeliveryScreen

    return DeliveryScreen(shell)


def _act(shell: "Shell") -> "Screen":
    from inspector.ui.screens.act.view import ActScreen

    return ActScreen(shell)


def _moving(shell: "Shell") -> "Screen":
    from inspector.ui.screens.moving.view import MovingScreen

    return MovingScreen(shell)


def _again(shell: "Shell") -> "Screen":
    from inspector.ui.screens.again.view import AgainScreen

    return AgainScreen(shell)


def _returned(shell: "Shell") -> "Screen":
    from inspector.ui.screens.returned.view import ReturnedScreen

    return ReturnedScreen(shell)


def _faces(shell: "Shell") -> "Screen":
    from inspector.ui.screens.photos.faces_view import FacesScreen

    return FacesScreen(shell)


def _importing(shell: "Shell") -> "Screen":
    from inspector.ui.screens.importing.view import ImportScreen

    return ImportScreen(shell)


def _phone_code(shell: "Shell") -> "Screen":
    from inspector.ui.screens.importing.codes_view import CodesScreen

    return CodesScreen(shell)


SCREENS: dict[str, Callable[["Shell"], "Screen"]] = {
    "start": _start,
    "lock": _lock,
    "home": _home,
    "search": _search,
    "before": _before,
    "questions": _questions,
    "roster": _roster,
    "cameras": _cameras,
    "camera_grid": _camera_grid,
    "code_show": _code_show,
    "code_enter": _code_enter,
    "coverage": _coverage,
    "plan": _plan,
    "faces": _faces,
    "importing": _importing,
    "phone_code": _phone_code,
    "summary": _summary,
    "proof": _proof,
    "signatures": _signatures,
    "act": _act,
    "delivery": _delivery,
    "moving": _moving,
    "returned": _returned,
    "again": _again,
    "violations": _violations,
    "sync": _sync,
    "conflict": _conflict,
    "divide": _divide,
    "acts": _acts,
    "settings": _settings,
    "passphrase": _passphrase,
    "colleague": _colleague,
    "recover": _recover,
    "restore": _restore,
    "invited": _invited,
    "keys": _keys,
}
