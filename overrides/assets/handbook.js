// Niceties only; every page works without this file.
// On a touch screen the first tap on an abbreviation shows its meaning, the second follows the link.
document.addEventListener("click", (event) => {
  const word = event.target.closest(".zw-abbr")
  if (!word || !matchMedia("(hover: none)").matches || word.dataset.shown) return
  event.preventDefault()
  word.dataset.shown = "yes"
  word.focus()
  word.addEventListener("blur", () => delete word.dataset.shown, { once: true })
})
