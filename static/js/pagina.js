// What every page does: menu, confirmation, messages, bulk selection, double submits, chosen files.
(() => {
  "use strict";

  const ESPERA_MAXIMA = 8000;

  function prepararMenu() {
    const boton = document.querySelector("[data-menu]");
    const menu = document.getElementById("menu");
    if (!boton || !menu) return;
    const abrir = (si) => {
      boton.setAttribute("aria-expanded", String(si));
      menu.classList.toggle("menu--abierto", si);
    };
    boton.addEventListener("click", () => abrir(boton.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (evento) => {
      if (evento.key !== "Escape" || boton.getAttribute("aria-expanded") !== "true") return;
      abrir(false);
      boton.focus();
    });
  }

  function prepararPersona() {
    const persona = document.querySelector("details.persona");
    if (!persona) return;
    document.addEventListener("click", (evento) => {
      if (!persona.contains(evento.target)) persona.open = false;
    });
    persona.addEventListener("keydown", (evento) => {
      if (evento.key !== "Escape" || !persona.open) return;
      persona.open = false;
      persona.querySelector("summary").focus();
    });
  }

  function preguntar(texto) {
    const dialogo = document.getElementById("confirmacion");
    if (!dialogo) return Promise.resolve(window.confirm(texto));
    document.getElementById("confirmacion-texto").textContent = texto;
    dialogo.returnValue = "no";
    dialogo.showModal();
    return new Promise((resolver) => {
      dialogo.addEventListener("close", () => resolver(dialogo.returnValue === "si"), { once: true });
    });
  }

  function confirmarEnvio(evento) {
    const formulario = evento.target;
    const boton = evento.submitter;
    const texto = boton?.dataset.confirmar || formulario.dataset.confirmar;
    if (!texto || formulario.dataset.confirmado || evento.defaultPrevented) return;
    // Before anybody else sees the event: htmx and the double-submit guard must not act yet.
    evento.preventDefault();
    evento.stopImmediatePropagation();
    preguntar(texto).then((si) => {
      if (!si) return;
      formulario.dataset.confirmado = "si";
      formulario.requestSubmit(boton || undefined);
      delete formulario.dataset.confirmado;
    });
  }

  function confirmarEnlace(evento) {
    const enlace = evento.target.closest("a[data-confirmar]");
    if (!enlace) return;
    evento.preventDefault();
    preguntar(enlace.dataset.confirmar).then((si) => {
      if (si) window.location.assign(enlace.href);
    });
  }

  function botonesDe(formulario) {
    return Array.from(formulario.elements).filter((e) => e.type === "submit");
  }

  function liberar(formulario) {
    delete formulario.dataset.enviando;
    botonesDe(formulario).forEach((boton) => boton.removeAttribute("aria-disabled"));
  }

  function evitarDobleEnvio(evento) {
    const formulario = evento.target;
    if (evento.defaultPrevented || formulario.method !== "post") return;
    if (formulario.dataset.enviando) {
      evento.preventDefault();
      return;
    }
    formulario.dataset.enviando = "si";
    // aria-disabled and not disabled: a disabled button would not send its own name and value.
    botonesDe(formulario).forEach((boton) => boton.setAttribute("aria-disabled", "true"));
    // A file that downloads leaves the page where it is; the form must work again.
    window.setTimeout(() => liberar(formulario), ESPERA_MAXIMA);
  }

  function cerrarMensaje(evento) {
    const boton = evento.target.closest("[data-cerrar]");
    if (!boton) return;
    boton.closest(".aviso").remove();
    document.getElementById("contenido").focus();
  }

  function prepararSeleccion(todo) {
    const alcance = todo.closest("form") || document;
    const casillas = () => Array.from(alcance.querySelectorAll("input[type=checkbox]")).filter(
      (c) => c.name === todo.dataset.seleccionarTodo && !c.disabled,
    );
    const cuenta = alcance.querySelector("[data-seleccion-cuenta]");
    const contar = () => {
      const elegidas = casillas().filter((c) => c.checked).length;
      todo.checked = elegidas > 0 && elegidas === casillas().length;
      todo.indeterminate = elegidas > 0 && !todo.checked;
      if (cuenta) cuenta.textContent = elegidas === 1 ? "1 seleccionada" : `${elegidas} seleccionadas`;
    };
    todo.addEventListener("change", () => {
      casillas().forEach((c) => { c.checked = todo.checked; });
      contar();
    });
    alcance.addEventListener("change", contar);
    contar();
  }

  function tarjetaDeArchivo(archivo) {
    const renglon = document.createElement("li");
    if (archivo.type.startsWith("image/")) {
      const imagen = document.createElement("img");
      imagen.alt = "";
      imagen.src = URL.createObjectURL(archivo);
      imagen.addEventListener("load", () => URL.revokeObjectURL(imagen.src), { once: true });
      renglon.append(imagen);
    }
    const nombre = document.createElement("span");
    nombre.className = "archivos__nombre";
    nombre.textContent = `${archivo.name} (${Math.max(1, Math.round(archivo.size / 1024))} KB)`;
    renglon.append(nombre);
    return renglon;
  }

  function prepararArchivos(zona) {
    const entrada = zona.querySelector("input[type=file]");
    const lista = zona.querySelector(".archivos");
    const caja = zona.querySelector(".soltar");
    if (!entrada || !lista) return;
    entrada.addEventListener("change", () => lista.replaceChildren(...Array.from(entrada.files, tarjetaDeArchivo)));
    ["dragenter", "dragover"].forEach((n) => caja?.addEventListener(n, () => caja.classList.add("soltar--encima")));
    ["dragleave", "drop"].forEach((n) => caja?.addEventListener(n, () => caja.classList.remove("soltar--encima")));
  }

  // Tabs that do not fit are moved sideways until the one where one is can be seen.
  function mostrarPestana(tira) {
    const actual = tira.querySelector("[aria-current]");
    if (actual) tira.scrollLeft += actual.getBoundingClientRect().left - tira.getBoundingClientRect().left - 16;
  }

  document.addEventListener("submit", confirmarEnvio, true);
  document.addEventListener("submit", evitarDobleEnvio);
  document.addEventListener("click", confirmarEnlace);
  document.addEventListener("click", cerrarMensaje);
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-enviando]").forEach(liberar));
  prepararMenu();
  prepararPersona();
  document.querySelectorAll("[data-seleccionar-todo]").forEach(prepararSeleccion);
  document.querySelectorAll("[data-archivos]").forEach(prepararArchivos);
  document.querySelectorAll(".pestanas").forEach(mostrarPestana);
})();
