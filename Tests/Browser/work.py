"""Goals, decisions and agreements by two people at two nodes, each seeing what the other does."""
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

PATIENCE = 20_000


class Side:
    """One of the two, with the words for what they do."""

    def __init__(self, person):
        self.person, self.page = person, person.page

    def open(self, path):
        self.person.open(path)
        self.page.evaluate("window.isTheSame = true")

    def unfold(self, summary):
        fold = self.page.locator("summary", has_text=summary).first
        if not fold.evaluate("e => e.parentElement.open"):
            fold.focus()
            self.page.keyboard.press("Enter")

    def send(self, form, **fields):
        """Fills a form in and sends it by the keyboard."""
        form = self.page.locator(form.replace("form[", 'form[method="post"][', 1)).first
        for name, value in fields.items():
            field = form.locator(f'[name="{name}"]').first
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.locator("button").last.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.evaluate("window.isTheSame = true")
        return self.page.url[len(self.person.base):].split("?")[0].split("#")[0]

    def sees(self, text, inside="main"):
        """What is wrong where a text doesn't come by itself."""
        try:
            expect(self.page.locator(inside).first).to_contain_text(text, timeout=PATIENCE)
        except (AssertionError, PlaywrightTimeout):
            return [f"{self.page.url}: no {text!r}"]
        return [] if self.page.evaluate("window.isTheSame === true") else [f"{self.page.url} was loaded anew"]


def goals(here, there, claim):
    here.open("/goals")
    there.open("/goals")
    here.unfold("Add a goal")
    goal = here.send('form[action="/goals"]', title="Bread for all", description="We bake bread.")
    claim("a goal made at one node shows on the other's tree", there.sees("Bread for all"))
    there.open(goal)
    here.unfold("Add a measure")
    here.send(f'form[action="{goal}/measures"]', name="Loaves", unit="pcs", **{"from": "0"}, target="100")
    for value in ("30", "45"):
        here.open(goal)
        here.unfold("Check in")
        here.send('form[action$="/checkins"]', value=value, confidence="on-track")
    faults = there.sees("45", "figure.chart")
    faults += [] if there.page.locator("figure.chart svg .mark").count() >= 2 else ["no points"]
    claim("check-ins are drawn on the other's chart as they come", faults)

    here.open(goal)
    here.unfold("Add a goal below")
    here.send('form[action="/goals"]', title="Rye")
    here.open(goal)
    here.unfold("Add a goal below")
    here.send('form[action="/goals"]', title="Oats")
    here.open("/goals?arrange=1")
    below = f"#goal-{goal.split('/')[-1]} > ul > li > .between a"
    names = here.page.locator(below).all_inner_texts()
    button = here.page.get_by_role("button", name=f"Move up: {names[1]}", exact=True)
    button.focus()
    with here.page.expect_navigation():
        here.page.keyboard.press("Enter")
    moved = here.page.locator(below).all_inner_texts()
    claim("the keyboard moves a goal in the tree", [] if moved == names[::-1] else [f"{names} became {moved}"])
    return goal


def texts(here, there, claim, goal):
    """Two write in one description at once."""
    there.open(goal)
    there.unfold("Edit")
    field = there.page.locator("#description")
    field.focus()
    there.page.keyboard.press("Control+End")
    there.page.keyboard.type(" And cakes.")
    here.open(goal)
    here.unfold("Edit")
    here.send(f'form[action="{goal}/edit"]', description="Every day we bake bread.")
    faults = []
    try:
        expect(field).to_have_value("Every day we bake bread. And cakes.", timeout=PATIENCE)
    except AssertionError:
        faults.append(f"the field holds {field.input_value()!r}")
    there.page.keyboard.type(" Often.")
    if not field.input_value().endswith("And cakes. Often."):
        faults.append(f"the cursor is lost: {field.input_value()!r}")
    claim("what one writes comes into the text that the other is writing, and the cursor stays", faults)
    there.send(f'form[action="{goal}/edit"]')
    here.open(goal)
    claim("and both keep their words", here.sees("Every day we bake bread. And cakes. Often."))


def decisions(here, there, claim):
    here.open("/decisions")
    there.open("/decisions?show=mine")
    here.unfold("Propose a decision")
    decision = here.send('form[action="/decisions"]', title="Shall we buy an oven?", rule="majority", text="A big one.")
    claim("a decision waits for the other's position", there.sees("Shall we buy an oven?"))
    here.open(decision)
    for side, reason in ((there, "It is cold."), (here, "We need it.")):
        side.open(decision)
        side.page.locator('input[value="agree"]').focus()
        side.page.keyboard.press("Space")
        side.send(f'form[action="{decision}/position"]', reason=reason)
    claim("positions show with their reasons", here.sees("It is cold."))
    there.open(decision)
    # With all positions there the nodes may have settled it by now.
    if here.page.locator(f'form[action="{decision}/close"]').count():
        here.send(f'form[action="{decision}/close"]')
    claim("it is settled, with a certificate, for both", there.sees("accepted") + there.sees("Certificate"))


def agreements(here, there, claim):
    here.open("/agreements")
    here.unfold("Draft an agreement")
    agreement = here.send('form[action="/agreements"]', title="Opening hours", text="We open at eight.\nWe rest.")
    there.open("/agreements?show=mine")
    faults = there.sees("Opening hours")
    there.open(agreement)
    there.send(f'form[action="{agreement}/sign"]', role="Baker")
    here.open(agreement)
    claim("a signature under an agreement shows at the other node", faults + here.sees("Baker"))
    there.open(agreement)
    here.unfold("Write a new version")
    here.send(f'form[action="{agreement}/edit"]', text="We open at nine.\nWe rest.")
    faults = there.sees("What changed since you signed version 1")
    faults += [] if there.page.locator("ins").count() and there.page.locator("del").count() else ["no difference"]
    claim("who signed sees what a newer version says otherwise", faults)


def try_out(here, there, claim):
    """All of it. `here` and `there` are people at two nodes."""
    sides = Side(here), Side(there)
    goal = goals(*sides, claim)
    texts(*sides, claim, goal)
    decisions(*sides, claim)
    agreements(*sides, claim)
    claim("nothing of that is an error on the other's console, or leaves the machine", there.faults)
