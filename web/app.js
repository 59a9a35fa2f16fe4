// Sorting and filtering of tables, for readers whose browser runs scripts. Nothing else needs this file.
"use strict";

const kNumber = /[-−]?\d[\d,]*(\.\d+)?/;

const cellKey = (row, column) => {
  const text = row.cells[column] ? row.cells[column].textContent.trim() : "";
  const number = kNumber.exec(text);
  return { text, number: number ? Number(number[0].replace(/,/g, "").replace("−", "-")) : null };
};

const compare = (a, b) => {
  if (a.number !== null && b.number !== null && a.number !== b.number) return a.number - b.number;
  if ((a.number === null) !== (b.number === null)) return a.number === null ? 1 : -1;
  return a.text.localeCompare(b.text);
};

const sortBy = (table, column, rising) => {
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    const keyed = rows.map((row) => ({ row, key: cellKey(row, column) }));
    keyed.sort((a, b) => (rising ? compare(a.key, b.key) : compare(b.key, a.key)));
    for (const { row } of keyed) body.append(row);
  }
};

const makeSortable = (table) => {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const rising = head.getAttribute("aria-sort") !== "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", rising ? "ascending" : "descending");
      sortBy(table, column, rising);
    });
  });
};

const makeFilter = (table) => {
  const label = document.createElement("label");
  label.className = "filter";
  const input = document.createElement("input");
  input.type = "search";
  label.append("Show rows with ", input);
  table.closest(".scroll").before(label);
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLocaleLowerCase();
    for (const body of table.tBodies) {
      for (const row of body.rows) {
        const kept = row.classList.contains("group") || row.textContent.toLocaleLowerCase().includes(wanted);
        row.hidden = !kept;
      }
    }
  });
};

for (const table of document.querySelectorAll("table[data-sortable]")) {
  makeSortable(table);
  makeFilter(table);
}
