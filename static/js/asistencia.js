// Passing the list with or without a network: each person stays on this tablet until the server has them.
(() => {
  "use strict";

  const { ficha: RUTA_FICHA, enviar: RUTA_ENVIAR, entrar: RUTA_ENTRAR, salir: RUTA_SALIR, trabajador: RUTA_TRABAJADOR } = document.currentScript.dataset;
  const { SinRed, Falla, SinSesion, SinPermiso, SinFicha, Rechazo, pedirFicha, pedir } = window.Red;
  const PAGINA = "lista-pagina";
  const LOTE = 5;
  const ESPERAS = [5, 15, 30, 60, 120];
  const CAMPOS = ["nombre", "localidad", "domicilio", "telefono", "sexo", "edad", "aviso"];
  const persona = window.CapturaCola?.persona;
  const formulario = document.querySelector("form[data-lista]");
  if (!formulario || !persona) return;

  const almacen = window.AlmacenLocal("lista", ["capturas"], (base) => {
    base.createObjectStore("capturas", { keyPath: "token" }).createIndex("persona", "persona");
  });
  const mias = async () => (await almacen.operar("readonly", (t) => t("capturas").index("persona").getAll(persona)))
    .sort((a, b) => a.cuando.localeCompare(b.cuando));
  const guardar = (captura) => almacen.operar("readwrite", (t) => t("capturas").put(captura));
  const quitar = (token) => almacen.operar("readwrite", (t) => t("capturas").delete(token));

  const buscar = (que) => document.querySelector(`[data-${que}]`);
  const campo = (nombre) => formulario.elements[nombre];
  const cuenta = buscar("cuenta");
  const local = buscar("lista-local");
  const enviados = [];
  let firma = null;
  let total = Number(cuenta.dataset.cuenta);
  let sinEnviar = 0;
  let situacion = "";
  let detalle = "";
  let turno = Promise.resolve();
  let fallas = 0;
  let reloj = 0;
  let listo = false;
  let corregida = null;
  let anotando = false;

  function hacer(etiqueta, clase = "", texto = "") {
    const nuevo = document.createElement(etiqueta);
    if (clase) nuevo.className = clase;
    nuevo.textContent = texto;
    return nuevo;
  }

  function boton(texto, tipo, alPulsar) {
    const nuevo = hacer("button", `boton boton--chico boton--${tipo}`, texto);
    nuevo.type = "button";
    nuevo.addEventListener("click", alPulsar);
    return nuevo;
  }

  function decir(texto, nivel = "atencion") {
    const zona = buscar("lista-aviso");
    zona.hidden = !texto;
    zona.className = `aviso aviso--${nivel}`;
    zona.replaceChildren(hacer("p", "aviso__cuerpo", texto));
    if (texto) zona.focus();
  }

  function renglon(captura, estado, clase, botones = []) {
    const fila = hacer("li", `asistente asistente--${clase}`);
    fila.append(hacer("span", "asistente__numero", captura.numero || "·"), hacer("span", "asistente__nombre", captura.campos.nombre),
      hacer("span", "asistente__estado", estado), ...botones);
    return fila;
  }

  // Asked once more on the button itself: it may be nowhere else.
  function descartar(captura) {
    const nuevo = boton("Descartar", "discreto", async () => {
      if (nuevo.dataset.seguro) {
        await quitar(captura.token);
        pintar();
        return;
      }
      nuevo.dataset.seguro = "si";
      nuevo.textContent = "Sí, borrarla de esta tableta";
    });
    return nuevo;
  }

  // What was captured goes when the corrected one is kept, and not before.
  async function corregir(captura) {
    corregida = captura;
    CAMPOS.forEach((nombre) => { campo(nombre).value = captura.campos[nombre]; });
    firma?.borrar();
    decir("Corrija y vuelva a anotarla; la firma se pide otra vez.");
    buscar("lista-aviso").append(boton("Dejar de corregir", "discreto", dejarDeCorregir));
    campo("nombre").focus();
  }

  // What was being corrected stays as it was, and the form is for the next one.
  function dejarDeCorregir() {
    corregida = null;
    limpiar();
    decir("");
    campo("nombre").focus();
  }

  function limpiar() {
    formulario.reset();
    ["nombre", "telefono", "domicilio"].forEach((n) => { campo(n).value = ""; });
    ["sexo", "edad"].forEach((n) => { campo(n).value = "N"; });
    firma.borrar();
  }

  function deEspera(captura) {
    const suya = captura.ruta === RUTA_ENVIAR;
    const ajena = suya ? "" : " (otra asamblea)";
    if (captura.razon) {
      // Corrected here it would go on the list of this assembly.
      const corregible = suya ? [boton("Corregir", "secundario", () => corregir(captura))] : [];
      return renglon(captura, `no se pudo anotar: ${captura.razon}${ajena}`, "rechazado", [...corregible, descartar(captura)]);
    }
    return renglon(captura, `guardado en esta tableta${captura.firma ? ", con firma" : ""}${ajena}`, "pendiente");
  }

  const SITUACIONES = {
    "sin-red": "Sin conexión: se envían solas cuando vuelva.",
    falla: "El servidor no respondió bien: se intenta de nuevo en unos minutos.",
  };

  function pintarSituacion(esperan) {
    const linea = buscar("lista-situacion");
    const cuantas = `${esperan} ${esperan === 1 ? "persona guardada" : "personas guardadas"} en esta tableta sin enviar. `;
    linea.replaceChildren(esperan ? cuantas : "");
    if (!esperan) return;
    if (situacion === "sesion") {
      const entrar = hacer("a", "", "vuelva a entrar");
      entrar.href = `${RUTA_ENTRAR}?next=${encodeURIComponent(window.location.pathname)}`;
      linea.append("Su sesión terminó: ", entrar, "; lo capturado sigue aquí.");
    } else if (situacion === "sin-permiso") linea.append(`No se pueden enviar. ${detalle}`);
    else linea.append(SITUACIONES[situacion] || "Se envían solas, cada una una sola vez.");
    if (situacion) linea.append(" ", boton("Enviar ahora", "secundario", () => enviar()));
  }

  async function pintar() {
    const capturas = await mias();
    const esperan = capturas.filter((c) => !c.razon);
    sinEnviar = capturas.length;
    local.replaceChildren(...capturas.map(deEspera).reverse(), ...enviados.map((c) => renglon(c, "enviado", "enviado")).reverse());
    local.hidden = !local.children.length;
    const vacia = buscar("lista-vacia");
    if (vacia) vacia.hidden = !local.hidden;
    const hay = total + esperan.filter((c) => c.ruta === RUTA_ENVIAR).length;
    buscar("cuenta-texto").textContent = hay.toLocaleString("es-MX");
    buscar("hay-quorum").hidden = hay < Number(cuenta.dataset.necesarias);
    pintarSituacion(esperan.length);
  }

  function datosDe(lote) {
    const datos = new FormData();
    datos.append("quien", persona);
    datos.append("renglones", JSON.stringify(lote.map((c) => ({ ...c.campos, token: c.token, capturado_en: c.cuando }))));
    lote.forEach((c) => c.firma && datos.append(`firma-${c.token}`, c.firma, "firma.png"));
    return datos;
  }

  // Erased only when the server says that it has it, or kept with the reason why it could not be.
  async function acusar(lote, { acuses, total: ahora }) {
    // An answer that says nothing of what was sent is not an acknowledgement.
    if (!acuses?.some((acuse) => lote.some((c) => c.token === acuse.token))) throw new Falla();
    for (const acuse of acuses) {
      const captura = lote.find((c) => c.token === acuse.token);
      if (!captura) continue;
      if (acuse.numero) {
        await quitar(captura.token);
        if (captura.ruta === RUTA_ENVIAR) enviados.push({ ...captura, firma: null, numero: acuse.numero });
      } else await guardar({ ...captura, razon: Object.values(acuse.errores || {}).join(" ") || acuse.error || "revise los datos." });
    }
    if (lote[0].ruta === RUTA_ENVIAR) total = ahora;
    await pintar();
  }

  async function mandar(lote) {
    let csrf = await pedirFicha(RUTA_FICHA, persona);
    for (let vez = 0; ; vez += 1) {
      try {
        await acusar(lote, await pedir(lote[0].ruta, datosDe(lote), csrf));
        return;
      } catch (error) {
        if (vez || !(error instanceof SinFicha)) throw error;
        csrf = await pedirFicha(RUTA_FICHA, persona);
      }
    }
  }

  // An assembly that the server refuses does not hold up the people of another one.
  async function ronda() {
    const negadas = new Map();
    for (;;) {
      const esperan = (await mias()).filter((c) => !c.razon && !negadas.has(c.ruta));
      if (!esperan.length) break;
      const [{ ruta }] = esperan;
      await mandar(esperan.filter((c) => c.ruta === ruta).slice(0, LOTE)).catch((error) => {
        if (!(error instanceof Rechazo)) throw error;
        negadas.set(ruta, error);
      });
    }
    if (negadas.size) throw [...negadas.values()][0];
    situacion = "";
    fallas = 0;
  }

  function alFallar(error) {
    if (error instanceof SinSesion) situacion = "sesion";
    else if (error instanceof SinPermiso || error instanceof Rechazo) {
      situacion = "sin-permiso";
      detalle = error.message;
    } else {
      situacion = error.constructor === SinRed ? "sin-red" : "falla";
      window.clearTimeout(reloj);
      reloj = window.setTimeout(enviar, ESPERAS[Math.min(fallas, ESPERAS.length - 1)] * 1000);
      fallas += 1;
    }
  }

  // One round at a time: what is captured meanwhile goes in the next one.
  function enviar() {
    turno = turno.then(ronda).catch(alFallar).then(pintar).then(() => !situacion && enviados.length && guardarPagina())
      .catch(() => { /* the page that is kept is the one of before */ });
    return turno;
  }

  // Where the page is not served over https there is no randomUUID.
  function nuevoToken() {
    const c = Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
    return `${c.slice(0, 8)}-${c.slice(8, 12)}-4${c.slice(13, 16)}-a${c.slice(17, 20)}-${c.slice(20)}`;
  }

  // Somebody else written over the one being corrected is one more person, and the first stays as it was.
  function esLaMisma(uno, otro) {
    const palabras = (texto) => texto.toLowerCase().split(/\s+/).filter((p) => p.length > 2);
    return palabras(uno).some((p) => palabras(otro).includes(p));
  }

  // One at a time: a second tap while the first is being kept would put the same person in twice.
  async function anotarUnaVez() {
    if (anotando) return;
    anotando = true;
    try {
      await anotar();
    } finally {
      anotando = false;
    }
  }

  async function anotar() {
    const nombre = campo("nombre").value.trim();
    if (nombre.length < 3) {
      decir("Escriba nombre y apellidos.", "error");
      campo("nombre").focus();
      return;
    }
    decir("");
    const campos = Object.fromEntries(CAMPOS.map((n) => [n, campo(n).value]));
    const captura = { token: nuevoToken(), persona, ruta: RUTA_ENVIAR, cuando: new Date().toISOString(), campos, firma: await firma.dar() };
    try {
      await guardar(captura);
      if (corregida && esLaMisma(corregida.campos.nombre, nombre)) await quitar(corregida.token);
      corregida = null;
    } catch {
      decir("En esta tableta ya no hay espacio: recabe la firma en la lista impresa. Se envía sin firma.");
      formulario.submit();
      return;
    }
    // Nothing of who was here is left for the next one to read.
    limpiar();
    await pintar();
    formulario.scrollIntoView({ block: "start" });
    campo("nombre").focus({ preventScroll: true });
    enviar();
  }

  // This page as this person sees it, kept so that it opens without a network; never for anybody else.
  async function guardarPagina() {
    if (!("caches" in window) || !navigator.serviceWorker?.controller) return;
    const respuesta = await fetch(window.location.pathname, { cache: "no-store" });
    if (!respuesta.ok || respuesta.redirected) return;
    const cabezas = new Headers(respuesta.headers);
    ["content-encoding", "content-length"].forEach((nombre) => cabezas.delete(nombre));
    cabezas.set("X-Persona", persona);
    const pagina = new DOMParser().parseFromString(await respuesta.text(), "text/html");
    pagina.querySelectorAll(".mensajes > *").forEach((mensaje) => mensaje.remove());
    pagina.body.dataset.sinRed = cabezas.get("Date") || "";
    const copia = new Response(`<!DOCTYPE html>${pagina.documentElement.outerHTML}`, { headers: cabezas });
    await (await caches.open(PAGINA)).put(window.location.pathname, copia);
  }

  // The queue of the log says who uses this device; until it does, what was kept would be thrown away.
  async function esperarQuien() {
    for (let vez = 0; vez < 50; vez += 1) {
      if (await window.CapturaAlmacen.nota("quien") === persona) return;
      await new Promise((seguir) => { window.setTimeout(seguir, 100); });
    }
  }

  async function prepararSinRed() {
    if (!("serviceWorker" in navigator) || "sinRed" in document.body.dataset) return;
    await esperarQuien();
    const controlada = new Promise((resolver) => {
      navigator.serviceWorker.addEventListener("controllerchange", resolver, { once: true });
    });
    await navigator.serviceWorker.register(RUTA_TRABAJADOR);
    if (!navigator.serviceWorker.controller) await controlada;
    await guardarPagina();
  }

  const espacio = buscar("firma");
  espacio.hidden = false;
  firma = window.FirmaDibujada(espacio.querySelector("canvas"));
  buscar("firma-borrar").addEventListener("click", () => firma.borrar());
  formulario.addEventListener("submit", (evento) => {
    // A browser that keeps nothing sends the form as forms are sent.
    if (!listo) return;
    evento.preventDefault();
    anotarUnaVez();
  });
  // Before whoever asks for confirmations: the names would wait here for this same person to come back.
  window.addEventListener("submit", ({ target }) => {
    if (!sinEnviar || target.getAttribute("action") !== RUTA_SALIR) return;
    target.dataset.confirmar = `En esta tableta hay ${sinEnviar} sin enviar. Se quedan aquí hasta que usted vuelva a entrar. ¿Salir de todos modos?`;
  }, true);
  window.addEventListener("online", () => { fallas = 0; enviar(); });
  almacen.abrir().then(() => { listo = true; return pintar(); }).then(enviar).catch(() => { /* the form is sent as forms are */ });
  window.addEventListener("load", () => prepararSinRed().catch(() => { /* it opens only with a network */ }));
})();
