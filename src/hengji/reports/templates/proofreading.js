// Without scripts the findings stand in a list. With them each stands beside its words, and can be sifted and copied.
const cards = [...document.querySelectorAll(".card")];
const list = document.getElementById("cards");
const buttons = [...document.querySelectorAll(".sift button")];
const kind = document.getElementById("kind");
const wide = matchMedia("(min-width: 961px)");
const GAP = 12;
let chosen = null;

// First everything is measured, then everything is moved: the page is laid out once.
function place() {
  const shown = cards.filter((card) => !card.hidden);
  for (const card of cards) card.classList.remove("brief");
  if (!wide.matches) {
    list.style.minHeight = "";
    return;
  }
  const origin = list.getBoundingClientRect().top;
  const spots = shown.map((card) => {
    const at = document.getElementById(card.dataset.at);
    const brief = card.firstElementChild.offsetHeight + 26;
    return { card, height: card.offsetHeight, brief, want: at ? Math.max(at.getBoundingClientRect().top - origin - 16, 0) : 0 };
  }).sort((a, b) => a.want - b.want);
  const down = (from) => {
    for (let n = from; n < spots.length; n++) {
      const before = spots[n - 1];
      spots[n].top = Math.max(spots[n].want, before ? before.top + before.height + GAP : 0);
    }
  };
  const fixed = spots.findIndex((spot) => spot.card === chosen);
  down(0);
  if (fixed > 0) {
    // The chosen one stands beside its words; those before it move up, and shrink to their headings where room is short.
    const room = () => spots.slice(0, fixed).reduce((sum, spot) => sum + spot.height + GAP, 0);
    for (let n = fixed - 1; n >= 0 && room() > spots[fixed].want; n--) {
      spots[n].height = spots[n].brief;
      spots[n].shrunk = true;
    }
    spots[fixed].top = Math.max(spots[fixed].want, room());
    for (let n = fixed - 1; n >= 0; n--) {
      spots[n].top = Math.min(spots[n].top, spots[n + 1].top - spots[n].height - GAP);
    }
    down(fixed + 1);
  }
  for (const { card, top, shrunk } of spots) {
    card.style.top = `${top}px`;
    card.classList.toggle("brief", Boolean(shrunk));
  }
  const last = spots[spots.length - 1];
  list.style.minHeight = last ? `${last.top + last.height}px` : "";
}

function sift() {
  const severities = new Set(buttons.filter((b) => b.getAttribute("aria-pressed") === "true").map((b) => b.dataset.severity));
  const numbers = new Set();
  for (const card of cards) {
    card.hidden = !severities.has(card.dataset.severity) || Boolean(kind && kind.value && kind.value !== card.dataset.kind);
    if (!card.hidden) numbers.add(card.dataset.n);
  }
  for (const words of document.querySelectorAll("mark, sup a")) {
    words.classList.toggle("off", !words.dataset.n.split(" ").some((number) => numbers.has(number)));
  }
  document.getElementById("none").hidden = numbers.size > 0 || cards.length === 0;
  place();
}

function choose(card) {
  if (chosen) chosen.classList.remove("chosen");
  chosen = card;
  if (card) card.classList.add("chosen");
  place();
}

function follow() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  choose(target.closest(".card") || document.getElementById(`f${target.dataset.n}`));
  target.scrollIntoView({ block: "center" });
  const focus = target.matches("a") ? target : target.querySelector("a, button:not([hidden])");
  if (focus) focus.focus({ preventScroll: true });
}

async function copy(button) {
  const text = button.dataset.text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    button.focus();
  }
  const said = document.getElementById("said");
  said.textContent = "已复制";
  setTimeout(() => { said.textContent = ""; }, 1800);
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
    sift();
  });
}
if (kind) kind.addEventListener("change", sift);
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
for (const card of cards) card.addEventListener("click", () => { if (card.classList.contains("brief")) choose(card); });
for (const details of document.querySelectorAll(".card details")) details.addEventListener("toggle", place);
const unchecked = document.getElementById("unchecked");
if (unchecked) {
  unchecked.hidden = false;
  unchecked.addEventListener("click", () => {
    unchecked.setAttribute("aria-pressed", document.body.classList.toggle("show-unchecked"));
  });
}
const strip = document.querySelector(".sift");
if (strip) strip.hidden = false;
list.classList.add("placed");
addEventListener("resize", place);
addEventListener("hashchange", follow);
sift();
document.fonts.ready.then(place);
follow();
