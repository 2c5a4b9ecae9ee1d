# SPDX-FileCopyrightText: 2026 The Moksori authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The organizer's steps of flatpak/check-installed: a survey is opened through the document portal and fed from a folder
that the file chooser's portal gave, before and after the program was away; then it is closed, and its report leaves.
"""
import json
import shutil
import subprocess

from sandbox import DATA, HOME, ID, choose, cli, desktop, expect, in_korean, leave, start

N_EACH = 12


def prepare(secret):
    """A survey with three boxes handed over, and the folder in which they will arrive."""
    outbox, watched = HOME / "outbox", HOME / "Synced"
    outbox.mkdir()
    watched.mkdir()
    survey = HOME / "ward-survey.moksori"
    cli("new", survey, "--form", "care-workforce", "--title", "Wards", "--passphrase-file", secret)
    copies = []
    for ward in "ABC":
        box = outbox / f"{ward}.mokbox"
        cli("box", survey, "-o", box, "--label", f"Ward {ward}")
        cli("simulate", box, "-n", N_EACH, "--seed", 100 * ord(ward))
        copies.append(outbox / f"{ward}-copy.mokbox")
        cli("hand-over", box, "-o", copies[-1])
    return survey, watched, copies


def responses():
    adopted = list((DATA / "surveys").glob("*.moksori"))
    expect(len(adopted) == 1, f"surveys in the program's own folder: {adopted}")
    return json.loads(cli("status", adopted[0], "--json"))["responses"]


def wait_for_responses(program, n):
    """Merging is done by the program; the file is only looked at."""
    program.wait(lambda: responses() == n, f"{n} responses in the survey")
    program.wait(lambda: any(node.name == f"+{N_EACH}" for node in program.nodes()), f"the receipt to say +{N_EACH}")


def go_to(program, words, key="Tab"):
    """Rows of a list are worked by keyboard."""
    program.watch_focus()
    for _ in range(60):
        node = program.step(key)
        if node is not None and node.says(words):
            return
    raise desktop.Failure(f"{key} never reaches “{words}”")


def watch(desk, tap, survey, watched, copies):
    shutil.copy(copies[0], watched)
    program = start(desk, "gio", "open", survey, language="ko_KR")
    program.wait_for(in_korean("Watch a Folder…"), "list item")
    go_to(program, in_korean("Watch a Folder…"))
    program.key("Return")
    choose(desk, watched, "flatpak-folder-chooser")
    program.wait_for(in_korean("Watching “%s”") % watched.name)
    wait_for_responses(program, N_EACH)
    desk.screenshot("flatpak-watching-ko")
    tap.ok("a folder is chosen through the portal, and what lies in it is merged")

    shutil.copy(copies[1], watched)
    program.wait_for(in_korean("Look Now"), "push button").press()
    wait_for_responses(program, 2 * N_EACH)
    tap.ok("what arrives later is seen and merged")
    leave(program)

    shutil.copy(copies[2], watched)
    program = start(desk, "flatpak", "run", ID, language="ko_KR")
    program.wait_for(in_korean("Organize a survey"), "push button").press()
    program.wait(lambda: program.focus_says("Wards"), "the survey to have the focus")
    program.key("Return")
    wait_for_responses(program, 3 * N_EACH)
    expect(sorted(p.name for p in watched.iterdir()) == sorted(p.name for p in copies), f"in {watched}: something else")
    tap.ok("the folder is still open to the program when it is started again, and is left as it was")
    return program


def close(desk, tap, program, passphrase):
    program.wait_for(in_korean("C_lose…"), "push button").press()
    program.wait_for(in_korean("Close the survey?"), "heading")
    program.type(passphrase)
    program.key("Return")
    program.wait_for(in_korean("What closing would give"), "heading", seconds=60)
    desk.screenshot("flatpak-rehearsal-ko")
    program.wait(lambda: [n for n in program.find_all(in_korean("C_lose the Survey"), "push button")
                          if n.has("SENSITIVE")], "the button that closes")[-1].press()
    program.wait_for(in_korean("_Show Results"), "push button", seconds=60)
    desk.screenshot("flatpak-certificate-ko")
    program.find_all(in_korean("_Show Results"), "push button")[0].press()
    tap.ok("the survey is closed")


def report(desk, tap, program):
    program.wait(lambda: program.focus_says("", "list item"), "the list of results to have the focus")
    go_to(program, in_korean("Charts for the report"), "Down")
    program.key("Return")
    program.wait_for(in_korean("_Write Report…"), "push button").press()
    program.wait(lambda: [n for n in program.find_all(in_korean("_Save PDF…"), "push button") if n.has("SENSITIVE")],
                 "the report")[0].press()
    target = HOME / "report.pdf"
    choose(desk, target, "flatpak-save-report")
    program.wait_for(in_korean("The report is saved."))
    desk.screenshot("flatpak-report-ko")
    told = subprocess.run(["pdftotext", target, "-"], check=True, capture_output=True, text=True).stdout
    expect("Wards" in told and str(3 * N_EACH) in told, f"the report says {told[:400]}")
    # This libadwaita takes the first one for the message.
    program.key("Escape", "Escape")
    program.gone(in_korean("_Save PDF…"), "push button")
    tap.ok("its report leaves through the portal, as a PDF")


def story(desk, tap, secret):
    survey, watched, copies = prepare(secret)
    program = watch(desk, tap, survey, watched, copies)
    close(desk, tap, program, secret.read_text().strip())
    report(desk, tap, program)
    leave(program)
