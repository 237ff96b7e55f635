// What waits on this phone, shown: on the log page one by one, on any other page in a line; and on leaving, said.
(() => {
  "use strict";

  const almacen = window.CapturaAlmacen;
  const cola = window.CapturaCola;
  const { nueva: RUTA_NUEVA, entrar: RUTA_ENTRAR, trabajador: RUTA_TRABAJADOR, salir: RUTA_SALIR } = document.currentScript.dataset;
  const PAGINA = "captura-pagina";
  if (!cola.persona) return;

  const formulario = document.querySelector("[data-captura-nueva]");
  let zona = document.querySelector("[data-bandeja]");

  function hacer(etiqueta, clase = "", texto = "") {
    const nuevo = document.createElement(etiqueta);
    if (clase) nuevo.className = clase;
    nuevo.textContent = texto;
    return nuevo;
  }

  function boton(texto, clase, alPulsar) {
    const nuevo = hacer("button", `boton boton--chico ${clase}`, texto);
    nuevo.type = "button";
    nuevo.addEventListener("click", alPulsar);
    return nuevo;
  }

  function enlace(texto, url, clase = "") {
    const nuevo = hacer("a", clase, texto);
    nuevo.href = url;
    return nuevo;
  }

  const plural = (n, una, varias) => (n === 1 ? `1 ${una}` : `${n} ${varias}`);

  function titulo(acto) {
    const que = acto.campos.descripcion.trim() || "Sin descripción todavía";
    const fotos = acto.fotos.length ? ` · ${plural(acto.fotos.length, "archivo", "archivos")}` : "";
    const [anio, mes, dia] = acto.campos.fecha.split("-").map(Number);
    const fecha = anio ? new Date(anio, mes - 1, dia).toLocaleDateString("es-MX", { dateStyle: "long" }) : "sin fecha";
    return `${que.length > 70 ? `${que.slice(0, 70)}…` : que} (${fecha})${fotos}`;
  }

  // Its photos may be nowhere else: it is asked once more, on the button itself.
  function botonDescartar(acto) {
    const nuevo = boton("Descartar", "boton--discreto", async () => {
      if (nuevo.dataset.seguro) {
        await almacen.quitar(acto.token);
        cola.avisar();
        return;
      }
      nuevo.dataset.seguro = "si";
      nuevo.textContent = "Sí, borrarla de este teléfono";
      nuevo.classList.replace("boton--discreto", "boton--peligro");
    });
    return nuevo;
  }

  const abrir = (acto) => document.dispatchEvent(new CustomEvent("captura:abrir", { detail: acto.token }));

  function renglon(acto) {
    const fila = hacer("li", `bandeja__acto bandeja__acto--${acto.estado}`);
    const estado = hacer("p", "bandeja__estado");
    const botones = hacer("div", "botones");
    const parte = cola.avances.get(acto.token);
    if (parte !== undefined) {
      estado.textContent = `Enviando… ${Math.round(parte * 100)} %`;
      const barra = hacer("progress");
      barra.max = 1;
      barra.value = parte;
      barra.setAttribute("aria-label", "Avance del envío");
      fila.append(hacer("p", "bandeja__titulo", titulo(acto)), estado, barra);
      return fila;
    }
    if (acto.estado === "borrador") {
      estado.textContent = `Sin terminar, guardado en este teléfono el ${new Date(acto.cuando).toLocaleString("es-MX", { dateStyle: "long", timeStyle: "short" })}`;
      botones.append(boton("Recuperar", "boton--primario", () => abrir(acto)), botonDescartar(acto));
    } else if (acto.estado === "rechazado") {
      const razones = Object.values(acto.errores).flat();
      estado.textContent = `No se pudo registrar: ${razones.join(" ") || acto.razon}`;
      if (acto.url) estado.append(" ", enlace("Ver la que se envió", acto.url));
      botones.append(boton("Abrir y corregir", "boton--primario", () => abrir(acto)), botonDescartar(acto));
    } else {
      estado.textContent = "Guardado en este teléfono";
      if (acto.intentado) estado.textContent += ". Ya se intentó enviar, y no se sabe si llegó: búsquela en la lista antes de descartarla.";
      else botones.append(boton("Abrir", "boton--discreto", () => abrir(acto)));
      botones.append(botonDescartar(acto));
    }
    fila.append(hacer("p", "bandeja__titulo", titulo(acto)), estado, botones);
    return fila;
  }

  function renglonEnviado(acto) {
    const fila = hacer("li", "bandeja__acto bandeja__acto--enviado");
    const estado = hacer("p", "bandeja__estado", "Enviado. ");
    estado.append(enlace("Verla", acto.url));
    fila.append(hacer("p", "bandeja__titulo", titulo(acto)), estado);
    (acto.parecidas || []).forEach((otra) => {
      const nota = hacer("p", "bandeja__nota", "Se parece a otra, de la misma línea, día y lugar: ");
      nota.append(enlace(otra.texto, otra.url));
      fila.append(nota);
    });
    return fila;
  }

  function situacion(pendientes) {
    const linea = hacer("p", "bandeja__situacion");
    if (cola.situacion() === "sesion") {
      const vuelve = `${RUTA_ENTRAR}?next=${encodeURIComponent(RUTA_NUEVA)}`;
      linea.append("Su sesión terminó. Nada se pierde: ", enlace("entre de nuevo", vuelve), " y se envían solas.");
    } else if (cola.situacion() === "sin-red") {
      linea.textContent = "Sin conexión: se envían solas cuando vuelva.";
    } else if (cola.situacion() === "falla") {
      linea.textContent = "El servidor no respondió bien: se intenta de nuevo en unos minutos.";
    } else if (cola.situacion() === "sin-permiso") {
      linea.textContent = `No se pueden enviar. ${cola.detalle()}`;
    } else if (pendientes.length) linea.textContent = "Se envían solas, cada una una sola vez.";
    return linea;
  }

  function aqui() {
    if (zona) return zona;
    zona = hacer("div", "aviso aviso--atencion bandeja-corta");
    document.querySelector(".mensajes")?.after(zona);
    return zona;
  }

  function pintarCorta(esperan) {
    if (!esperan.length) { zona?.remove(); zona = null; return; }
    const texto = hacer("p", "", `En este teléfono hay ${plural(esperan.length, "actividad guardada", "actividades guardadas")} sin enviar. `);
    texto.append(enlace("Verlas", RUTA_NUEVA));
    const cuerpo = hacer("div", "aviso__cuerpo");
    const malas = esperan.filter((a) => a.estado === "rechazado").length;
    cuerpo.append(texto, situacion(esperan.filter((a) => a.estado === "pendiente")));
    if (malas) cuerpo.append(hacer("p", "", `${plural(malas, "no se pudo", "no se pudieron")} registrar: ${malas === 1 ? "ábrala y corríjala" : "ábralas y corríjalas"}.`));
    aqui().replaceChildren(cuerpo);
  }

  function pintarLista(actos) {
    const ajenos = actos.filter((a) => a.token !== formulario.dataset.token);
    const pendientes = ajenos.filter((a) => a.estado === "pendiente");
    const lista = hacer("ul", "bandeja__lista");
    lista.append(...ajenos.map(renglon), ...cola.enviados.map(renglonEnviado));
    zona.hidden = !lista.children.length;
    const cabeza = hacer("h2", "bandeja__cabeza", "En este teléfono");
    cabeza.id = "bandeja-titulo";
    const botones = hacer("div", "botones");
    if (pendientes.length) botones.append(boton("Enviar ahora", "boton--secundario", cola.enviar));
    zona.replaceChildren(cabeza, situacion(pendientes), lista, botones);
  }

  function prepararSalida(cuantas) {
    const texto = `En este teléfono hay ${plural(cuantas, "actividad", "actividades")} sin enviar. Se quedan aquí, y se envían cuando usted vuelva a entrar en este mismo teléfono. ¿Salir de todos modos?`;
    document.querySelectorAll(`form[action="${RUTA_SALIR}"]`).forEach((salida) => {
      if (cuantas) salida.dataset.confirmar = texto;
      else delete salida.dataset.confirmar;
    });
  }

  let firma = "";
  async function pintar() {
    const actos = await almacen.de(cola.persona);
    const esperan = actos.filter((a) => a.estado !== "borrador");
    prepararSalida(actos.filter((a) => a.token !== formulario?.dataset.token).length);
    // Painting what is already there would take the focus away from its buttons.
    const ahora = JSON.stringify([actos, cola.enviados, [...cola.avances], cola.situacion(), formulario?.dataset.token]);
    if (ahora === firma) return;
    firma = ahora;
    if (formulario) pintarLista(actos);
    else pintarCorta(esperan);
  }

  // The log page as this person sees it, kept so that it opens without a network; never for anybody else.
  async function guardarPagina() {
    const hoy = new Date().toDateString();
    // The worker's pieces bear its version: after a release the page kept before would ask for pieces that are gone.
    const piezas = (await caches.keys()).filter((nombre) => nombre.startsWith("captura-piezas-")).sort();
    const sello = [cola.persona, hoy, ...piezas].join(" ");
    if ((await almacen.nota("pagina")) === sello && await caches.has(PAGINA)) return;
    const respuesta = await fetch(RUTA_NUEVA, { cache: "no-store" });
    if (!respuesta.ok || respuesta.redirected) return;
    const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
    pagina.body.dataset.sinRed = new Date().toISOString();
    pagina.querySelectorAll(".mensajes > *").forEach((mensaje) => mensaje.remove());
    const cabezas = new Headers(respuesta.headers);
    ["content-encoding", "content-length"].forEach((nombre) => cabezas.delete(nombre));
    cabezas.set("X-Persona", cola.persona);
    cabezas.set("X-Direccion", pagina.querySelector("input[name=direccion]").value);
    const guardada = new Response(`<!DOCTYPE html>${pagina.documentElement.outerHTML}`, { headers: cabezas });
    await (await caches.open(PAGINA)).put(RUTA_NUEVA, guardada);
    await almacen.anotar("pagina", sello);
  }

  async function recordarQuien() {
    if ((await almacen.nota("quien")) !== cola.persona) {
      await olvidarPagina();
      await almacen.anotar("quien", cola.persona);
    }
    const registra = formulario || document.querySelector(`a[href^="${RUTA_NUEVA}"]`);
    if (!registra || !("serviceWorker" in navigator) || "sinRed" in document.body.dataset) return;
    navigator.serviceWorker.addEventListener("controllerchange", () => guardarPagina().catch(() => { /* the next page does it */ }));
    await navigator.serviceWorker.register(RUTA_TRABAJADOR);
    await navigator.serviceWorker.ready;
    await guardarPagina();
  }

  async function olvidarPagina() {
    await almacen.anotar("pagina", "");
    if ("caches" in window) await Promise.all([PAGINA, "lista-pagina"].map((nombre) => caches.delete(nombre)));
  }

  document.addEventListener("submit", (evento) => {
    if (evento.defaultPrevented || evento.target.getAttribute("action") !== RUTA_SALIR) return;
    almacen.anotar("quien", "");
    olvidarPagina();
  });
  cola.alCambiar(() => pintar());
  pintar().catch(() => { /* without a store there is nothing to show */ });
  window.addEventListener("load", () => recordarQuien().catch(() => { /* it opens only with a network, as before */ }));
})();
