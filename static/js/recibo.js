// The signature of who receives: each stroke is put in the form as a file, so that it is sent like any other.
(() => {
  "use strict";

  const zona = document.querySelector("[data-firma]");
  if (!zona) return;
  zona.hidden = false;
  const lienzo = zona.querySelector("canvas");
  const archivo = zona.querySelector("input[type=file]");
  const firma = window.FirmaDibujada(lienzo);

  async function guardar() {
    const imagen = await firma.dar();
    const lista = new DataTransfer();
    if (imagen) lista.items.add(new File([imagen], "firma.png", { type: "image/png" }));
    archivo.files = lista.files;
  }

  lienzo.addEventListener("pointerup", guardar);
  zona.querySelector("[data-firma-borrar]").addEventListener("click", () => {
    firma.borrar();
    guardar();
  });
})();
