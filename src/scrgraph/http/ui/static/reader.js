// Shows in the contents where one is, and folds the contents away on a phone.
const links = new Map(
  [...document.querySelectorAll(".contents li > a")].map((link) => [link.getAttribute("href").slice(1), link]),
);
const headings = [...document.querySelectorAll(".book .heading[id]")].filter((heading) => links.has(heading.id));
const folded = document.querySelector(".contents details");
if (folded && window.matchMedia("(max-width: 61.99rem)").matches) folded.open = false;

let current = null;
const show = () => {
  const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
  const link = links.get((passed.at(-1) ?? headings[0])?.id);
  if (!link || link === current) return;
  current?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  current = link;
  const side = link.closest("details");
  if (side && side.scrollHeight > side.clientHeight) {
    side.scrollTop = link.offsetTop - side.clientHeight / 2;
  }
};
let waiting = false;
window.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    show();
  });
}, { passive: true });
show();
document.getElementById("at")?.scrollIntoView({ block: "center" });
