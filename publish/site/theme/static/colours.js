/* Before anything is drawn: dark or light, as somebody chose on this site, or else as the system is.

   Where the storage is refused, the choice holds for this page alone. */

(() => {
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      return window.localStorage.getItem("colours");
    } catch {
      return null;
    }
  }

  function show(colours = chosen() ?? (system.matches ? "dark" : "light")) {
    const { dataset } = document.documentElement;
    dataset.colours = colours;
    dataset.jpThemeLight = String(colours === "light"); // what the figures' own styles ask for
    window.dispatchEvent(new Event("colours"));
  }

  window.switchColours = () => {
    const other = document.documentElement.dataset.colours === "dark" ? "light" : "dark";
    try {
      window.localStorage.setItem("colours", other);
    } catch {
      /* it holds until the page is left */
    }
    show(other);
  };

  document.documentElement.classList.add("scripted");
  system.addEventListener("change", () => show());
  show();
})();
