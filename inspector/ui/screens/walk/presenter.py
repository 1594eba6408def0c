"""What was heard at the monitor, and what follows: the digits, the six outcomes, the way to the next camera. No Qt."""

from collections.abc import Sequence
from typing import Protocol

from inspector.core import walk
from inspector.core.errors import Refusal
from inspector.core.walk import Archived, Compared, Outcome
from inspector.services.opened import Step
from inspector.services.walking import Camera, Status, Walking
from inspector.ui import language, wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens.sitting import Sitting
from inspector.ui.screens.walk import telling
from inspector.ui.screens.walk.page import Choice, EnterPage, Result, Stage

PLUS_MS = 3000
"""How long «+80» stands after a match."""

_OPEN = (Stage.TYPING, Stage.MISS)


class EnterView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: EnterPage) -> None: ...
    def focus_stage(self, stage: Stage) -> None: ...


class EnterPresenter:
    """One camera after the other. Every attempt is recorded; only a match or an outcome decides.

    With `archive` the same digits are asked of the recording of a camera that is proved already; with `cards` the
    code stands on a printed card and nothing is timed.
    """

    def __init__(self, sitting: Sitting, view: EnterView) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._shell = sitting.shell
        self._view = view
        self._stage = Stage.EMPTY
        self._digits = ""
        self._result: Result | None = None
        self._again = False
        self._plus = 0
        self._card = 0
        self._code = ""
        self.walking = Walking(sitting.opened)
        self.node = ""
        self.archive = self.cards = False

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    def begin(self, node: str, *, archive: bool = False, cards: bool = False) -> None:
        """At that camera: type, when a code waits for an answer."""
        same = (node, archive, cards, self._code_of(node)) == (self.node, self.archive, self.cards, self._code)
        if same and self._camera() is not None and self._stage is not Stage.EMPTY:
            self._go(self._stage)  # back from a look elsewhere
            return
        self.node, self.archive, self.cards = node, archive, cards
        if self._camera() is None:
            self._shell.navigator.back()
            return
        self._opened.mark_place(node)
        self._fresh()
        if cards and not self._waiting():
            self._next_card()
        self._code = self._code_of(node)
        self._go(Stage.TYPING if archive or self._waiting() else Stage.EMPTY)

    def refresh(self) -> None:
        """Show everything anew."""
        if self.node and self._camera() is not None:
            self._view.show_page(self.page())

    # what is on the screen

    def page(self) -> EnterPage:
        """The screen as it stands."""
        cameras = self.walking.cameras()
        camera = next(each for each in cameras if each.node == self.node)
        place = cameras.index(camera) + 1
        seen = camera.children
        return EnterPage(
            stage=self._stage,
            camera=telling.name(camera),
            sees="" if seen is None else ntr("sees {n} child", "sees {n} children", seen),
            place=tr("camera {n} of {of}", n=place, of=len(cameras)),
            pieces=telling.pieces(cameras, self.walking, self.node, self.node if self._stage is Stage.MISS else ""),
            total=len(cameras),
            question=self._question(camera),
            about=self._about(camera),
            digits=self._digits,
            result=self._result,
            waiting=telling.waiting(camera, self._stage),
            primary=self._primary(),
            again=tr("Type anew") if self._stage in (Stage.MATCH, Stage.MISS) else "",
            choices=self._choices(),
            choices_title=self._choices_title(),
            choices_key="" if self._stage in (Stage.CHOOSING, Stage.WHY) else "0",
            side=telling.side(cameras, self.walking, self.node, self._plus),
        )

    def _question(self, camera: Camera) -> str:
        if self.archive:
            proof = self.walking.proof(camera.node)
            at = telling.time_of(proof.shown_at or proof.read_at) if proof else ""
            return tr("What is in the archive at {time}?", time=at)
        return tr("What does the person at the monitor see?")

    def _about(self, camera: Camera) -> str:
        if self.archive:
            return tr("Find that minute in the recording and type the code it shows")
        if self.cards and self._card:
            return tr("Hold card {n} before the camera. Type what you hear", n=self._card)
        if camera.showing is None or self._stage is Stage.EMPTY:
            return ""
        return tr(
            "Shown at {time}, hidden now. Type what you hear",
            time=telling.time_of(camera.showing.shown_at),
        )

    def _primary(self) -> str:
        if self._stage is Stage.EMPTY:
            return tr("Show the code")
        if self._stage is Stage.MISS and not self.archive:
            return tr("Take another card") if self.cards else tr("Show a new code")
        if self._again:
            return tr("Take another card") if self.cards else tr("Show it again")
        if self._stage in (Stage.MATCH, Stage.SETTLED):
            following = self._following()
            if following is None:
                return tr("To the cameras")
            if self.archive or self.cards:
                return tr("Next: {n}", n=telling.number(following))
            return tr("Show the code to {n}", n=telling.number(following))
        return ""

    def _choices(self) -> tuple[Choice, ...]:
        if self._stage is Stage.WHY:
            return tuple(Choice(text=text, key=str(key)) for key, (_, text) in enumerate(self._reasons(), start=1))
        if self.archive:
            return (
                Choice(text=tr("No recording of that minute"), key="1", glyph="bad", tone="bad"),
                Choice(text=tr("The clock shows another time"), key="2", icon="clock", tone="warn"),
            )
        return telling.outcome_choices()

    def _choices_title(self) -> str:
        if self._stage is Stage.WHY:
            return tr("Why was it not checked?")
        return tr("The code is not there?") if self.archive else tr("No code is seen?")

    def _reasons(self) -> tuple[tuple[str, str], ...]:
        node = f"{self.node}/camera_why"
        if not self._opened.form.has(f"{self.walking.repeat}/camera_why"):
            return ()
        return tuple((each.value, each.label) for each in self._opened.session.choices(node, language.current.code))

    # keys

    def digit(self, value: int) -> None:
        """A digit of the code, 0 for «no code is seen», or the key of an outcome: one meaning at a time."""
        if self._stage in (Stage.CHOOSING, Stage.WHY):
            self.choose(value)
        elif value == 0:
            self.no_code()
        elif self._stage in _OPEN and str(value) in walk.DIGITS:
            if self._stage is Stage.MISS:
                self._fresh()
            self._result = None
            self._digits += str(value)
            if len(self._digits) == walk.LENGTH:
                self._compare()
            else:
                self._go(Stage.TYPING)
        elif self._stage in _OPEN:
            line = tr("Codes have no 0, 1 and 8: ask once more")
            self._result = Result(tone="warn", glyph="warn", title=tr("There is no such digit"), line=line)
            self._go(Stage.TYPING)

    def erase(self) -> None:
        """Backspace: the last digit; after a comparison all four, and a match is taken back."""
        if self._stage is Stage.MATCH and not self.archive:
            step = self._opened.undo()
            if step is not None:
                self._sitting.recorder.record(step.operations)
        if self._stage in (Stage.MATCH, Stage.MISS):
            self._fresh()
            self._go(Stage.TYPING)
        elif self._stage is Stage.TYPING and self._digits:
            self._digits = self._digits[:-1]
            self._go(Stage.TYPING)

    def no_code(self) -> None:
        """0: the six outcomes take the keys."""
        if self._stage is not Stage.MATCH:
            self._result = None
            self._digits = ""
            self._go(Stage.CHOOSING)

    def choose(self, key: int) -> None:
        """One of the outcomes, or one of the reasons, by its key."""
        if self._stage is Stage.WHY:
            reasons = self._reasons()
            if 1 <= key <= len(reasons):
                self._settle(Outcome.UNCHECKED, *reasons[key - 1])
            return
        if self._stage is not Stage.CHOOSING:
            self.no_code()
        if self.archive:
            kinds = (Archived.MISSING, Archived.OTHER_TIME)
            if 1 <= key <= len(kinds):
                self._take(self.walking.archive(self.node, kinds[key - 1]))
                self._result = self._archived(kinds[key - 1])
                self._go(Stage.SETTLED)
            return
        outcomes = tuple(Outcome)
        if not 1 <= key <= len(outcomes):
            return
        if outcomes[key - 1] is Outcome.UNCHECKED and self._reasons():
            self._go(Stage.WHY)
        else:
            self._settle(outcomes[key - 1])

    def proceed(self) -> None:
        """Enter: the next code, the same camera once more, or back to the list."""
        if self._stage in (Stage.TYPING, Stage.CHOOSING, Stage.WHY):
            return
        if self.archive and self._stage is Stage.MISS:
            self.erase()
            return
        if self._stage in (Stage.EMPTY, Stage.MISS) or self._again:
            self._show(self.node)
            return
        following = self._following()
        if following is None:
            self._shell.navigator.back()
        else:
            self._show(following.node)

    def step(self, by: int) -> None:
        """The camera before or after, whatever its state."""
        nodes = [camera.node for camera in self._way()]
        if self.node in nodes:
            place = nodes.index(self.node) + by
            if 0 <= place < len(nodes):
                self.begin(nodes[place], archive=self.archive, cards=self.cards)

    def escape(self) -> bool:
        """Out of the reasons, out of the outcomes; False leads back to the list."""
        if self._stage is Stage.WHY:
            self._go(Stage.CHOOSING)
            return True
        if self._stage is Stage.CHOOSING:
            self._go(Stage.TYPING if self.archive or self._waiting() else Stage.EMPTY)
            return True
        return False

    def undo(self) -> None:
        """Take the latest action back."""
        step = self._opened.undo()
        if step is None:
            self._shell.notice(tr("Nothing to take back"))
            return
        self._sitting.recorder.record(step.operations)
        self._fresh()
        self._go(Stage.TYPING if self.archive or self._waiting() else Stage.EMPTY)

    # inside

    def _compare(self) -> None:
        before = self.walking.bounds()
        if self.archive:
            step, found = self.walking.look_up(self.node, self._digits)
        else:
            step, found = self.walking.enter(self.node, self._digits)
        if step is not None:
            self._take(step)
        camera = self._camera()
        if camera is None:
            return
        if found.kind is not Compared.MATCH:
            self._result = telling.missed(found, self.walking.cameras())
            self._go(Stage.MISS)
            return
        if self.archive:
            self._result = self._archived(Archived.FOUND)
        else:
            delay = found.showing.delay if found.showing else None
            limit = self._opened.parameters.get("p_code_delay_s", "")
            self._result = telling.matched(camera, delay, limit, self._last())
            after = self.walking.bounds()
            self._show_plus(after.lower - before.lower if before and after else 0)
        self._go(Stage.MATCH)

    def _show_plus(self, plus: int) -> None:
        self._plus = plus
        if plus > 0:
            self._shell.tasks.later(PLUS_MS, self._hide_plus)

    def _hide_plus(self) -> None:
        if self._plus:
            self._plus = 0
            self.refresh()

    def _settle(self, outcome: Outcome, why: str = "", words: str = "") -> None:
        self._take(self.walking.settle(self.node, outcome, why))
        camera = self._camera()
        if camera is not None:
            self._again = outcome is Outcome.UNREAD
            self._result = telling.settled(camera, outcome, words, self._last())
        self._go(Stage.SETTLED)

    def _archived(self, found: Archived) -> Result:
        camera = self._camera()
        named = telling.name(camera) if camera else ""
        if found is Archived.FOUND:
            line = tr("The recording is there, its clock is right")
            return Result(tone="ok", glyph="ok", title=tr("Match"), line=line, hint=named)
        words = {
            Archived.MISSING: tr("No recording of that minute"),
            Archived.OTHER_TIME: tr("The clock shows another time"),
        }[found]
        return Result(tone="bad", glyph="bad", title=words, line=named)

    def _last(self) -> str:
        """«The walk is done: 22 of 22», or how many are left without a code; "" while the way goes on."""
        if self._following() is not None:
            return ""
        cameras = self.walking.cameras()
        left = sum(1 for camera in cameras if self.walking.waits(camera))
        if left:
            return ntr("The end of the list: {n} camera left without a code",
                       "The end of the list: {n} cameras left without a code", left)  # fmt: skip
        total = wording.number(len(cameras))
        return tr("The walk is done: {n} of {of}", n=total, of=total)

    def _following(self) -> Camera | None:
        if self.archive:
            nodes = [camera.node for camera in self._way()]
            place = nodes.index(self.node) if self.node in nodes else -1
            later = (each for each in self._way()[place + 1 :] if not self.walking.archived(each.node))
            return next(later, None)
        node = self.walking.following(self.node)
        return next((camera for camera in self.walking.cameras() if camera.node == node), None)

    def _way(self) -> Sequence[Camera]:
        cameras = self.walking.cameras()
        if not self.archive:
            return cameras
        return [camera for camera in cameras if camera.status is Status.PROVED and self.walking.proof(camera.node)]

    def _show(self, node: str) -> None:
        if self.archive:
            self.begin(node, archive=True)
        elif self.cards:
            self.node = node
            self._opened.mark_place(node)
            self._fresh()
            self._next_card()
            self._code = self._code_of(node)
            self._go(Stage.TYPING if self._waiting() else Stage.EMPTY)
        else:
            self._shell.navigator.replace("code_show", inspection=self._opened.id, camera=node)

    def _next_card(self) -> None:
        try:
            step, _, self._card = self.walking.show_card(self.node)
        except Refusal as refused:
            self._shell.refuse(refused)
            return
        self._sitting.recorder.record(step.operations)

    def _waiting(self) -> bool:
        """Whether a code was shown to this camera and nothing has been said of it yet."""
        camera = self._camera()
        return camera is not None and camera.showing is not None and not camera.tried

    def _code_of(self, node: str) -> str:
        """What of a showing tells it from every other."""
        return self._opened.session.value(f"{node}/code_shown")

    def _fresh(self) -> None:
        self._digits, self._result, self._again, self._plus = "", None, False, 0

    def _go(self, stage: Stage) -> None:
        self._stage = stage
        self._view.show_page(self.page())
        self._view.focus_stage(stage)

    def _take(self, step: Step) -> None:
        self._sitting.recorder.record(step.operations)

    def _camera(self) -> Camera | None:
        return next((each for each in self.walking.cameras() if each.node == self.node), None)
