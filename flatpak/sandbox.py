# SPDX-FileCopyrightText: 2026 The Moksori authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The installed Flatpak as the steps of flatpak/check-installed use it: started, looked into, and asked for files
through the portal of the file chooser. Where it is, flatpak/test says in the environment.
"""
import gettext
import os
import pathlib
import subprocess
import sys
import time
import types

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP / "tests" / "e2e"))
import desktop  # noqa: E402

ID = os.environ["id"]
WORK = pathlib.Path(os.environ["work"])
HOME = pathlib.Path(os.environ["HOME"])
CLI = os.environ["MOKSORI_CLI"]
DATA = HOME / ".var/app" / ID / "data" / "moksori"
EXPORTS = HOME / ".local/share/flatpak/exports/share"
FILES = HOME / ".local/share/flatpak/app" / ID / "current/active/files"


def run(*command, check=True, **environment):
    return subprocess.run([str(c) for c in command], check=check, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env=dict(os.environ, **environment)).stdout


def cli(*arguments):
    return subprocess.run([CLI, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def expect(condition, why):
    if not condition:
        raise desktop.Failure(why)


def inside(*command, extra=()):
    """Output of a shell command in the sandbox; @extra are permissions beyond those of the program."""
    return run("flatpak", "run", *extra, "--command=bash", ID, "-c", *command, check=False)


def in_korean(text):
    """As the installed catalogue says it."""
    with open(FILES / "share/locale/ko/LC_MESSAGES/moksori.mo", "rb") as file:
        return gettext.GNUTranslations(file).gettext(text).replace("_", "")


class Instance:
    """What desktop.Program asks of a process, for one that only Flatpak knows."""

    returncode = "an unknown status"

    def __init__(self):
        self.seen = False

    def running(self):
        return ID in run("flatpak", "ps", "--columns=application")

    def poll(self):
        running = self.running()
        self.seen = self.seen or running
        return None if running or not self.seen else self.returncode

    def wait(self, timeout=10):
        end = time.monotonic() + timeout
        while self.running() and time.monotonic() < end:
            time.sleep(0.1)

    def terminate(self):
        run("flatpak", "kill", ID, check=False)

    kill = terminate


def start(desk, *command, language):
    """The program in its sandbox, in the locale of a user of @language."""
    env = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL")}
    env.update(LANG=f"{language}.UTF-8", XDG_DATA_DIRS=f"{EXPORTS}:/usr/local/share:/usr/share")
    started = subprocess.Popen([str(c) for c in command], env=env)
    desk.stack.callback(started.wait)
    program = desktop.Program(desk, Instance(), name="moksori")
    desk.stack.callback(program.quit)
    program.wait(lambda: program.root() and list(program.root().children()), "the program on the accessibility bus", 40)
    return program


def leave(program):
    program.key("ctrl+q")
    program.process.wait(15 * program.desktop.patience)
    expect(not program.process.running(), "Ctrl+Q did not end the program")


def choose(desk, path, picture):
    """Types a path into the desktop's own file chooser, which is no window of the program's."""
    portal = desktop.Program(desk, types.SimpleNamespace(poll=lambda: None), name="xdg-desktop-portal-gtk")
    portal.wait(lambda: portal.root() and portal.focused(), "the file chooser of the desktop")
    if not portal.focus_says("", "text"):
        # To open something, it begins with recent files, of which no folder can be chosen; and asks for no path by itself.
        portal.key("alt+Home", "ctrl+l")
        portal.wait(lambda: portal.focus_says("", "text"), "the file chooser to ask for a path")
    desk.screenshot(picture)
    portal.key("ctrl+a")
    portal.type(str(path))
    # A folder's name is completed with the stroke that may follow it, which has to be taken first.
    portal.wait(lambda: (node := portal.focused()) and node.text.rstrip("/") == str(path), "the path in the file chooser")
    portal.key("End", "Return")
