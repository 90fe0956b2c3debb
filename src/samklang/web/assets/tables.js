// On a phone a table that says so becomes cards: each cell gets its column's heading, and the roles that display:block takes away.

function headings(table) {
  return [...table.querySelectorAll(":scope > thead > tr:last-child > th, :scope > thead > tr:last-child > td")].map((cell) => cell.textContent.trim());
}

function asCards(table) {
  const titles = headings(table);
  table.setAttribute("role", "table");
  for (const row of table.querySelectorAll(":scope > thead > tr, :scope > tbody > tr")) {
    row.setAttribute("role", "row");
    [...row.cells].forEach((cell, column) => {
      if (cell.tagName === "TH") cell.setAttribute("role", cell.scope === "row" ? "rowheader" : "columnheader");
      else {
        cell.setAttribute("role", "cell");
        if (!cell.dataset.title) cell.dataset.title = titles[column] ?? "";
      }
    });
  }
  for (const part of table.querySelectorAll(":scope > thead, :scope > tbody")) part.setAttribute("role", "rowgroup");
  table.classList.add("is-cards");
}

function allAsCards(root) {
  for (const table of root.querySelectorAll("table.table--cards:not(.is-cards)")) asCards(table);
}

allAsCards(document);
document.addEventListener("htmx:load", (event) => allAsCards(event.detail.elt.parentElement ?? document));
