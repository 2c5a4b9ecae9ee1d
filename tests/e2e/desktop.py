# SPDX-FileCopyrightText: 2026 The Moksori authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop of the test's own: X server, window manager, session bus, and the screen reader's view of the program.

The program is found and operated only as a person can: by what AT-SPI says of its widgets, and by keys.
"""
import contextlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

NEEDED = ("Xvfb", "openbox", "dbus-daemon", "xdotool", "import")
Atspi = GLib = None  # imported when the bus they talk to exists


def missing():
    """What this machine lacks for a test with a window."""
    lacks = [tool for tool in NEEDED if not shutil.which(tool)]
    try:
        import gi

        gi.require_version("Atspi", "2.0")
    except (ImportError, ValueError):
        lacks.append("python3-gi with gir1.2-atspi-2.0")
    return lacks


class Failure(AssertionError):
    pass


class Node:
    """One widget as a screen reader sees it."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        with contextlib.suppress(Exception):
            return self.accessible.get_name() or ""
        return ""

    @property
    def description(self):
        with contextlib.suppress(Exception):
            return self.accessible.get_description() or ""
        return ""

    @property
    def role(self):
        with contextlib.suppress(Exception):
            return self.accessible.get_role_name() or ""
        return ""

    def has(self, state):
        with contextlib.suppress(Exception):
            return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state))
        return False

    @property
    def visible(self):
        # GTK 4.8 sets SHOWING on windows only.
        return self.has("VISIBLE")

    def children(self):
        with contextlib.suppress(Exception):
            for i in range(self.accessible.get_child_count()):
                child = self.accessible.get_child_at_index(i)
                if child is not None:
                    yield Node(child)

    def walk(self):
        """This node and all below it that is not hidden."""
        yield self
        for child in self.children():
            if child.visible:
                yield from child.walk()

    def walk_anew(self):
        """Likewise, of a page that has changed: libatspi answers from a cache."""
        self.accessible.clear_cache()
        return self.walk()

    @property
    def text(self):
        with contextlib.suppress(Exception):
            # GTK 4.8 takes no -1 for the end.
            return Atspi.Text.get_text(self.accessible, 0, Atspi.Text.get_character_count(self.accessible))
        return ""

    def says(self, words):
        return words in self.name or words in self.text or words in self.description

    def press(self):
        """What a screen reader does to activate a widget."""
        for i in range(self.accessible.get_n_actions()):
            if self.accessible.get_action_name(i) in ("click", "activate", "press", "toggle", ""):
                self.accessible.do_action(i)
                return
        if self.accessible.get_n_actions() > 0:
            self.accessible.do_action(0)
            return
        raise Failure(f"{self.role} “{self.name}” offers no action")

    def __repr__(self):
        return f"<{self.role} “{self.name}”>"


class Program:
    """The running program."""

    def __init__(self, desktop, process, name=None):
        """With @name it is known by that: of a program in a sandbox the bus tells only a go-between's process."""
        self.desktop = desktop
        self.process = process
        self.name = name

    def is_ours(self, accessible):
        return accessible.get_name() == self.name if self.name else accessible.get_process_id() == self.process.pid

    def root(self):
        with contextlib.suppress(Exception):
            top = Atspi.get_desktop(0)
            for i in range(top.get_child_count()):
                child = top.get_child_at_index(i)
                if child is not None and self.is_ours(child):
                    return Node(child)
        return None

    def nodes(self):
        # libatspi answers from a cache that only its events renew.
        while GLib.MainContext.default().iteration(False):
            pass
        root = self.root()
        if root:
            root.accessible.clear_cache()
        return [node for node in root.walk()] if root else []

    def find_all(self, words=None, role=None):
        return [node for node in self.nodes()
                if (role is None or node.role == role) and (words is None or node.says(words))]

    def wait(self, condition, what, seconds=20):
        """Waits until condition() is true and returns what it gave."""
        end = time.monotonic() + seconds * self.desktop.patience
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise Failure(f"the program ended with {self.process.returncode} while waiting for {what}")
            found = condition()
            if found:
                return found
            time.sleep(0.05)
        self.desktop.screenshot("failed")
        raise Failure(f"waited in vain for {what}; on the screen: "
                      + " | ".join(sorted({n.name for n in self.nodes() if n.name}))[:1500])

    def wait_for(self, words, role=None, seconds=20):
        return self.wait(lambda: self.find_all(words, role), f"{role or 'something'} “{words}”", seconds)[0]

    def gone(self, words, role=None, seconds=20):
        self.wait(lambda: not self.find_all(words, role), f"“{words}” to go", seconds)

    def key(self, *keys):
        for key in keys:
            self.desktop.run("xdotool", "key", "--clearmodifiers", key)
            time.sleep(0.03)

    def type(self, text):
        self.desktop.run("xdotool", "type", "--delay", "15", text)

    def watch_focus(self):
        """From now on step() hears where the focus goes; to look for it would take seconds on a large page."""
        self.heard = None

        def hear(event):
            if event.detail1:
                self.heard = Node(event.source)

        self.listener = Atspi.EventListener.new(hear)
        self.listener.register("object:state-changed:focused")

    def step(self, key, seconds=1):
        """Presses a key and returns what has the focus then; None where it stays."""
        self.heard = None
        self.key(key)
        end = time.monotonic() + seconds * self.desktop.patience
        while self.heard is None and time.monotonic() < end:
            while GLib.MainContext.default().iteration(False):
                pass
            time.sleep(0.003)
        return self.heard

    def focused(self):
        for node in self.nodes():
            if node.has("FOCUSED"):
                return node
        return None

    def focus_says(self, words, role=None):
        """Whether what has the focus says these words (and has that role)."""
        node = self.focused()
        return node is not None and node.says(words) and role in (None, node.role)

    def resize(self, width, height):
        window = self.desktop.run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()[-1]
        self.desktop.run("xdotool", "windowsize", "--sync", window, str(width), str(height))

    def quit(self):
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        self.process.kill()
        self.process.wait()


