// The capture form on a phone: what is typed is kept at each pause; «Guardar» keeps it here first and then sends it.
(() => {
  "use strict";

  const PAUSA = 400;
  const almacen = window.CapturaAlmacen;
  const cola = window.CapturaCola;

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

  function prepararNueva(formulario) {
    const fotos = window.CapturaFotos.de(formulario);
    const { persona } = cola;
    const campo = (nombre) => formulario.elements[nombre];
    const TEXTOS = ["linea", "fecha", "cantidad", "descripcion", "mujeres", "hombres"];
    let token = "";
    let guardadas = new Set();
    let ocupado = false;
    let reloj = 0;
    let listo = false;

    function ponerToken(nuevo) {
      token = nuevo;
      campo("token").value = token;
      formulario.dataset.token = token;
    }

    function nuevoToken() {
      const c = window.CapturaFotos.clave();
      ponerToken(`${c.slice(0, 8)}-${c.slice(8, 12)}-4${c.slice(13, 16)}-a${c.slice(17, 20)}-${c.slice(20)}`);
      guardadas = new Set();
    }

    const casillas = () => Array.from(formulario.querySelectorAll("input[name=localidades]"));

    function dicho(estado) {
      const campos = Object.fromEntries(TEXTOS.map((nombre) => [nombre, campo(nombre).value]));
      campos.localidades = casillas().filter((c) => c.checked).map((c) => c.value);
      return {
        token,
        persona,
        estado,
        cuando: Date.now(),
        direccion: campo("direccion").value,
        campos,
        fotos: fotos.fotos().map(({ id, nombre, tipo, pie, firmado, firmadoEn }) => ({ id, nombre, tipo, pie, firmado, firmadoEn })),
      };
    }

    const hayAlgo = () => ["descripcion", "mujeres", "hombres"].some((n) => campo(n).value.trim()) || fotos.fotos().length > 0;

    async function guardar(estado) {
      window.clearTimeout(reloj);
      const nuevas = fotos.fotos().filter((foto) => !guardadas.has(foto.id));
      await almacen.guardar(dicho(estado), nuevas.map(({ id, archivo }) => ({ id, archivo })));
      nuevas.forEach((foto) => guardadas.add(foto.id));
    }

    function borrador() {
      if (ocupado || !listo || campo("guardados").value) return;
      if (hayAlgo()) guardar("borrador").catch(noCabe);
      else if (guardadas.size || formulario.dataset.abierto) almacen.quitar(token);
    }

    function noCabe() {
      decir("Este teléfono no tiene lugar para guardar el borrador: no cierre esta página antes de enviar.", "atencion");
    }

    function enPausa() {
      window.clearTimeout(reloj);
      reloj = window.setTimeout(borrador, PAUSA);
    }

    function decir(texto, tono, { mas = [], quieto = false } = {}) {
      const aviso = document.querySelector("[data-captura-aviso]");
      aviso.className = `aviso aviso--${tono}`;
      aviso.hidden = !texto;
      const cuerpo = document.createElement("div");
      cuerpo.className = "aviso__cuerpo";
      const parrafo = document.createElement("p");
      parrafo.textContent = texto;
      cuerpo.append(parrafo, ...mas);
      aviso.replaceChildren(cuerpo);
      if (!texto || quieto) return;
      aviso.focus();
      aviso.scrollIntoView({ block: "center" });
    }

    function limpiarErrores() {
      formulario.querySelectorAll("[data-error-de]").forEach((e) => e.remove());
      formulario.querySelectorAll(".is-invalid").forEach((e) => {
        e.classList.remove("is-invalid");
        e.removeAttribute("aria-invalid");
      });
    }

    function mostrarErrores({ error, errores = {}, url }) {
      Object.entries(errores).forEach(([nombre, mensajes]) => {
        const entrada = formulario.querySelector(`[name="${nombre}"]:not([type=hidden])`);
        if (!entrada) return;
        const texto = document.createElement("p");
        texto.className = "invalid-feedback";
        texto.dataset.errorDe = nombre;
        texto.textContent = mensajes.join(" ");
        const grupo = entrada.closest("fieldset, details") || entrada.parentElement;
        if (grupo.tagName === "DETAILS") grupo.open = true;
        if (entrada.matches(".form-control, .form-select")) {
          entrada.classList.add("is-invalid");
          entrada.setAttribute("aria-invalid", "true");
          entrada.after(texto);
        } else grupo.append(texto);
      });
      const enlace = document.createElement("a");
      Object.assign(enlace, { href: url || "", target: "_blank", textContent: "Ver la que se envió" });
      decir(`No se guardó. ${error} Lo que escribió sigue aquí.`, "error", { mas: url ? [enlace] : [] });
    }

    function preguntarPorParecidas(parecidas) {
      const lista = document.createElement("ul");
      parecidas.forEach((otra) => {
        const renglon = document.createElement("li");
        const enlace = document.createElement("a");
        enlace.href = otra.url;
        enlace.target = "_blank";
        enlace.textContent = otra.texto;
        renglon.append(enlace);
        lista.append(renglon);
      });
      const boton = document.createElement("button");
      boton.type = "button";
      boton.className = "boton boton--primario";
      boton.textContent = "Guardar de todos modos";
      boton.addEventListener("click", () => enviar({ repetir: "1" }, null));
      decir("Ya hay una actividad de la misma línea, el mismo día y el mismo lugar. ¿Es otra?", "atencion", { mas: [lista, boton] });
    }

    function empezarOtra() {
      nuevoToken();
      delete formulario.dataset.abierto;
      fotos.vaciar();
      ["descripcion", "mujeres", "hombres"].forEach((n) => { campo(n).value = ""; });
      campo("cantidad").value = "1";
      limpiarErrores();
      cola.avisar();
    }

    const SIN_ENVIAR = {
      "sin-red": "Guardada en este teléfono. Se envía sola cuando vuelva la conexión; ya puede registrar otra.",
      falla: "Guardada en este teléfono: el servidor no respondió bien y se intenta de nuevo. Ya puede registrar otra.",
      sesion: "Guardada en este teléfono. Su sesión terminó: entre de nuevo y se envía sola.",
      "otra-pagina": "La envía otra página de este teléfono: abajo, y ahí, se dice en qué quedó.",
      "sin-permiso": "Guardada en este teléfono, pero no se puede enviar: arriba dice por qué.",
    };

    async function enviar(extra, boton) {
      if (ocupado) return;
      ocupado = true;
      if (boton?.name) extra[boton.name] = boton.value;
      if (campo("siguiente").value) extra.siguiente = campo("siguiente").value;
      limpiarErrores();
      const botones = formulario.querySelectorAll("button[type=submit]");
      botones.forEach((b) => b.setAttribute("aria-disabled", "true"));
      try {
        await guardar("pendiente");
      } catch {
        // No room on the phone: it goes as forms go, with its token.
        if (boton?.name) formulario.append(Object.assign(document.createElement("input"), { type: "hidden", name: boton.name, value: boton.value }));
        formulario.submit();
        return;
      }
      try {
        decir("Enviando…", "info");
        const salio = await cola.mandar(token, extra);
        if (salio.como === "hecho") { window.location.assign(salio.url); return; }
        if (salio.parecidas) preguntarPorParecidas(salio.parecidas);
        else if (salio.como === "rechazo") mostrarErrores(salio);
        else {
          empezarOtra();
          decir(SIN_ENVIAR[salio.como], "atencion");
        }
      } catch {
        empezarOtra();
        decir(SIN_ENVIAR.falla, "atencion");
      }
      ocupado = false;
      botones.forEach((b) => b.removeAttribute("aria-disabled"));
    }

    async function abrir(otro) {
      const acto = await almacen.leer(otro);
      if (!acto || acto.persona !== persona) return;
      if (acto.direccion !== campo("direccion").value) {
        window.location.assign(`${window.location.pathname}?direccion=${acto.direccion}#${otro}`);
        return;
      }
      // Taken back in one step: one that the queue already sent is not to be edited.
      const retomada = await almacen.cambiar(otro, (actual) => !actual.intentado && { ...actual, estado: "borrador" });
      if (!retomada) {
        decir("Esa ya se está enviando, o ya se envió: no se puede abrir aquí. Si algo está mal, corríjala en su página.", "atencion");
        cola.avisar();
        return;
      }
      ponerToken(acto.token);
      formulario.dataset.abierto = "si";
      fotos.vaciar();
      TEXTOS.forEach((nombre) => { campo(nombre).value = acto.campos[nombre]; });
      casillas().forEach((c) => { c.checked = acto.campos.localidades.includes(c.value); });
      const archivos = await Promise.all(acto.fotos.map((foto) => almacen.foto(foto.id)));
      fotos.poner(acto.fotos.map((foto, n) => ({ ...foto, archivo: archivos[n] })).filter((foto) => foto.archivo));
      guardadas = new Set(acto.fotos.map((foto) => foto.id));
      formulario.querySelectorAll("select, [data-localidades]").forEach((e) => e.dispatchEvent(new Event("change")));
      limpiarErrores();
      if (acto.estado === "rechazado") mostrarErrores({ error: acto.razon, errores: acto.errores, url: acto.url });
      else decir("", "info");
      await guardar("borrador");
      cola.avisar();
      campo("descripcion").focus();
    }

    // Kept some other day: the dates are those of today, and what the address asks for is chosen here.
    function alDia() {
      if (!("sinRed" in document.body.dataset)) return;
      const ahora = new Date();
      const hoy = new Date(ahora - ahora.getTimezoneOffset() * 60e3).toISOString().slice(0, 10);
      campo("fecha").max = hoy;
      campo("fecha").value = hoy;
      const pedido = new URLSearchParams(window.location.search);
      if (pedido.has("linea")) campo("linea").value = pedido.get("linea");
      casillas().forEach((c) => { c.checked = c.checked || pedido.getAll("localidad").includes(c.value); });
      decir("Sin conexión: puede registrar. Lo que guarde queda en este teléfono y se envía solo cuando vuelva.", "atencion", { quieto: true });
      window.addEventListener("online", () => decir("", "info"), { once: true });
    }

    // Back from the act that was just saved: the form of that act is not another form.
    window.addEventListener("pageshow", (evento) => evento.persisted && window.location.reload());
    // Back with errors: the files that the server already has are signed for that token.
    if (campo("guardados").value || formulario.querySelector(".aviso--error")) ponerToken(campo("token").value);
    else nuevoToken();
    alDia();
    almacen.abrir().then(() => {
      listo = true;
      const pedido = window.location.hash.slice(1);
      if (pedido) abrir(pedido);
    }).catch(() => { /* a browser that keeps nothing: the form is sent as forms are */ });
    formulario.addEventListener("input", enPausa);
    formulario.addEventListener("change", enPausa);
    fotos.alCambiar(() => {
      // What was said of the files that were sent is no longer true of these.
      const aviso = document.querySelector("[data-captura-aviso]");
      if (aviso.matches(".aviso--error") && !formulario.querySelector("[data-error-de]")) decir("", "info");
      enPausa();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && borrador());
    document.addEventListener("captura:abrir", (evento) => { borrador(); abrir(evento.detail); });
    formulario.addEventListener("submit", (evento) => {
      // Those files travel with the page, not with the queue.
      if (!listo || campo("guardados").value) return;
      evento.preventDefault();
      enviar({}, evento.submitter);
    });
  }

  document.querySelectorAll("form[data-captura]").forEach((formulario) => {
    prepararLinea(formulario);
    formulario.querySelectorAll("[data-localidades]").forEach(prepararLocalidades);
    if ("capturaNueva" in formulario.dataset && cola?.persona) prepararNueva(formulario);
  });
})();
