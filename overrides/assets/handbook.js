// Niceties only; every page works without this file.
const word = (event) => event.target.closest?.(".zw-abbr")

// On a touch screen the first tap on a word shows its meaning, the second follows the link.
document.addEventListener("click", (event) => {
  const tapped = word(event)
  if (!tapped || !matchMedia("(hover: none)").matches || tapped.dataset.shown) return
  event.preventDefault()
  tapped.dataset.shown = "yes"
  tapped.focus()
  tapped.addEventListener("blur", () => delete tapped.dataset.shown, { once: true })
})

// A meaning near the right edge opens to the left; Escape puts it away.
for (const kind of ["pointerover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const shown = word(event)
    if (!shown) return
    shown.classList.remove("zw-hush")
    shown.classList.toggle("zw-left", innerWidth - shown.getBoundingClientRect().left < 320)
  })
}
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return
  document.querySelectorAll(".zw-abbr:hover, .zw-abbr:focus").forEach((shown) => shown.classList.add("zw-hush"))
})
