// The explorer: what is chosen lives in the address, so that it can be shared, kept, and found again after "back".
// Nothing is stored. Everything shown stands on a page of its own; the script only brings it here.
const { bare, distance } = globalThis.zorgwegwijzer // from handbook.js, which every page loads first
const said = document.querySelector(".zw-said")
const slug = (text) => bare(text).replace(/[^a-z0-9]+/g, "-")
const link = (href, words) => Object.assign(document.createElement("a"), { href, textContent: words })

// Puts a choice from the address in its field; says so, with the nearest, when there is no such choice.
const farFrom = (wanted, option) =>
  Math.min(distance(slug(wanted), option.value), distance(slug(wanted), slug(option.label)))
const nearest = (wanted, select) =>
  [...select.options]
    .filter((option) => option.value)
    .map((option) => ({ option, far: farFrom(wanted, option) }))
    .filter(({ far }) => far <= Math.max(1, wanted.length / 3))
    .sort((a, b) => a.far - b.far)[0]?.option
const sayUnknown = (select, wanted) => {
  const near = nearest(wanted, select)
  said.textContent = `'${wanted}' kennen we hier niet. `
  if (!near) return said.append("Kies hierboven.")
  const to = new URL(location)
  to.searchParams.set(select.dataset.zwState ?? select.name, near.value)
  said.append(link(to, `Bedoelde u ${near.label}?`))
}
const choose = (select, wanted) => {
  const known = [...select.options].find((option) => option.value === wanted || option.value === slug(wanted))
  select.value = known?.value ?? ""
  if (known || !wanted) return true
  if (select.selectedIndex < 0) select.selectedIndex = 0
  sayUnknown(select, wanted)
  return false
}

const address = (values) => {
  const url = new URL(location)
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value)
    else url.searchParams.delete(name)
  }
  return url
}

// Arrowing through a field changes its choice many times; that is one step back, not many.
let last = { name: "", at: 0 }
const remember = (name, url) => {
  const again = last.name === name && performance.now() - last.at < 1000
  last = { name, at: performance.now() }
  history[again ? "replaceState" : "pushState"](null, "", url)
}

// Fields that light or choose by themselves: the script only keeps them in the address.
const kept = [...document.querySelectorAll("[data-zw-state]")]
const first = new Map(kept.map((select) => [select, select.value]))
const sides = [...document.querySelectorAll(".zw-side")]
const placed = (place) => (place < 0 ? "" : `display: grid; order: ${place + 1}`)
const showSides = () => {
  if (!sides.length) return
  const chosen = kept.map((select) => select.value)
  for (const side of sides) side.style.cssText = placed(chosen.indexOf(side.id))
  if (chosen[0] && chosen[0] === chosen[1]) said.textContent = "Kies twee verschillende routes."
}
const restore = (select) => {
  const wanted = new URL(location).searchParams.get(select.dataset.zwState)
  if (wanted) return choose(select, wanted)
  select.value = first.get(select)
  return true
}
const fromAddress = () => {
  said.textContent = ""
  kept.every(restore) // up to the first that is not known: that one is told of
  showSides()
}
const changed = (select) => {
  said.textContent = ""
  remember(select.id, address({ [select.dataset.zwState]: select.value }))
  showSides()
}
const startFields = () => {
  for (const picks of document.querySelectorAll(".zw-picks[hidden]")) picks.hidden = false
  for (const words of document.querySelectorAll(".zw-picks-without")) words.hidden = true
  document.querySelector(".zw-compare")?.classList.add("zw-chosen")
  for (const select of kept) select.addEventListener("change", () => changed(select))
  addEventListener("popstate", fromAddress)
  fromAddress()
}
if (kept.length) startFields()

// The explorer itself: a form with four fields, a map with stops and lines, and a place for what is brought from elsewhere.
const explorer = document.querySelector("[data-zw-explorer]")
const form = explorer?.querySelector("form")
const found = explorer?.querySelector(".zw-found")
const fields = explorer ? Object.fromEntries(["rol", "route", "van", "naar"].map((name) => [name, form.elements[name]])) : {}
const stops = [...(explorer?.querySelectorAll("[data-role]") ?? [])]
const lines = [...(explorer?.querySelectorAll("[data-from]") ?? [])]
const label = (select) => select.selectedOptions[0].label

// Lights some roles and the lines between them, or those of one chosen role; touches only what changes.
let lit = new Map()
const litParts = (roles, chosen) => {
  const isLit = ({ dataset: { from, to } }) => (chosen ? [from, to].includes(chosen) : roles.has(from) && roles.has(to))
  const names = (stop) => (stop.dataset.role === chosen ? ["zw-on", "zw-chosen"] : ["zw-on"])
  const on = stops.filter((stop) => roles.has(stop.dataset.role)).map((stop) => [stop, names(stop)])
  return new Map([...on, ...lines.filter(isLit).map((line) => [line, ["zw-on"]])])
}
const light = (roles, chosen = "") => {
  const now = litParts(roles, chosen)
  for (const [part, names] of lit) part.classList.remove(...names)
  for (const [part, names] of now) part.classList.add(...names)
  lit = now
  explorer.classList.toggle("zw-lit", roles.size > 0)
}
const otherEnd = (role, { from, to }) => (from === role ? [to] : to === role ? [from] : [])
const around = (role) => new Set([role, ...lines.flatMap(({ dataset }) => otherEnd(role, dataset))])

