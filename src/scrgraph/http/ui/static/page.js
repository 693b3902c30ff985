// "/" puts the cursor in the search box; names are suggested while one types; references are copied with one press.
const box = document.querySelector("#q");
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

const KINDS = { theme: "theme", section: "section", work: "work cited", policy: "policy", organisation: "organisation" };
const list = document.getElementById("suggested");
let asked = "";
let chosen = -1;

const options = () => [...list.children];
const close = () => {
  list.hidden = true;
  list.replaceChildren();
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
};
const choose = (next) => {
  const all = options();
  if (!all.length) return;
  all[chosen]?.removeAttribute("aria-selected");
  chosen = (next + all.length + 1) % (all.length + 1);
  if (chosen === all.length) chosen = -1;
  const option = all[chosen];
  if (!option) return box.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
};
const open = (option) => window.location.assign(option.dataset.address);
const option = ({ label, kind, iri }, index) => {
  const made = document.createElement("li");
  made.id = `suggested-${index}`;
  made.setAttribute("role", "option");
  made.dataset.address = `/page/${iri.split("/id/")[1]}`;
  const what = document.createElement("span");
  what.className = "count";
  what.textContent = KINDS[kind] ?? kind;
  made.append(label, " ", what);
  made.addEventListener("mousedown", (event) => {
    event.preventDefault();
    open(made);
  });
  return made;
};
const suggest = async () => {
  const typed = box.value.trim();
  asked = typed;
  if (typed.length < 2) return close();
  try {
    const response = await fetch(`/api/suggest?${new URLSearchParams({ q: typed.slice(0, 200) })}`);
    if (!response.ok || asked !== typed || document.activeElement !== box) return;
    const found = await response.json();
    if (!found.length) return close();
    chosen = -1;
    list.replaceChildren(...found.map(option));
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  } catch {
    close();
  }
};
if (box && list) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 120);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? options().length - 1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) open(options()[chosen]);
    else return;
    event.preventDefault();
  });
}

for (const block of document.querySelectorAll(".copy")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(block.querySelector("code").textContent);
      button.textContent = "Copied";
    } catch {
      window.getSelection().selectAllChildren(block.querySelector("code"));
      button.textContent = "Selected: copy with Ctrl and C";
    }
  });
  block.append(button);
}
