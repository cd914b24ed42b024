// Without scripts every row stands open; with them, rows unfold on request. Paper shows what is open.
const buttons = [...document.querySelectorAll(".unfold")];
const all = document.getElementById("all");
function unfold(button, open) {
  button.setAttribute("aria-expanded", open);
  document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
}
for (const button of buttons) {
  unfold(button, false);
  button.addEventListener("click", () => unfold(button, button.getAttribute("aria-expanded") !== "true"));
}
all.hidden = false;
all.addEventListener("click", () => {
  const open = all.textContent === "全部展开";
  buttons.forEach((button) => unfold(button, open));
  all.textContent = open ? "全部收起" : "全部展开";
});
