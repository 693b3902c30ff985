// Shows in the contents where one is, and beside a citation or a footnote mark what it leads to.
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

// The card: one for the page, kept open while the pointer or the focus is on the mark or on the card itself.
const card = document.createElement("div");
card.className = "card";
card.id = "card";
card.setAttribute("role", "note");
card.hidden = true;
document.querySelector(".book")?.append(card);
const known = new Map();
let owner = null;
let timer = 0;

const hide = () => {
  card.hidden = true;
  owner?.removeAttribute("aria-describedby");
  owner = null;
};
const later = (action, wait) => {
  clearTimeout(timer);
  timer = setTimeout(action, wait);
};
const place = (mark) => {
  const book = card.parentElement.getBoundingClientRect();
  const box = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const left = Math.min(Math.max(box.left - book.left, 0), book.width - card.offsetWidth);
  const below = box.bottom + card.offsetHeight + 12 < window.innerHeight || box.top < card.offsetHeight + 12;
  card.style.left = `${Math.max(left, 0)}px`;
  card.style.top = `${(below ? box.bottom + 6 : box.top - card.offsetHeight - 6) - book.top}px`;
};
const content = async (mark) => {
  if (mark.classList.contains("noted")) {
    const note = document.createElement("p");
    note.textContent = document.getElementById(mark.hash.slice(1))?.textContent ?? "";
    return [note];
  }
  const address = `/cards/${mark.pathname.slice("/works/".length)}?at=${mark.dataset.at}`;
  if (!known.has(address)) {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    if (!response.ok) return [];
    known.set(address, await response.text());
  }
  return [...new DOMParser().parseFromString(known.get(address), "text/html").body.children];
};
const reveal = async (mark) => {
  owner = mark;
  try {
    const made = await content(mark);
    if (owner !== mark || !made.length) return;
    card.replaceChildren(...made);
    card.hidden = false;
    mark.setAttribute("aria-describedby", card.id);
    place(mark);
  } catch {
    hide();
  }
};
for (const mark of document.querySelectorAll(".book a.cite, .book a.noted")) {
  mark.removeAttribute("title");
  mark.addEventListener("mouseenter", () => later(() => reveal(mark), 180));
  mark.addEventListener("mouseleave", () => later(hide, 250));
  mark.addEventListener("focus", () => later(() => reveal(mark), 0));
  mark.addEventListener("blur", (event) => {
    if (!card.contains(event.relatedTarget)) later(hide, 250);
  });
}
card.addEventListener("mouseenter", () => clearTimeout(timer));
card.addEventListener("mouseleave", () => later(hide, 250));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || card.hidden) return;
  clearTimeout(timer);
  hide();
});