// A page of this site, read once.
const pages = new Map()
const at = (place) => new URL(place, location.href.replace(/[?#].*/, ""))
const page = async (url) => {
  if (!pages.has(url.href)) {
    const answer = await fetch(url)
    if (!answer.ok) throw new Error(answer.status)
    pages.set(url.href, new DOMParser().parseFromString(await answer.text(), "text/html"))
  }
  return pages.get(url.href)
}

// Brings a part of another page here, or a link to it; false when something else was chosen meanwhile.
let turn = 0
const put = (parts, url) => {
  found.replaceChildren(...parts.filter(Boolean).map((part) => document.importNode(part, true)))
  for (const each of found.querySelectorAll("a[href]")) each.href = new URL(each.getAttribute("href"), url)
  for (const each of found.querySelectorAll("[id]")) each.removeAttribute("id")
}
const bring = async (mine, place, pick, fallback = place) => {
  try {
    const read = await page(at(place))
    if (mine === turn) put(pick(read), at(place))
  } catch {
    if (mine === turn) found.replaceChildren(link(fallback, "Lees verder op de eigen pagina"))
  }
  if (mine !== turn) return false
  found.hidden = false
  return true
}

const tell = (words, roles, chosen) => {
  light(roles, chosen)
  said.textContent = words
}
const showWay = async (mine, { van, naar }) => {
  tell(`De weg van ${label(fields.van)} naar ${label(fields.naar)}`, new Set([van, naar]))
  const way = `naar-${naar}`
  const told = (read) => [read.getElementById(way) ?? read.getElementById("naar-elders")] // they share no school
  if (!(await bring(mine, `rol/${van}/`, told, `rol/${van}/#${way}`))) return
  const passed = [...found.querySelectorAll(".zw-journey:first-of-type [data-who]")].map((stop) => stop.dataset.who)
  light(new Set([van, naar, ...passed]))
}
const showRoute = async (mine, { route }) => {
  const on = stops.filter((stop) => stop.dataset.routes.split(" ").includes(route))
  tell(`De route ${label(fields.route)}`, new Set(on.map((stop) => stop.dataset.role)))
  await bring(mine, `../routes/${route}/`, (read) => [...read.querySelectorAll("article .zw-lead, article .zw-steps")])
}
const showRole = async (mine, { rol }) => {
  tell(`Rond ${label(fields.rol)}`, around(rol), rol)
  if (!(await bring(mine, `rol/${rol}/`, (read) => [read.getElementById("rond")]))) return
  found.append(link(`rol/${rol}/`, `Routes, wegen en afwezigheid van ${label(fields.rol)}`))
}
const showHalf = ({ van, naar }) => {
  tell(van ? "Kies ook waarheen." : "Kies ook waar u begint.", new Set([van || naar]))
  if (van) page(at(`rol/${van}/`)).catch(() => {}) // so that the way is there as soon as it is asked
}
const showChosen = (mine, chosen) => {
  const { rol, route, van, naar } = chosen
  if (van && van === naar) return tell("Kies twee verschillende rollen.", new Set([van]))
  if (van && naar) return showWay(mine, chosen)
  if (route) return showRoute(mine, chosen)
  if (rol) return showRole(mine, chosen)
  if (van || naar) return showHalf(chosen)
  light(new Set())
}

// The choices as the address has them, of which a way goes before a route, and a route before a role.
const inAddress = () => {
  const asked = new URL(location).searchParams
  if (!Object.entries(fields).every(([name, select]) => choose(select, asked.get(name) ?? ""))) return null
  if (fields.van.value || fields.naar.value) fields.rol.value = fields.route.value = ""
  if (fields.route.value) fields.rol.value = ""
  return Object.fromEntries(Object.entries(fields).map(([name, select]) => [name, select.value]))
}
const render = async () => {
  const mine = ++turn
  said.textContent = ""
  found.hidden = true
  found.replaceChildren()
  const chosen = inAddress()
  if (!chosen) return light(new Set())
  explorer.dataset.shows = chosen.rol ? "rol" : ""
  await showChosen(mine, chosen)
}

const go = async (values, name = "") => {
  remember(name, address({ rol: "", route: "", van: "", naar: "", ...values }))
  await render()
  if (said.getBoundingClientRect().bottom > innerHeight) said.scrollIntoView({ block: "center" })
}
const picked = (name) => {
  const alone = name === "rol" || name === "route"
  return go(alone ? { [name]: fields[name].value } : { van: fields.van.value, naar: fields.naar.value }, name)
}
const pressed = async (event) => {
  const stop = event.target.closest?.("a.zw-mapstop, .zw-map-list a")
  const role = stop?.closest("[data-role]")?.dataset.role
  if (!role || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  await go({ rol: role })
  if (innerWidth < 1024) form.scrollIntoView()
}
const startExplorer = () => {
  form.hidden = false
  explorer.querySelector(".zw-picks-without").hidden = true
  for (const name of Object.keys(fields)) fields[name].addEventListener("change", () => picked(name))
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    go({})
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  explorer.addEventListener("click", pressed)
  addEventListener("popstate", render)
  render()
}
if (explorer) startExplorer()
