// The one-time link: copy it with one press; without permission to copy, select it.
(() => {
  "use strict";

  function seleccionar(origen) {
    origen.focus();
    origen.select();
  }

  document.querySelectorAll("[data-copiar]").forEach((boton) => {
    const origen = document.getElementById(boton.dataset.copiar);
    const aviso = document.getElementById(boton.getAttribute("aria-describedby"));
    if (!origen) return;
    boton.hidden = false;
    boton.addEventListener("click", async () => {
      seleccionar(origen);
      let listo = false;
      try {
        await navigator.clipboard.writeText(origen.value);
        listo = true;
      } catch {
        listo = document.execCommand("copy");
      }
      if (aviso) aviso.textContent = listo ? "Copiado." : "Está seleccionado: cópielo con el teclado.";
    });
  });
})();
