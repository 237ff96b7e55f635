// Lists in order: each row can be dragged by its handle; the arrows beside it do the same by keyboard.
(() => {
  "use strict";

  function preparar(lista) {
    const formulario = document.getElementById(lista.dataset.orden);
    if (!formulario) return;
    let movida = null;
    let antes = "";
    const filas = () => Array.from(lista.children);
    const orden = () => filas().map((fila) => fila.dataset.fila).join(",");

    function mover(evento) {
      if (!movida) return;
      evento.preventDefault();
      const debajo = filas().find((fila) => {
        const caja = fila.getBoundingClientRect();
        return fila !== movida && evento.clientY < caja.top + caja.height / 2;
      });
      if (debajo !== movida.nextElementSibling) lista.insertBefore(movida, debajo || null);
    }

    function soltar(evento) {
      if (!movida) return;
      movida.classList.remove("orden__fila--movida");
      movida = null;
      if (evento.type === "pointercancel" || orden() === antes) return;
      formulario.elements.orden.value = orden();
      formulario.requestSubmit();
    }

    lista.querySelectorAll("[data-asa]").forEach((asa) => {
      asa.addEventListener("pointerdown", (evento) => {
        if (evento.button) return;
        evento.preventDefault();
        movida = asa.closest("[data-fila]");
        antes = orden();
        movida.classList.add("orden__fila--movida");
        // Moving the row in the document drops its capture, so the whole page is listened to.
      });
    });
    document.addEventListener("pointermove", mover);
    document.addEventListener("pointerup", soltar);
    document.addEventListener("pointercancel", soltar);
  }

  function prepararIndice(indice) {
    const ancha = window.matchMedia("(min-width: 60rem)");
    const acomodar = () => { indice.open = ancha.matches; };
    ancha.addEventListener("change", acomodar);
    acomodar();
  }

  function irAlCampo() {
    // A link to what is missing puts the cursor there, also inside a part that is folded.
    const campo = window.location.hash.length > 1 && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (campo && campo.matches("input, textarea, select, button, [tabindex]")) campo.focus();
  }

  document.querySelectorAll("[data-orden]").forEach(preparar);
  document.querySelectorAll("[data-indice]").forEach(prepararIndice);
  window.addEventListener("hashchange", irAlCampo);
  irAlCampo();
})();
