"""The screen of the guided run. It draws what `view` says and hands each key to the session; nothing else."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import ClassVar

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key, Paste, Resize
from textual.screen import Screen
from textual.widgets import Static

from recipekeeper.cli.run.session import Session
from recipekeeper.cli.run.size import COLUMNS, ROWS, too_small
from recipekeeper.cli.run.view import View, view
from recipekeeper.cli.screen import clean

_A_TICK = 1.0
_A_LOOK = 2.0
_KEEP_TITLE, _GIVE_TITLE_BACK = "\x1b[22;2t", "\x1b[23;2t"


class Face(Screen[None], inherit_bindings=False):
    """All keys come here, also those with which textual would do something of its own."""

    def on_key(self, event: Key) -> None:
        """One key, by what it writes or by its name."""
        event.stop()
        event.prevent_default()
        if isinstance(self.app, GuidedRun):
            printable = event.character if event.is_printable else None
            self.app.pressed(printable or event.key)


class GuidedRun(App[None], inherit_bindings=False):
    """One batch after the other on one screen."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Static { height: 1; width: 1fr; }
    #head { text-style: reverse; }
    #heading, #label, #clock, #hint, #prompt { text-style: bold; }
    #text { height: 1fr; min-height: 4; }
    #middle, #figure, #beside { height: 6; }
    #figure { width: 50; text-style: bold; }
    #clock.alarming { text-style: bold reverse; }
    #told { height: auto; min-height: 3; max-height: 4; }
    #keys { height: 2; }
    #help, #small { height: 1fr; display: none; }
    .helping > *, .small > * { display: none; }
    .helping > #help, .small > #small { display: block; }
    """
    BELOW: ClassVar = ("detail", "clock", "following", "last", "told", "prompt", "keys", "help", "small")

    def __init__(self, session: Session) -> None:
        super().__init__(ansi_color=True)
        self._session = session
        self._drawn: dict[str, Text] = {}
        self._rung: frozenset[str] = frozenset()
        self._titled = ""
        self._draws_soon = False
        self.failure: Exception | None = None
        """What stopped it that is no sentence of ours: told once the terminal is whole again."""

    def get_default_screen(self) -> Screen[None]:
        """The one screen there is."""
        return Face()

    def compose(self) -> ComposeResult:
        """The parts from top to bottom."""
        with Vertical(id="all"):
            for part in ("head", "heading", "text", "label"):
                yield Static(id=part)
            with Horizontal(id="middle"):
                yield Static(id="figure")
                yield Static(id="beside")
            for part in self.BELOW:
                yield Static(id=part)

    def on_mount(self) -> None:
        """The first look, and the clock."""
        self._to_terminal(_KEEP_TITLE)
        self.set_interval(_A_TICK, lambda: self._then_drawn(lambda: self._session.tick(time.monotonic())))
        self.set_interval(_A_LOOK, lambda: self._then_drawn(lambda: self._session.look(time.monotonic())))
        self._then_drawn(lambda: None)

    def on_unmount(self) -> None:
        """The window gets its title back."""
        self._to_terminal(_GIVE_TITLE_BACK)

    def pressed(self, key: str) -> None:
        """A key for the session."""
        self._then_drawn(lambda: self._session.press(key, time.monotonic()))
        if self._session.leaving:
            self.exit()

    def on_paste(self, event: Paste) -> None:
        """What is pasted is typed; its line ends enter nothing."""
        for letter in " ".join(event.text.split()):
            self.pressed(letter)

    def on_resize(self, event: Resize) -> None:
        """Too small a screen says so, and nothing else."""
        is_small = event.size.width < COLUMNS or event.size.height < ROWS
        self.query_one("#all").set_class(is_small, "small")
        self._show("small", Text(too_small(event.size.width, event.size.height)))

    def _then_drawn(self, act: Callable[[], None]) -> None:
        """Do it, and draw once all keys that are typed ahead have done theirs."""
        if self._session.leaving or self.failure:
            return
        self._guarded(act)
        if not self._draws_soon:
            self._draws_soon = True
            self.call_later(self._draw_now)

    def _draw_now(self) -> None:
        self._draws_soon = False
        self._guarded(lambda: self._draw(view(self._session.desk, self._session.by, self._session.others)))

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as failure:  # noqa: BLE001 - the terminal has to be whole before anything is said
            self.failure = failure
            self.exit()

    def _draw(self, shown: View) -> None:
        self.query_one("#all").set_class(bool(shown.help), "helping")
        self.query_one("#clock").set_class(shown.is_alarming, "alarming")
        for part in ("text", "help"):
            self._show(part, Text(clean(getattr(shown, part))))
        for part in ("head", "heading", "label", "detail", "clock", "following", "last"):
            self._show(part, Text(clean(getattr(shown, part)), no_wrap=True, overflow="ellipsis"))
        self._show("figure", _figure(shown))
        self._show("beside", Text(clean("\n".join(shown.beside)), no_wrap=True, overflow="ellipsis"))
        self._show("told", _told(shown))
        self._show("prompt", _prompt(shown))
        self._show("keys", Text("\n".join(shown.keys)))
        if shown.rings - self._rung:
            self.bell()
        self._rung = shown.rings
        if shown.title != self._titled:
            self._titled = shown.title
            self._to_terminal(f"\x1b]2;{clean(shown.title)}\x07")

    def _show(self, part: str, text: Text) -> None:
        if self._drawn.get(part) != text:
            self._drawn[part] = text
            self.query_one(f"#{part}", Static).update(text)

    def _to_terminal(self, sequence: str) -> None:
        if sys.__stdout__ is not None and not self.is_headless:
            with suppress(OSError, ValueError):
                sys.__stdout__.write(sequence)
                sys.__stdout__.flush()


def _figure(shown: View) -> Text:
    if not shown.figure:
        return Text(f"\n{clean(shown.unit)}")
    *rows, last = shown.figure
    return Text("\n".join([*rows, f"{last} {clean(shown.unit)}"]), no_wrap=True)


def _told(shown: View) -> Text:
    """What is asked or refused now; else what the last act brought."""
    if shown.hint:
        return Text(clean(shown.hint), style="bold")
    text = Text()
    for one in shown.told:
        style = " ".join(each for each in ("bold" if one.strong else "", one.colour or "") if each)
        text.append(f"{clean(one.text)}\n", style=style)
    return text


def _prompt(shown: View) -> Text:
    return Text.assemble(
        clean(shown.prompt),
        " ",
        clean(shown.typed),
        "█",
        f"  {clean(shown.aside)}" if shown.aside else "",
    )
