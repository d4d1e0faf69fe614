"""Claims about the page, each tried in real Chromium: check.py TALKOOT HOME PEER-HOME [DIRECTORY FOR PICTURES]"""
import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

import work

PROGRAM, HOME, PEER = sys.argv[1:4]
PICTURES = sys.argv[4] if len(sys.argv) > 4 else None
# Some of it only: PARTS="live work"
PARTS = os.environ.get("PARTS", "looks keyboard live work scripts").split()
# Pages of one kind differ only in what they show: so many of each are followed to what they link to, and looked at.
FOLLOWED, LOOKED_AT = 8, 2
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
failures = []
claims = 0


def claim(text, faults=()):
    """Says how a claim came out."""
    global claims
    claims += 1
    faults = list(faults)
    print(("✔ " if not faults else "✘ ") + text, flush=True)
    for fault in faults[:8]:
        print("    " + fault[:400], flush=True)
    if faults:
        failures.append(text)


def talkoot(home, *words):
    done = subprocess.run([PROGRAM, "--home", home, *words], capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"talkoot {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout


def sign_in_link(home):
    return re.search(r"http://\S+", talkoot(home, "web", "--print")).group()


def kind(path):
    """The page that a path is of: ids apart."""
    return re.sub(r"/[a-z]{1,2}-[0-9A-Za-z]+|/[0-9A-Za-z]{20,}", "/ID", urlsplit(path).path)


class Person:
    """Somebody at a browser of their own, signed in."""

    def __init__(self, chromium, home, **options):
        link = sign_in_link(home)
        self.base = link.split("/sign-in")[0]
        self.context = chromium.new_context(**options)
        self.faults = []
        self.context.on("request", self._request)
        self.page = self.context.new_page()
        self._listen(self.page)
        self.page.goto(link)
        self.page.wait_for_selector("nav.sections")

    def _request(self, request):
        if not request.url.startswith(self.base + "/"):
            self.faults.append(f"a request to {request.url}")

    def _listen(self, page):
        page.on("console", lambda m: self.faults.append(f"{page.url}: {m.text}") if m.type == "error" else None)
        page.on("pageerror", lambda e: self.faults.append(f"{page.url}: {e}"))
        page.on("dialog", lambda d: (self.faults.append(f"{page.url}: a dialog said {d.message}"), d.dismiss()))

    def open(self, path):
        return self.page.goto(self.base + path)

    def choose(self, name, value):
        """Presses one of the footer's choices of language and look."""
        button = self.page.locator(f'footer button[name="{name}"][value="{value}"]')
        if button.get_attribute("aria-pressed") != "true":
            button.click()
            self.page.wait_for_load_state()

    def links(self):
        found = self.page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
        return [link[len(self.base):].split("#")[0] for link in found if link.startswith(self.base + "/")]


def reachable(person):
    """Paths of all pages, a few of each kind, found by their links."""
    seen, kinds, waiting, found = set(), {}, ["/"], []
    faults = []
    while waiting:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/assets/", "/live", "/sign-out")):
            continue
        seen.add(path)
        if kinds.get(kind(path), 0) >= FOLLOWED or path.startswith("/at/"):
            continue
        answer = person.open(path)
        if answer.headers.get("content-disposition"):
            continue
        if answer.status != 200:
            faults.append(f"{path}: {answer.status}")
            continue
        kinds[kind(path)] = kinds.get(kind(path), 0) + 1
        if kinds[kind(path)] <= LOOKED_AT:
            found.append(path)
        waiting += person.links()
    claim(f"every link leads to a page ({len(kinds)} kinds of pages)", faults)
    return found


def accessibility(person, axe, name):
    result = axe.run(person.page, options=AXE).response
    return [
        f"{name}: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]
    ]


def picture(person, path, language, theme):
    if not PICTURES:
        return
    name = kind(path).strip("/").replace("/", "-") or "overview"
    person.page.screenshot(path=os.path.join(PICTURES, f"{name}-{language}-{theme}.png"), full_page=True)


def looks(person, paths):
    """Each page in each language and theme: rules of accessibility, width, pictures."""
    axe = Axe()
    narrow, rules, languages, pictured = [], [], [], set()
    for language in ("en", "fi"):
        for theme in ("light", "dark"):
            person.open("/")
            person.choose("language", language)
            person.choose("theme", theme)
            for path in paths:
                person.open(path)
                name = f"{path} ({language}, {theme})"
                rules += accessibility(person, axe, name)
                if person.page.get_attribute("html", "lang") != language:
                    languages.append(name)
                if (kind(path), language, theme) not in pictured:
                    pictured.add((kind(path), language, theme))
                    picture(person, path, language, theme)
                if theme == "light":
                    person.page.set_viewport_size({"width": 360, "height": 740})
                    width = person.page.evaluate("document.documentElement.scrollWidth")
                    if width > 360:
                        narrow.append(f"{name}: {width} pixels wide")
                    person.page.set_viewport_size({"width": 1200, "height": 900})
    claim("no page breaks a rule of accessibility, in any language or theme", rules)
    claim("every page is in the language chosen", languages)
    claim("no page is wider than a telephone of 360 pixels", narrow)
    person.open("/")
    person.choose("language", "en")


def keyboard(person, paths):
    """Tab reaches every control that the mouse does, and shows where it is."""
    reach = """() => [...document.querySelectorAll(
        'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex="0"]')]
      .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0)
      .filter(e => !(e.type === 'radio' && !e.checked && document.querySelector(`[name="${e.name}"]:checked`)))
      .map(e => { e.dataset.reach = 'no'; return 1 }).length"""
    step = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
      if (e.type === 'radio') for (const r of document.querySelectorAll(`[name="${e.name}"]`)) r.dataset.reach = 'yes';
      e.dataset.reach = 'yes';
      if (e.type === 'date') return true;  // the browser shows which of its parts it is at
      const s = getComputedStyle(e);
      return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none' }"""
    left = """() => [...document.querySelectorAll('[data-reach="no"]')].map(e => e.outerHTML.slice(0, 120))"""
    unreached, unseen, tried = [], [], set()
    for path in paths:
        if kind(path) in tried:
            continue
        tried.add(kind(path))
        person.open(path)
        for _ in range(person.page.evaluate(reach) + 3):
            person.page.keyboard.press("Tab")
            shows = person.page.evaluate(step)
            if shows is False:
                unseen.append(f"{path}: " + person.page.evaluate("document.activeElement.outerHTML.slice(0, 120)"))
        unreached += [f"{path}: {element}" for element in person.page.evaluate(left)]
    claim("the keyboard alone reaches every control", unreached)
    claim("and shows which one it is at", unseen)


def live(person, peer):
    """What one writes, the other sees without doing anything."""
    person.open("/")
    person.page.fill("#find", "kesken")
    person.page.evaluate("window.isTheSame = true")
    talkoot(peer, "goal", "add", "Ilmestyy itsestään")
    faults = []
    try:
        person.page.get_by_text("Ilmestyy itsestään").first.wait_for(timeout=15_000)
    except PlaywrightTimeout:
        faults.append("it did not show within 15 s")
    if not person.page.evaluate("window.isTheSame === true"):
        faults.append("the page was loaded anew")
    if person.page.input_value("#find") != "kesken":
        faults.append("what was being typed is gone")
    claim("what a partner writes shows at once on the open page, and what is being typed stays", faults)


def without_scripts(chromium):
    link = sign_in_link(HOME)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link.split("#")[0])
    page.fill("#code", link.split("#")[1])
    page.keyboard.press("Enter")
    page.wait_for_selector("nav.sections")
    page.click("footer button[value=fi]")
    page.wait_for_selector('html[lang="fi"]')
    claim("without scripts one signs in by the code, and everything answers")
    again = chromium.new_context(java_script_enabled=False).new_page()
    again.goto(link.split("#")[0])
    again.fill("#code", link.split("#")[1])
    with again.expect_navigation():
        again.keyboard.press("Enter")
    claim("a code lets nobody in twice", [] if not again.query_selector("nav.sections") else ["it did"])


def main():
    if PICTURES:
        os.makedirs(PICTURES, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=os.environ["BROWSER"], args=["--no-sandbox"] if os.geteuid() == 0 else []
        )
        person = Person(chromium, HOME, viewport={"width": 1200, "height": 900})
        claim("the link of talkoot web signs in")
        paths = reachable(person)
        if "looks" in PARTS:
            looks(person, paths)
        if "keyboard" in PARTS:
            keyboard(person, paths)
        if "live" in PARTS:
            live(person, PEER)
        if "work" in PARTS:
            work.try_out(person, Person(chromium, PEER), claim)
        if "scripts" in PARTS:
            without_scripts(chromium)
        claim("no error on the console, no dialog, no request that leaves the machine", person.faults)
        chromium.close()
    print(f"{claims - len(failures)} of {claims} claims hold")
    sys.exit(1 if failures else 0)


main()
