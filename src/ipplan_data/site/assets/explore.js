"use strict";
// Filters the tasks; the selection is kept in the address, after the #.
const { columns, facets, rows, citation } = JSON.parse(document.getElementById("data").textContent);
const form = document.getElementById("selection");
const table = document.getElementById("tasks");
const body = table.tBodies[0];
const lines = new Map([...body.rows].map((line) => [Number(line.dataset.number), line]));
const fold = (text) => text.normalize("NFKC").toLowerCase();
let sorted = { key: "number", down: false };

// A selected agency must have one of the selected roles, if any.
function has(row, key, values, state) {
  if (!values.length) return true;
  if (key === "role") {
    const bodies = state.body.length ? state.body : Object.keys(row.roles);
    return bodies.some((one) => values.includes(row.roles[one]));
  }
  return values.some((value) => row.facets[key].includes(value));
}

function matches(row, state) {
  if (!state.words.every((word) => row.text.includes(word))) return false;
  return facets.every((key) => has(row, key, state[key], state));
}

function read() {
  const data = new FormData(form);
  const q = String(data.get("q") || "");
  const state = { q, words: fold(q).split(/\s+/).filter(Boolean) };
  for (const key of facets) state[key] = data.getAll(key);
  return state;
}

function show() {
  const state = read();
  const found = rows.filter((row) => matches(row, state));
  const numbers = new Set(found.map((row) => row.number));
  for (const [number, line] of lines) line.hidden = !numbers.has(number);
  document.getElementById("found").textContent = `${found.length} of ${rows.length} tasks`;
  for (const key of facets) {
    for (const input of form.querySelectorAll(`input[name="${key}"]`)) {
      const chosen = { ...state, [key]: [input.value] };
      const count = rows.filter((row) => matches(row, chosen)).length;
      input.parentElement.querySelector(".count").textContent = `(${count})`;
      input.parentElement.hidden = !count && !input.checked;
    }
    const chosen = form.querySelector(`[data-chosen="${key}"]`);
    chosen.textContent = state[key].length ? `(${state[key].length} selected)` : "";
  }
  return found;
}

function remember() {
  const state = read();
  const query = new URLSearchParams();
  if (state.q) query.set("q", state.q);
  for (const key of facets) for (const value of state[key]) query.append(key, value);
  if (sorted.key !== "number" || sorted.down) query.set("sort", (sorted.down ? "-" : "") + sorted.key);
  const address = `#${query}`;
  if (address !== (location.hash || "#")) location.replace(address);
}

function recall() {
  const query = new URLSearchParams(location.hash.slice(1));
  form.q.value = query.get("q") || "";
  for (const key of facets) {
    const values = query.getAll(key);
    for (const input of form.querySelectorAll(`input[name="${key}"]`)) input.checked = values.includes(input.value);
    if (values.length) form.querySelector(`[data-chosen="${key}"]`).closest("details").open = true;
  }
  const order = query.get("sort") || "number";
  const key = order.replace(/^-/, "");
  if (columns.includes(key)) arrange(key, order.startsWith("-"));
  show();
}

function arrange(key, down) {
  sorted = { key, down };
  const place = columns.indexOf(key);
  const value = (line) => line.cells[place].textContent;
  const order = (one, other) => {
    const by = key === "number" ? value(one) - value(other) : value(one).localeCompare(value(other), "en");
    return (down ? -by : by) || one.dataset.number - other.dataset.number;
  };
  body.append(...[...lines.values()].sort(order));
  for (const head of table.tHead.rows[0].cells) {
    if (head.dataset.sort === key) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function cell(value) {
  const text = Array.isArray(value) ? value.join(";") : value === null ? "" : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function selected() {
  const found = new Map(show().map((row) => [row.number, row.record]));
  return [...body.rows].map((line) => found.get(Number(line.dataset.number))).filter(Boolean);
}

document.getElementById("csv").addEventListener("click", () => {
  const records = selected();
  const header = Object.keys(rows[0].record);
  const text = [header, ...records.map((record) => header.map((name) => record[name]))];
  save("tasks.csv", "text/csv", text.map((line) => line.map(cell).join(",") + "\n").join(""));
});
document.getElementById("json").addEventListener("click", () => {
  save("tasks.json", "application/json", JSON.stringify(selected(), null, 2) + "\n");
});
document.getElementById("cite").addEventListener("click", async () => {
  const text = location.hash.length > 1 ? `${citation} Selection: ${location.hash}` : citation;
  const status = document.getElementById("found");
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = "Citation copied.";
  } catch {
    status.textContent = text;
  }
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => { show(); remember(); });
form.addEventListener("reset", (event) => {
  event.preventDefault();
  form.q.value = "";
  for (const input of form.querySelectorAll("input:checked")) input.checked = false;
  arrange("number", false);
  show();
  remember();
});
addEventListener("hashchange", recall);
for (const head of table.tHead.rows[0].cells) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = head.textContent;
  head.replaceChildren(button);
  button.addEventListener("click", () => {
    const key = head.dataset.sort;
    arrange(key, sorted.key === key && !sorted.down);
    remember();
  });
}
form.hidden = false;
recall();
