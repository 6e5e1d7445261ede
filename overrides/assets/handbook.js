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
// The explorer reads words in the same way.
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

// "Waar gaat het over?": finds situations by the words people use. Nothing is sent, nothing is kept.
const tokens = (text, little) =>
  bare(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token && !little.has(token))
const stem = (token) => token.replace(/^ge(?=.{4})/, "").replace(/(tjes|tje|jes|je|en|er|s|t|d|e)$/, "")
const bothOver = (length, one, two) => one.length > length && two.length > length
const oneLetterOff = (one, two) => Math.abs(one.length - two.length) <= 1 && distance(one, two) <= 1

// How much a word that was typed is like a word of a situation, from 0 to 4.
const likeness = (typed, word) => {
  if (typed === word) return 4
  const [a, b] = [stem(typed), stem(word)]
  if (a === b && a.length > 2) return 3.5
  if (typed.length > 2 && word.startsWith(typed)) return 2.5
  if (bothOver(3, a, b) && (a.startsWith(b) || b.startsWith(a))) return 2.2
  if (bothOver(4, typed, word) && oneLetterOff(typed, word)) return 2
  if (bothOver(4, a, b) && (a.includes(b) || b.includes(a))) return 1.5
  return 0
}

// A phrase of more words that is there as a whole says more than its words apart.
const wholePhrases = (typed, phrases) =>
  phrases.filter((words) => words.length > 1 && words.every((word) => typed.some((token) => likeness(token, word) >= 2.2)))
const score = (text, typed, { phrases, whole }) => {
  const literal = whole.some((phrase) => phrase.includes(" ") && ` ${text} `.includes(` ${phrase} `)) ? 4 : 0
  const best = typed.map((token) => Math.max(0, ...phrases.flat().map((word) => likeness(token, word))))
  const sum = best.reduce((total, points) => total + points, literal + 2 * wholePhrases(typed, phrases).length)
  return sum / Math.sqrt(typed.length || 1)
}

const situation = (item, at, little) => {
  const phrases = item.dataset.words.split(";")
  return {
    item,
    at,
    shown: !item.hidden,
    whole: phrases.map((phrase) => bare(phrase).trim()),
    phrases: phrases.map((phrase) => tokens(phrase, little)).filter((words) => words.length),
  }
}
const bestOf = (text, items, little) => {
  const typed = tokens(text, little)
  return items
    .map((each) => ({ ...each, points: score(bare(text).trim(), typed, each) }))
    .filter((each) => each.points >= 1.2)
    .sort((a, b) => b.points - a.points || a.at - b.at)
    .slice(0, 6)
}
const foundWords = (text, many) => {
  if (!text.trim()) return ""
  return many ? `${many} gevonden, het beste bovenaan` : "Niets gevonden. Kies hieronder, of beantwoord de vragen."
}
const finder = (place) => {
  const field = place.querySelector("input")
  const list = place.querySelector("ul")
  const little = new Set(place.dataset.little.split(" "))
  const items = [...list.children].map((item, at) => situation(item, at, little))
  field.closest("[hidden]").hidden = false
  field.addEventListener("input", () => {
    const found = bestOf(field.value, items, little)
    const show = field.value.trim() && found.length ? found : items.filter((each) => each.shown)
    for (const { item } of items) item.hidden = true
    for (const { item } of show) item.hidden = false
    list.append(...show.map(({ item }) => item))
    place.querySelector("[role=status]").textContent = foundWords(field.value, found.length)
  })
}
document.querySelectorAll("[data-zw-find]").forEach(finder)

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
