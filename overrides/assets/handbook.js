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

// "Waar gaat het over?": finds situations by the words people use. Nothing is sent, nothing is kept.
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
const LITTLE = new Set(("aan als bij dat de deze die dit doe door dus een en er gaat geen geldt had heb hebben heeft het hij hoe ik in is " +
  "ja je kan kind mag me met mij mijn moet na naar niet nog nu of om ons onze ook op over te u uit van voor wat we weer wel wie " +
  "wij wil word wordt ze zich zij zijn zo zoon dochter leerling school waar krijgt steeds erg zit alleen maar misschien kunnen " +
  "willen iemand iets jongen meisje haar hun hem meer hij onze jullie door gaan komt doet zou moeten kon meisjes hebt ben").split(" "))
const tokens = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter((token) => token && !LITTLE.has(token))
const stem = (token) => token.replace(/^ge(?=.{4})/, "").replace(/(tjes|tje|jes|je|en|er|s|t|d|e)$/, "")

// One letter more, less, other or swapped.
const near = (one, two) => {
  if (Math.abs(one.length - two.length) > 1) return false
  let at = 0
  while (at < one.length && one[at] === two[at]) at++
  const [a, b] = [one.slice(at), two.slice(at)]
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b ||
    (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2))
}

const likeness = (typed, word) => {
  if (typed === word) return 4
  const [a, b] = [stem(typed), stem(word)]
  if (a === b && a.length > 2) return 3.5
  if (typed.length > 2 && word.startsWith(typed)) return 2.5
  if (a.length > 3 && b.length > 3 && (a.startsWith(b) || b.startsWith(a))) return 2.2
  if (typed.length > 4 && word.length > 4 && near(typed, word)) return 2
  if (a.length > 4 && b.length > 4 && (a.includes(b) || b.includes(a))) return 1.5
  return 0
}

const score = (text, typed, { phrases, whole }) => {
  let sum = whole.some((phrase) => phrase.includes(" ") && ` ${text} `.includes(` ${phrase} `)) ? 4 : 0
  for (const token of typed) sum += Math.max(0, ...phrases.flat().map((word) => likeness(token, word)))
  // A phrase of more words that is there as a whole says more than its words apart.
  for (const words of phrases) if (words.length > 1 && words.every((word) => typed.some((token) => likeness(token, word) >= 2.2))) sum += 2
  return sum / Math.sqrt(typed.length || 1)
}

for (const place of document.querySelectorAll("[data-zw-find]")) {
  const field = place.querySelector("input")
  const said = place.querySelector("[role=status]")
  const list = place.querySelector("ul")
  const items = [...list.children].map((item, at) => ({
    item, at, shown: !item.hidden, whole: item.dataset.words.split(";").map((phrase) => plain(phrase).trim()), phrases: item.dataset.words.split(";").map(tokens).filter((words) => words.length),
  }))
  field.closest("[hidden]").hidden = false
  field.addEventListener("input", () => {
    const typed = tokens(field.value)
    const found = items.map((each) => ({ ...each, points: score(plain(field.value).trim(), typed, each) }))
      .filter((each) => each.points >= 1.2).sort((a, b) => b.points - a.points || a.at - b.at).slice(0, 6)
    const show = field.value.trim() && found.length ? found : items.filter((each) => each.shown)
    for (const { item } of items) item.hidden = true
    for (const { item } of show) { item.hidden = false; list.append(item) }
    said.textContent = !field.value.trim() ? "" : found.length ? `${found.length} gevonden, het beste bovenaan` : "Niets gevonden. Kies hieronder, of beantwoord de vragen."
  })
}

// The table of all ways: only the rows that hold the words typed.
for (const place of document.querySelectorAll("[data-zw-rows]")) {
  const field = place.querySelector("input")
  const rows = [...place.querySelectorAll("tbody tr")]
  field.closest("[hidden]").hidden = false
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean)
    for (const row of rows) row.hidden = !words.every((word) => plain(row.textContent).includes(word))
    place.querySelector("[role=status]").textContent = `${rows.filter((row) => !row.hidden).length} van ${rows.length} wegen`
  })
}

// Contacts of one location. The choice stays in this browser, so that it need not be made on every page.
const CHOSEN = "zorgwegwijzer.vestiging"
const kept = { get: () => { try { return localStorage.getItem(CHOSEN) } catch { return null } },
  set: (value) => { try { value ? localStorage.setItem(CHOSEN, value) : localStorage.removeItem(CHOSEN) } catch { /* not allowed: nothing is kept */ } } }
for (const place of document.querySelectorAll("[data-zw-locations]")) {
  const field = place.querySelector("select")
  const show = () => { for (const each of place.querySelectorAll("[data-at]")) each.hidden = field.value && each.dataset.at !== field.value }
  field.closest("[hidden]").hidden = false
  field.value = kept.get() ?? ""
  if (field.selectedIndex < 0) field.value = ""
  field.addEventListener("change", () => { kept.set(field.value); show() })
  show()
}

// A form prints with one press; without script the browser's own print does the same.
document.querySelectorAll("[data-zw-print]").forEach((button) => {
  button.hidden = false
  button.nextElementSibling.hidden = true
  button.addEventListener("click", () => print())
})