class Desktop:
    def __init__(self, width=1280, height=900, home=None):
        """With @home, that folder and the XDG_RUNTIME_DIR around us are kept instead of new ones."""
        self.size = (width, height)
        self.home = home
        self.patience = float(os.environ.get("MOKSORI_PATIENCE", "1"))
        self.stack = contextlib.ExitStack()
        self.shots = os.environ.get("MOKSORI_SCREENSHOTS")

    def __enter__(self):
        global Atspi, GLib
        if self.home is None:
            self.home = pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="moksori-e2e-")))
            runtime = self.home / "run"
            runtime.mkdir(mode=0o700)
            os.environ.update({
                "HOME": str(self.home), "XDG_RUNTIME_DIR": str(runtime), "XDG_DATA_HOME": str(self.home / "data"),
                "XDG_CONFIG_HOME": str(self.home / "config"), "XDG_CACHE_HOME": str(self.home / "cache"),
            })
        os.environ.update({
            "GSK_RENDERER": "cairo", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "0", "GSETTINGS_BACKEND": "memory",
            "GTK_USE_PORTAL": "0",
        })
        for name in ("WAYLAND_DISPLAY", "GTK_A11Y", "AT_SPI_BUS_ADDRESS"):
            os.environ.pop(name, None)

        read, write = os.pipe()
        self.start("Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size[0]}x{self.size[1]}x24",
                   "-nolisten", "tcp", "-ac", pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure("Xvfb did not start")
        os.environ["DISPLAY"] = ":" + number

        bus = self.start("dbus-daemon", "--session", "--nofork", "--print-address", stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL, text=True)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.start("openbox", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        import gi

        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi as atspi, GLib as glib

        Atspi, GLib = atspi, glib
        Atspi.init()
        return self

    def __exit__(self, *exception):
        self.stack.close()

    def start(self, *command, **options):
        process = subprocess.Popen(command, **options)

        def stop():
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()
            if process.stdout:
                process.stdout.close()

        self.stack.callback(stop)
        return process

    def run(self, *command):
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def launch(self, *command, language="en", output=None, **environment):
        """With @output, a file object, everything that the program prints goes there."""
        env = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE=language, **environment)
        program = Program(self, subprocess.Popen([str(c) for c in command], env=env, stdout=output, stderr=output))
        self.stack.callback(program.quit)
        program.wait(lambda: program.root() and list(program.root().children()), "the program on the accessibility bus", 40)
        return program

    def screenshot(self, name):
        """Kept where MOKSORI_SCREENSHOTS says, for people to look at."""
        if self.shots:
            pathlib.Path(self.shots).mkdir(parents=True, exist_ok=True)
            self.run("import", "-window", "root", str(pathlib.Path(self.shots) / f"{name}.png"))


class Tap:
    """Counts what was shown, one line a step."""

    def __init__(self):
        self.number = 0

    def ok(self, name):
        self.number += 1
        print(f"ok {self.number} - {name}", flush=True)

    def skip(self):
        """The number of a step that says itself what became of it."""
        self.number += 1
        return self.number

    def fail(self, name, why):
        self.number += 1
        print(f"# {why}\nnot ok {self.number} - {name}", flush=True)

    def end(self):
        print(f"1..{self.number}", flush=True)


def main(story):
    """Runs story(desktop, tap) on a desktop of its own; its steps are the tests."""
    lacks = missing()
    if lacks:
        print(f"1..0 # SKIP this machine lacks {', '.join(lacks)}")
        return 0
    tap = Tap()
    try:
        with Desktop() as desktop:
            story(desktop, tap)
    except Exception as failure:  # whatever goes wrong is a test that failed, and says so
        traceback.print_exc()
        tap.fail(story.__name__, f"{failure}".replace("\n", " "))
    tap.end()
    return 0


if __name__ == "__main__":
    sys.exit("desktop.py is a part of the tests beside it")
