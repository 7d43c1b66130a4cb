/* What a page does by itself: the list of lessons on a narrow screen, the switch of the colours, and
   keys for whatever is wider than the page. */

const html = document.documentElement;

const menu = document.querySelector(".menu");
menu.addEventListener("click", () => {
  const open = html.classList.toggle("contents-open");
  menu.setAttribute("aria-expanded", String(open));
});

const colours = document.querySelector(".colours");
const nameColours = () => {
  colours.textContent = html.dataset.colours === "dark" ? "Light" : "Dark";
  colours.setAttribute("aria-label", `${colours.textContent} page`);
};
colours.addEventListener("click", window.switchColours);
window.addEventListener("colours", nameColours);
nameColours();

document.querySelector(".contents [aria-current]")?.scrollIntoView({ block: "nearest" });

/* What scrolls sideways is reached by keyboard, and says what it is. */
const NAMES = { PRE: "code", TABLE: "table", DIV: "picture or formula" };
const scrolling = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) {
      target.tabIndex = 0;
      target.setAttribute("role", "region");
      target.setAttribute("aria-label", `${NAMES[target.tagName] ?? "part"}, wider than the page`);
    } else {
      target.removeAttribute("tabindex");
      target.removeAttribute("role");
      target.removeAttribute("aria-label");
    }
  }
});
for (const one of document.querySelectorAll("article :is(pre, .wide, .formula)")) scrolling.observe(one);
