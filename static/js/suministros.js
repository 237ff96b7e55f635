// A requisición: more renglones without going to the server, and what they add up to. Without this script the
// same button asks the server for them.
(() => {
  "use strict";

  function agregar(zona) {
    const filas = zona.querySelectorAll("[data-renglon]");
    const total = zona.querySelector("[name=r-TOTAL_FORMS]");
    const numero = Number(total.value);
    if (numero >= Number(zona.querySelector("[name=r-MAX_NUM_FORMS]").value)) return;
    const nueva = filas[filas.length - 1].cloneNode(true);
    nueva.querySelectorAll(".renglon__error").forEach((error) => error.remove());
    nueva.querySelectorAll("[name]").forEach((campo) => {
      campo.name = campo.name.replace(/^r-\d+-/, `r-${numero}-`);
      campo.id = `id_${campo.name}`;
      campo.value = "";
      campo.removeAttribute("aria-invalid");
    });
    nueva.querySelectorAll("label").forEach((rotulo) => {
      rotulo.htmlFor = rotulo.htmlFor.replace(/r-\d+-/, `r-${numero}-`);
    });
    nueva.querySelector("[data-numero]").textContent = String(numero + 1);
    total.value = String(numero + 1);
    filas[filas.length - 1].after(nueva);
    nueva.querySelector("select, input").focus();
  }

  const centavos = (texto) => Math.round(Number(texto.replace(/[$,\s]/g, "")) * 100) || 0;

  function precioDe(fila) {
    const escrito = centavos(fila.querySelector("[name$=-precio]").value);
    const elegido = fila.querySelector("[name$=-articulo]").selectedOptions[0];
    const deCatalogo = elegido?.value ? elegido.textContent.match(/\$([\d,]+\.\d\d)\)$/) : null;
    return escrito || (deCatalogo ? centavos(deCatalogo[1]) : 0);
  }

  function sumar(zona) {
    const suma = Array.from(zona.querySelectorAll("[data-renglon]")).reduce(
      (antes, fila) => antes + precioDe(fila) * (Number(fila.querySelector("[name$=-cantidad]").value) || 0),
      0,
    );
    const total = zona.querySelector("[data-total]");
    total.hidden = suma === 0;
    total.querySelector("strong").textContent = (suma / 100).toLocaleString("es-MX", { style: "currency", currency: "MXN" });
  }

  const LARGA = 12;
  const sinAcentos = (texto) => texto.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

  // A long list gets a box that leaves only the options with the words typed; the chosen one always stays.
  function buscarEn(lista) {
    const opciones = Array.from(lista.options, (o) => ({ o, texto: sinAcentos(o.textContent) }));
    if (opciones.length <= LARGA) return;
    const caja = document.createElement("input");
    caja.type = "search";
    caja.className = "busca-en-lista";
    caja.placeholder = "Buscar en la lista";
    caja.setAttribute("aria-label", `Buscar en la lista: ${lista.labels[0]?.textContent.trim() ?? ""}`);
    caja.addEventListener("input", () => {
      const palabras = sinAcentos(caja.value).split(/\s+/).filter(Boolean);
      const elegida = lista.value;
      lista.replaceChildren(
        ...opciones
          .filter(({ o, texto }) => !o.value || o.value === elegida || palabras.every((p) => texto.includes(p)))
          .map(({ o }) => o),
      );
      lista.value = elegida;
    });
    lista.before(caja);
  }
  document.querySelectorAll("[data-con-busqueda]").forEach(buscarEn);

  document.querySelectorAll("[data-renglones]").forEach((zona) => {
    zona.addEventListener("click", (evento) => {
      if (!evento.target.closest("[name=mas]")) return;
      evento.preventDefault();
      agregar(zona);
    });
    zona.addEventListener("input", () => sumar(zona));
    sumar(zona);
  });
})();
