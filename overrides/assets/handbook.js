// Niceties only; every page works without this file.

// A word without capitals and accents.
const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")

// How many letters must be added, left out, changed, or swapped with their neighbour to make one word of the other.
const distance = (one, two) => {
  let [before, row] = [[], [...Array(two.length + 1).keys()]]
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= two.length; j++) {
      const swapped = one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1] ? before[j - 2] + 1 : Number.POSITIVE_INFINITY
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== two[j - 1]), swapped)
    }
    before = row
    row = next
  }
  return row[two.length]
}
// The search and the explorer read words in the same way.
globalThis.zorgwegwijzer = { bare, distance }

// A word that explains itself. On a touch screen the first tap shows its meaning, the second follows the link. A meaning
// near the right edge opens to the left; Escape puts it away.
const explained = (event) => event.target.closest?.(".zw-abbr")
const firstTap = (event) => {
  const tapped = explained(event)
  if (!tapped || !matchMedia("(hover: none)").matches || tapped.dataset.shown) return
  event.preventDefault()
  tapped.dataset.shown = "yes"
  tapped.focus()
  tapped.addEventListener("blur", () => delete tapped.dataset.shown, { once: true })
}
const openInside = (event) => {
  const shown = explained(event)
  if (!shown) return
  shown.classList.remove("zw-hush")
  shown.classList.toggle("zw-left", innerWidth - shown.getBoundingClientRect().left < 320)
}
const hush = (event) => {
  if (event.key !== "Escape") return
  for (const shown of document.querySelectorAll(".zw-abbr:hover, .zw-abbr:focus")) shown.classList.add("zw-hush")
}
document.addEventListener("click", firstTap)
document.addEventListener("pointerover", openInside)
document.addEventListener("focusin", openInside)
document.addEventListener("keydown", hush)

// A long list: only the rows that hold the words typed, each with the heading that is its name, under the letters they have.
const nameOf = (row) => (row.previousElementSibling?.matches("h3") ? [row.previousElementSibling] : [])
const rowFilter = (place) => {
  const field = place.querySelector("input")
  const parts = [...document.querySelectorAll(`article h2[id^="letter-"], ${place.dataset.zwRows}`)]
  const rows = parts.filter((part) => part.tagName !== "H2")
  const texts = new Map(rows.map((row) => [row, bare([...nameOf(row), row].map((part) => part.textContent).join(" "))]))
  field.closest("[hidden]").hidden = false
  field.addEventListener("input", () => {
    const words = bare(field.value).split(/\s+/).filter(Boolean)
    for (const row of rows) {
      for (const part of [...nameOf(row), row]) part.hidden = !words.every((word) => texts.get(row).includes(word))
    }
    parts.reduce((letter, part) => {
      if (part.tagName === "H2") part.hidden = true
      else if (letter && !part.hidden) letter.hidden = false
      return part.tagName === "H2" ? part : letter
    }, undefined)
    const left = rows.filter((row) => !row.hidden).length
    place.querySelector("[role=status]").textContent = `${left} van ${rows.length} ${place.dataset.what}`
  })
}
document.querySelectorAll("[data-zw-rows]").forEach(rowFilter)

// Contacts of one location. The choice stays in this browser, so that it need not be made on every page.
const CHOSEN = "zorgwegwijzer.vestiging"
const kept = () => {
  try {
    return localStorage.getItem(CHOSEN)
  } catch {
    // not allowed: nothing was kept
    return null
  }
}
const keep = (value) => {
  try {
    if (value) localStorage.setItem(CHOSEN, value)
    else localStorage.removeItem(CHOSEN)
  } catch {
    // not allowed: nothing is kept
  }
}
const locationChoice = (place) => {
  const field = place.querySelector("select")
  const show = () => {
    for (const each of place.querySelectorAll("[data-at]")) each.hidden = field.value && each.dataset.at !== field.value
  }
  field.closest("[hidden]").hidden = false
  field.value = kept() ?? ""
  if (field.selectedIndex < 0) field.value = ""
  field.addEventListener("change", () => {
    keep(field.value)
    show()
  })
  show()
}
document.querySelectorAll("[data-zw-locations]").forEach(locationChoice)

// The way that led to a ticket goes along to another language: its page has the same marks.
const keepWay = () => {
  if (!location.hash.startsWith("#via-")) return
  for (const link of document.querySelectorAll(".zw-languages a, .zw-translated a[hreflang]")) link.hash = location.hash
}
keepWay()

// A form prints with one press; without script the browser's own print does the same.
const printButton = (button) => {
  button.hidden = false
  button.nextElementSibling.hidden = true
  button.addEventListener("click", () => print())
}
document.querySelectorAll("[data-zw-print]").forEach(printButton)

// Staff may open or close at once everything that tells where a sentence comes from; the foot, where the button is, stays.
const whys = [...document.querySelectorAll(".zw-why:not(.zw-foot)")]
for (const button of document.querySelectorAll("[data-zw-why]")) {
  button.hidden = false
  button.addEventListener("click", () => {
    const open = whys.some((why) => !why.open)
    for (const why of whys) why.open = open
    button.textContent = open ? "Verberg overal waar het staat" : "Laat overal zien waar het staat"
  })
}
