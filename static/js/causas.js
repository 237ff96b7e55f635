// A sentence that is offered goes to the end of the text with a button; without this script it is there to be copied.
(() => {
  "use strict";

  const dicho = document.querySelector("[data-causa-dicho]");
  document.querySelectorAll("[data-causa]").forEach((boton) => {
    const texto = document.getElementById(boton.dataset.causa);
    const campo = document.getElementById(boton.dataset.campo);
    if (!texto || !campo) return;
    boton.hidden = false;
    boton.addEventListener("click", () => {
      const frase = texto.textContent.trim();
      if (!campo.value.includes(frase)) {
        campo.value = [campo.value.trim(), frase].filter(Boolean).join("\n");
        campo.dispatchEvent(new Event("input", { bubbles: true }));
      }
      campo.focus();
      dicho.textContent = "Quedó en el texto: puede cambiarlo.";
    });
  });
})();
