// The capture form on a phone: the whole text of the chosen línea, chosen localidades, files that will not be taken.
(() => {
  "use strict";

  const MAX_BYTES = 15 * 1024 * 1024;
  const MAX_ARCHIVOS = 10;

  function prepararLinea(formulario) {
    const lista = formulario.querySelector("select[name=linea]");
    const texto = formulario.querySelector("[data-linea-elegida]");
    if (!lista || !texto) return;
    const mostrar = () => {
      const opcion = lista.selectedOptions[0];
      // A narrow list cuts the text short; a short one needs no second copy.
      texto.textContent = opcion && opcion.value && opcion.text.length > 40 ? opcion.text : "";
    };
    lista.addEventListener("change", mostrar);
    mostrar();
  }

  function prepararLocalidades(zona) {
    const resumen = zona.querySelector("[data-elegidas]");
    const contar = () => {
      const elegidas = Array.from(zona.querySelectorAll("input:checked"), (c) => c.closest("label").textContent.trim());
      resumen.textContent = elegidas.length ? elegidas.join(", ") : "(ninguna)";
    };
    zona.addEventListener("change", contar);
    contar();
  }

  function queja(archivos) {
    if (archivos.length > MAX_ARCHIVOS) return `Elija a lo más ${MAX_ARCHIVOS} archivos.`;
    const grande = archivos.find((a) => a.size > MAX_BYTES);
    if (grande) return `«${grande.name}» pesa más de 15 MB.`;
    const heic = archivos.find((a) => /\.(heic|heif)$/i.test(a.name) || /hei[cf]/.test(a.type));
    return heic ? `«${heic.name}» es HEIC: elija la foto en JPEG.` : "";
  }

  function prepararArchivos(entrada) {
    // Told before sending: on a slow connection the server's answer would come minutes later.
    entrada.addEventListener("change", () => {
      entrada.setCustomValidity(queja(Array.from(entrada.files)));
      entrada.reportValidity();
    });
  }

  document.querySelectorAll("form[data-captura]").forEach((formulario) => {
    prepararLinea(formulario);
    formulario.querySelectorAll("[data-localidades]").forEach(prepararLocalidades);
    formulario.querySelectorAll("input[type=file]").forEach(prepararArchivos);
  });
})();
