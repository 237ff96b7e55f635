// Photos and papers under the thumb: several at once, added to those already there, in order, each with its caption.
window.CapturaFotos = (() => {
  "use strict";

  const MAX_BYTES = 15 * 1024 * 1024;

  // Where the page is not served over https there is no randomUUID.
  const clave = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");

  function queja(archivo) {
    if (archivo.size > MAX_BYTES) return `«${archivo.name}» pesa más de 15 MB.`;
    if (/\.(heic|heif)$/i.test(archivo.name) || /hei[cf]/.test(archivo.type)) return `«${archivo.name}» es HEIC: elija la foto en JPEG.`;
    return "";
  }

  function moverFila(fila, sentido, boton) {
    const vecina = sentido < 0 ? fila.previousElementSibling : fila.nextElementSibling;
    if (!vecina) return;
    if (sentido < 0) vecina.before(fila);
    else vecina.after(fila);
    boton.focus();
  }

  // Evidence that the act already has: the numbers of its order follow the rows.
  function prepararExistentes(lista) {
    const numerar = () => lista.querySelectorAll("[data-orden-foto]").forEach((e, n) => { e.value = n + 1; });
    lista.classList.add("fotos__lista--con-botones");
    lista.addEventListener("click", (evento) => {
      const boton = evento.target.closest("[data-mover]");
      if (!boton) return;
      moverFila(boton.closest("li"), Number(boton.dataset.mover), boton);
      numerar();
    });
  }

  function preparar(zona) {
    const entradas = Array.from(zona.querySelectorAll("input[type=file]"));
    const principal = entradas.find((e) => e.multiple);
    const lista = zona.querySelector("[data-fotos-lista]");
    const plantilla = zona.querySelector("template");
    const aviso = zona.querySelector("[data-fotos-aviso]");
    const maximo = Number(zona.dataset.fotos);
    const cambios = new EventTarget();
    let fotos = [];

    const avisar = () => cambios.dispatchEvent(new Event("cambio"));

    // Without a queue the form goes as forms go: the input holds what the list shows.
    function igualarEntrada() {
      const bolsa = new DataTransfer();
      fotos.forEach((f) => bolsa.items.add(f.archivo instanceof File ? f.archivo : new File([f.archivo], f.nombre, { type: f.tipo })));
      principal.files = bolsa.files;
    }

    function fila(foto) {
      const nueva = plantilla.content.firstElementChild.cloneNode(true);
      const pie = nueva.querySelector("input");
      const etiqueta = nueva.querySelector("label");
      nueva.querySelector(".archivos__nombre").textContent = `${foto.nombre} (${Math.max(1, Math.round(foto.archivo.size / 1024))} KB)`;
      if (foto.archivo.type.startsWith("image/")) {
        const imagen = nueva.querySelector("img");
        imagen.src = URL.createObjectURL(foto.archivo);
        imagen.addEventListener("load", () => URL.revokeObjectURL(imagen.src), { once: true });
        imagen.hidden = false;
        nueva.querySelector(".archivos__icono").hidden = true;
      }
      pie.id = `pie-${foto.id}`;
      etiqueta.htmlFor = pie.id;
      pie.value = foto.pie;
      pie.addEventListener("input", () => { foto.pie = pie.value; avisar(); });
      nueva.querySelectorAll("[data-mover]").forEach((boton) => boton.addEventListener("click", () => {
        const n = fotos.indexOf(foto);
        const otro = n + Number(boton.dataset.mover);
        if (otro < 0 || otro >= fotos.length) return;
        [fotos[n], fotos[otro]] = [fotos[otro], fotos[n]];
        moverFila(nueva, Number(boton.dataset.mover), boton);
        igualarEntrada();
        avisar();
      }));
      nueva.querySelector("[data-quitar]").addEventListener("click", () => {
        fotos = fotos.filter((otra) => otra !== foto);
        const vecina = nueva.nextElementSibling || nueva.previousElementSibling;
        nueva.remove();
        igualarEntrada();
        avisar();
        (vecina?.querySelector("[data-quitar]") || principal).focus();
      });
      return nueva;
    }

    function poner(nuevas) {
      fotos.push(...nuevas);
      lista.append(...nuevas.map(fila));
      igualarEntrada();
    }

    function recibir(archivos) {
      const quejas = archivos.map(queja).filter(Boolean);
      const buenos = archivos.filter((a) => !queja(a));
      const caben = Math.max(0, maximo - fotos.length);
      if (buenos.length > caben) quejas.push(`Se eligen a lo más ${maximo} archivos: no se agregaron ${buenos.length - caben}.`);
      poner(buenos.slice(0, caben).map((archivo) => ({ id: clave(), archivo, nombre: archivo.name, tipo: archivo.type, pie: "" })));
      // Told before sending: on a slow connection the server's answer would come minutes later.
      aviso.textContent = quejas.join(" ");
      aviso.hidden = !quejas.length;
      avisar();
    }

    entradas.forEach((entrada) => entrada.addEventListener("change", () => {
      const elegidos = Array.from(entrada.files);
      entrada.value = "";
      recibir(elegidos);
    }));
    ["dragenter", "dragover"].forEach((n) => principal.parentElement.addEventListener(n, () => principal.parentElement.classList.add("soltar--encima")));
    ["dragleave", "drop"].forEach((n) => principal.parentElement.addEventListener(n, () => principal.parentElement.classList.remove("soltar--encima")));

    return {
      fotos: () => fotos,
      poner,
      vaciar: () => { fotos = []; lista.replaceChildren(); igualarEntrada(); },
      alCambiar: (hacer) => cambios.addEventListener("cambio", hacer),
    };
  }

  document.querySelectorAll("[data-fotos-existentes]").forEach(prepararExistentes);
  const bandejas = new Map(Array.from(document.querySelectorAll("[data-fotos]"), (zona) => [zona, preparar(zona)]));
  return { de: (formulario) => bandejas.get(formulario.querySelector("[data-fotos]")), clave };
})();
