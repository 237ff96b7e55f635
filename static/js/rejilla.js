// The grid of projected numbers: arrows, Enter, a block pasted from a spreadsheet, totals while one types.
(() => {
  "use strict";

  const tabla = document.querySelector("[data-rejilla]");
  if (!tabla) return;
  const COLUMNAS = 4;
  const renglones = Array.from(tabla.querySelectorAll("tbody tr"))
    .map((tr) => ({ tr, casillas: Array.from(tr.querySelectorAll("input")) }))
    .filter((r) => r.casillas.length);
  const dicho = document.querySelector("[data-pegado]");
  const formato = new Intl.NumberFormat("es-MX");

  function entero(texto) {
    const limpio = texto.trim().replace(/ /g, "");
    if (limpio === "") return 0;
    const hallado = /^(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.0+)?$/.exec(limpio);
    return hallado ? Number(hallado[1].replace(/,/g, "")) : NaN;
  }

  function sumar() {
    const totales = Array(COLUMNAS).fill(0);
    renglones.forEach(({ tr, casillas }) => {
      let anual = 0;
      casillas.forEach((casilla, columna) => {
        const numero = entero(casilla.value);
        const mala = Number.isNaN(numero) || numero > 9999;
        if (mala) casilla.setAttribute("aria-invalid", "true");
        else casilla.removeAttribute("aria-invalid");
        if (mala) return;
        anual += numero;
        totales[columna] += numero;
      });
      const vacio = casillas.every((c) => c.value.trim() === "");
      tr.querySelector("[data-anual]").textContent = vacio ? "" : formato.format(anual);
    });
    totales.forEach((total, columna) => {
      tabla.querySelector(`[data-total="${columna + 1}"]`).textContent = formato.format(total);
    });
    tabla.querySelector("[data-total=anual]").textContent = formato.format(totales.reduce((a, b) => a + b, 0));
  }

  function lugar(casilla) {
    const fila = renglones.findIndex((r) => r.casillas.includes(casilla));
    return fila < 0 ? null : { fila, columna: renglones[fila].casillas.indexOf(casilla) };
  }

  function ir(fila, columna) {
    const destino = renglones[fila]?.casillas[columna];
    if (!destino) return;
    destino.focus();
    destino.select();
  }

  function alTeclear(evento) {
    const aqui = lugar(evento.target);
    if (!aqui || evento.ctrlKey || evento.metaKey || evento.altKey) return;
    const { fila, columna } = aqui;
    const destinos = {
      ArrowUp: [fila - 1, columna],
      ArrowDown: [fila + 1, columna],
      ArrowLeft: [fila, columna - 1],
      ArrowRight: [fila, columna + 1],
      Enter: [fila + (evento.shiftKey ? -1 : 1), columna],
    };
    if (!(evento.key in destinos) || (evento.shiftKey && evento.key !== "Enter")) return;
    // Enter never sends the form from inside a cell: the grid is saved by its button.
    evento.preventDefault();
    ir(...destinos[evento.key]);
  }

  function alPegar(evento) {
    const aqui = lugar(evento.target);
    const texto = evento.clipboardData?.getData("text/plain") || "";
    if (!aqui || !/[\t\n]/.test(texto.trimEnd())) return;
    evento.preventDefault();
    const bloque = texto.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n").map((r) => r.split("\t"));
    let puestas = 0;
    let fuera = 0;
    bloque.forEach((celdas, i) => celdas.forEach((celda, j) => {
      const casilla = renglones[aqui.fila + i]?.casillas[aqui.columna + j];
      if (!casilla) {
        fuera += celda.trim() ? 1 : 0;
        return;
      }
      casilla.value = celda.trim();
      puestas += 1;
    }));
    sumar();
    evento.target.dispatchEvent(new Event("input", { bubbles: true }));
    if (dicho) {
      dicho.classList.remove("solo-lector");
      dicho.textContent = `Se pegaron ${puestas} casillas.${fuera ? ` ${fuera} no cupieron en la rejilla.` : ""}`;
    }
  }

  tabla.addEventListener("keydown", alTeclear);
  tabla.addEventListener("paste", alPegar);
  tabla.addEventListener("input", sumar);
  tabla.addEventListener("focusin", (evento) => {
    if (evento.target.matches("input")) evento.target.select();
  });
  sumar();
})();
