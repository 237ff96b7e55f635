// What was typed and not saved outlives a reload: kept in this browser, by user, POA and part, and offered again.
(() => {
  "use strict";

  const DIAS = 7;
  const SIN_TEXTO = new Set(["hidden", "submit", "button", "file", "password"]);
  const zona = document.querySelector("[data-borradores]");
  if (!zona) return;
  const clave = (parte) => `borrador:${zona.dataset.borradores}.${parte}`;

  function leer(parte) {
    try {
      const guardado = JSON.parse(localStorage.getItem(clave(parte)));
      if (guardado && Date.now() - guardado.cuando < DIAS * 864e5) return guardado;
    } catch { /* unreadable is as good as nothing */ }
    olvidar(parte);
    return null;
  }

  function escribir(parte, textos, visto) {
    try {
      localStorage.setItem(clave(parte), JSON.stringify({ cuando: Date.now(), textos, visto }));
    } catch { /* a full or closed store: the page works without it */ }
  }

  function olvidar(parte) {
    try { localStorage.removeItem(clave(parte)); } catch { /* nothing was kept */ }
  }

  const campos = (formulario) => Array.from(formulario.elements).filter((c) => c.name && !SIN_TEXTO.has(c.type));
  const marcable = (campo) => campo.type === "checkbox" || campo.type === "radio";
  const llave = (campo) => (marcable(campo) ? `${campo.name}=${campo.value}` : campo.name);
  const valor = (campo) => (marcable(campo) ? campo.checked : campo.value);

  function original(campo) {
    if (marcable(campo)) return campo.defaultChecked;
    if (campo.tagName !== "SELECT") return campo.defaultValue;
    return (Array.from(campo.options).find((o) => o.defaultSelected) || campo.options[0])?.value;
  }

  // What the page held when it was opened: recovered with the text, so that the server tells of a change between.
  const marcas = (formulario) => Array.from(formulario.elements).filter((c) => /(^|-)(version|base)$/.test(c.name));

  function recuperar(formulario, { textos, visto }) {
    marcas(formulario).forEach((marca) => { marca.value = visto?.[marca.name] ?? marca.value; });
    campos(formulario).forEach((campo) => {
      const guardado = textos[llave(campo)];
      if (guardado === undefined) return;
      if (marcable(campo)) campo.checked = guardado;
      else campo.value = guardado;
      campo.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  function boton(texto, clase, alPulsar) {
    const nuevo = document.createElement("button");
    nuevo.type = "button";
    nuevo.className = `boton boton--chico ${clase}`;
    nuevo.textContent = texto;
    nuevo.addEventListener("click", alPulsar);
    return nuevo;
  }

  function ofrecer(formulario, parte, guardado) {
    const aviso = document.createElement("div");
    aviso.className = "aviso aviso--atencion sin-guardar";
    aviso.setAttribute("role", "status");
    const texto = document.createElement("p");
    const cuando = new Date(guardado.cuando).toLocaleString("es-MX", { dateStyle: "long", timeStyle: "short" });
    texto.textContent = `Aquí quedó algo escrito sin guardar (${cuando}).`;
    const botones = document.createElement("div");
    botones.className = "botones";
    const primero = () => campos(formulario)[0]?.focus();
    botones.append(
      boton("Recuperarlo", "boton--primario", () => {
        recuperar(formulario, guardado);
        aviso.remove();
        primero();
      }),
      boton("Descartarlo", "boton--discreto", () => {
        olvidar(parte);
        aviso.remove();
        primero();
      }),
    );
    aviso.append(texto, botones);
    formulario.prepend(aviso);
    const plegado = formulario.closest("details");
    if (plegado) plegado.open = true;
  }

  function cuidar(formulario) {
    const parte = formulario.dataset.borrador;
    const rechazado = "rechazado" in formulario.dataset;
    const guardado = leer(parte);
    const distinto = (campo) => {
      const texto = guardado.textos[llave(campo)];
      return texto !== undefined && texto !== valor(campo);
    };
    if (guardado && !rechazado && campos(formulario).some(distinto)) ofrecer(formulario, parte, guardado);
    formulario.addEventListener("input", () => {
      // After a refusal the page already shows what was typed: what was kept before must stay.
      const textos = rechazado ? { ...leer(parte)?.textos } : {};
      campos(formulario).forEach((campo) => {
        if (valor(campo) !== original(campo)) textos[llave(campo)] = valor(campo);
      });
      const visto = Object.fromEntries(marcas(formulario).map((marca) => [marca.name, marca.value]));
      if (Object.keys(textos).length) escribir(parte, textos, visto);
      else olvidar(parte);
    });
  }

  const direccion = new URL(window.location.href);
  const guardada = direccion.searchParams.get("guardado");
  if (guardada) {
    olvidar(guardada);
    direccion.searchParams.delete("guardado");
    window.history.replaceState(null, "", direccion);
  }
  document.querySelectorAll("form[data-borrador]").forEach(cuidar);
})();
