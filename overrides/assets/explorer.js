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

// A drawing as a picture of points, twice as fine as it is shown; made here, of the file that lies beside the page.
const FINE = 2
const picture = async (url) => {
  const drawn = Object.assign(new Image(), { src: url })
  await drawn.decode()
  const canvas = Object.assign(document.createElement("canvas"), { width: drawn.width * FINE, height: drawn.height * FINE })
  canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height)
  return new Promise((made) => canvas.toBlob(made, "image/png"))
}
for (const button of document.querySelectorAll("[data-png]")) {
  button.hidden = false
  button.addEventListener("click", async () => {
    const href = URL.createObjectURL(await picture(button.previousElementSibling.href))
    Object.assign(document.createElement("a"), { href, download: button.dataset.png }).click()
    URL.revokeObjectURL(href)
  })
}

// The explorer itself: a form, a map with stops and lines, a caption above it, and a place below it for a way.
const explorer = document.querySelector("[data-zw-explorer]")
const form = explorer?.querySelector("form")
const found = explorer?.querySelector(".zw-brought")
const hint = explorer?.querySelector(".zw-hint")
const steer = explorer?.querySelector(".zw-steer")
const NAMES = ["rol", "route", "geval", "van", "naar", "zonder"]
const STATE = [...NAMES, "lijn", "stap"]
const fields = explorer ? Object.fromEntries(NAMES.map((name) => [name, form.elements[name]])) : {}
const all = (selector, within = explorer) => [...(within?.querySelectorAll(selector) ?? [])]
const maps = all(".zw-map")
const rows = all(".zw-net li")
const walks = new Map(
  all("template")
    .flatMap((each) => [...each.content.children])
    .map((each) => [`${each.dataset.of}/${each.dataset.id}`, each]),
)
const label = (select) => select.selectedOptions[0].label
const rolePage = (id) => `${explorer.dataset.top}verkenner/rol/${id}/`

// The map that the window has room for. A role has a stop of its own, or is folded into one with others; a step of nobody
// stands where nobody stands.
const wide = matchMedia("(min-width: 78.5em)") // as in explorer.css
const rolesOf = (stop) => stop.dataset.roles.trim().split(" ")
let stops = []
let lines = []
let stopOf = new Map()
let trail
const onMap = () => {
  const map = maps[wide.matches ? 0 : 1]
  stops = all(".zw-mapstop", map)
  lines = all(".zw-mapline, .zw-mapgate", map)
  stopOf = new Map(stops.flatMap((stop) => rolesOf(stop).map((role) => [role, stop])))
  trail = map.querySelector(".zw-maptrail")
}
const stopWith = (id) => stops.find((stop) => stop.dataset.role === id)
const nameOf = (stop) => stop.dataset.name
const saidOf = (stop) => stop.querySelector("desc").textContent

// What is lit: roles, which lines, a number in each stop. Only what changes is touched.
let lit = new Map()
const partsOf = ({ roles, isOn = () => false, chosen }) => {
  const names = (role) => (role === chosen ? ["zw-on", "zw-chosen"] : ["zw-on"])
  const parts = [...roles].flatMap((role) => [
    [stopOf.get(role), names(role)],
    ...rows.filter((row) => row.dataset.role === role).map((row) => [row, names(role)]),
  ])
  return new Map([...parts.filter(([part]) => part), ...lines.filter(isOn).map((line) => [line, ["zw-on"]])])
}
const onTop = (line) => {
  const trunk = line.closest(".zw-trunk")
  if (!trunk) return
  trunk.append(line)
  trunk.parentNode.append(trunk)
}
const number = (stop, words) => {
  const [pill, text] = stop.querySelectorAll(".zw-mappill, .zw-mapnumber")
  if (text.textContent === words) return
  text.textContent = words
  const { x, width } = words ? text.getBBox() : { x: 0, width: 0 }
  pill.setAttribute("x", x - 5)
  pill.setAttribute("width", words && width + 10)
}
const show = (what) => {
  const now = partsOf(what)
  for (const [part, names] of lit) part.classList.remove(...names)
  for (const [part, names] of now) part.classList.add(...names)
  for (const line of lines) if (now.has(line)) onTop(line)
  lit = now
  for (const stop of stops) number(stop, what.numbers?.get(stop) ?? "")
  for (const row of rows) row.dataset.steps = (now.has(row) && what.numbers?.get(stopOf.get(row.dataset.role))) || ""
  trail.setAttribute("d", what.trail ?? "")
  explorer.classList.toggle("zw-lit", now.size > 0 && !what.away)
  explorer.classList.toggle("zw-away", Boolean(what.away))
}
const NOTHING = { roles: new Set() }
let chosenNow = NOTHING
const light = (what) => {
  chosenNow = what
  show(what)
}

// A stop with who comes to it and where it goes; a trunk with everyone on it; a walk with its steps, numbered.
const rolesIn = (ids) => new Set(ids.flatMap((id) => rolesOf(stopWith(id))))
const touching = (own) => lines.filter(({ dataset: { from, to } }) => own === from || own === to)
const onLines = (ids, on) => ({
  roles: rolesIn([...ids, ...on.flatMap(({ dataset: { from, to } }) => [from, to])]),
  isOn: (line) => on.includes(line),
})
const aroundStop = ({ dataset: { role } }) => onLines([role], touching(role))
const onTrunk = (head) =>
  onLines(
    [head],
    lines.filter(({ dataset }) => dataset.to === head),
  )
const aroundRole = (role) => {
  const stop = stopOf.get(role)
  if (!stop) return { roles: new Set([role]), chosen: role }
  const around = aroundStop(stop)
  return { ...around, roles: around.roles.add(role), chosen: role }
}
// Who has only the one that is away to go to, and so cannot go on.
const silentWithout = (own) =>
  [...new Set(lines.filter(({ dataset }) => dataset.to === own).map(({ dataset }) => dataset.from))].filter((from) =>
    lines.every(({ dataset }) => dataset.from !== from || dataset.to === own),
  )
// The numbers of steps in a stop, three in a row as one, each after its gate.
const GATE = "‖"
const numbersOf = (own) => {
  const runs = []
  for (const { at, gate } of own) {
    const run = runs.at(-1)
    if (run && !gate && run.at(-1) === at - 1) run.push(at)
    else runs.push(gate ? [`${GATE}${at}`] : [at])
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(" "))).join(" ")
}
const middle = (stop) => stop.querySelector("g").transform.baseVal[0].matrix
const arc = (one, other) => {
  const [{ e: x, f: y }, { e: toX, f: toY }] = [middle(one), middle(other)]
  const bend = Math.max(40, Math.abs(toX - x) / 2)
  return `M${x},${y} C${x + bend},${y} ${toX - bend},${toY} ${toX},${toY}`
}
const between =
  (one, other) =>
  ({ dataset: { from, to } }) =>
    (from === one && to === other) || (from === other && to === one)
const alongSteps = (steps, at = -1) => {
  const places = steps.map(({ role }) => stopOf.get(role) ?? stopOf.get(""))
  const own = (stop) => steps.flatMap(({ gate }, step) => (places[step] === stop ? [{ at: step + 1, gate }] : []))
  const numbers = new Map([...new Set(places)].map((stop) => [stop, numbersOf(own(stop))]))
  const named = places.filter((stop, step) => stop?.dataset.roles && stop !== places[step - 1])
  const pairs = named
    .slice(1)
    .map((stop, step) => [named[step], stop])
    .filter(([one, other]) => one !== other)
  const joined = pairs.map(([one, other]) => between(one.dataset.role, other.dataset.role))
  return {
    roles: new Set(steps.map(({ role }) => role)),
    isOn: (line) => joined.some((joins) => joins(line)),
    trail: pairs.flatMap(([one, other], pair) => (lines.some(joined[pair]) ? [] : [arc(one, other)])).join(" "),
    numbers,
    chosen: steps[at]?.role,
  }
}

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

// Brings a part of another page here, or a link to it, which is false; null when something else was chosen meanwhile.
let turn = 0
const put = (part, url) => {
  found.replaceChildren(document.importNode(part, true))
  for (const each of found.querySelectorAll("a[href]")) each.href = new URL(each.getAttribute("href"), url)
  for (const each of found.querySelectorAll("[id]")) each.removeAttribute("id")
}
const bring = async (mine, place, pick, fallback) => {
  let brought = true
  try {
    const part = pick(await page(at(place)))
    if (mine === turn && part) put(part, at(place))
  } catch {
    brought = false
    if (mine === turn) found.replaceChildren(link(fallback, "Lees verder op de eigen pagina"))
  }
  if (mine !== turn) return null
  found.hidden = false
  return brought
}

const tell = (what, ...words) => {
  light(what)
  said.replaceChildren(...words)
}
// The way in one sentence; all of it stands below the map, and is scrolled to without a step in the history.
const via = (names) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} en ${names.at(-1)}` : names.join(""))
const downTo = () => {
  const down = link("#gevonden", "Lees de hele weg")
  down.addEventListener("click", (event) => {
    event.preventDefault()
    found.scrollIntoView()
    found.focus()
  })
  return down
}
const sayWay = (pair, between) => {
  const asked = found.querySelector(".zw-journey .zw-gate-line, .zw-pack .zw-consent")
  const how = between.length ? `: via ${via(between)}` : ": zonder iemand ertussen"
  said.replaceChildren(`De weg ${pair}${how}.${asked ? " Er is toestemming nodig." : ""} `, downTo())
}
const sayNoWay = (pair) => {
  const advice = found.querySelector("a[href*='/uitkomst/']")
  const words = advice ? " raadt de keuzewijzer aan: " : ": geen weg bekend. Lees onder de kaart wat u dan doet. "
  said.replaceChildren(`V${pair.slice(1)}${words}`, advice?.cloneNode(true) ?? "", " ", downTo())
}
const showWay = async (mine, { van, naar }) => {
  tell({ roles: new Set([van, naar]) }, `De weg van ${label(fields.van)} naar ${label(fields.naar)} staat onder de kaart.`)
  const way = `naar-${naar}`
  const told = (read) => read.getElementById(way) ?? read.getElementById("naar-elders") // they share no school
  const brought = await bring(mine, rolePage(van), told, `${rolePage(van)}#${way}`)
  if (!brought) return
  const first = [...(found.querySelector(".zw-journey")?.children ?? [])]
  const names = first.map((stop) => stop.querySelector("strong").textContent).filter((name) => name !== label(fields.naar))
  const pair = `van ${label(fields.van)} naar ${label(fields.naar)}`
  if (!first.length) return sayNoWay(pair)
  const gate = (stop) => Boolean(stop.querySelector(".zw-gate-line"))
  light(alongSteps([{ role: van }, ...first.map((stop) => ({ role: stop.dataset.who ?? "", gate: gate(stop) }))]))
  sayWay(pair, [...new Set(names)])
}

// A route or a case: its steps on the map, and one of them told while someone walks along.
const stepsOf = (walk) =>
  [...walk.children].map((step) => ({ role: step.dataset.role, gate: "gate" in step.dataset, told: step }))
const howMany = (count, one, many) => `${count} ${count === 1 ? one : many}`
const summary = (steps) => {
  const unnamed = steps.filter(({ role }) => !role).length
  const gates = steps.flatMap(({ gate }, number) => (gate ? [number + 1] : []))
  const parts = [howMany(steps.length, "stap", "stappen")]
  if (unnamed) parts.push(`${unnamed} zonder naam`)
  if (gates.length) parts.push(`toestemming bij stap ${gates.join(" en ")}`)
  return parts.join(", ")
}
const walkNow = () =>
  walks.get(["route", "geval"].map((name) => `${name}/${fields[name].value}`).find((key) => walks.has(key)))
const showWalk = (_mine, { stap }) => {
  const walk = walkNow()
  const steps = stepsOf(walk)
  const here = Math.min(Number.parseInt(stap, 10) || 0, steps.length)
  steer.hidden = false
  for (const button of all("button", steer)) button.hidden = (button.dataset.walk === "start") === here > 0
  if (!here) {
    const kind = walk.dataset.of === "route" ? "De route" : "Het geval"
    return tell(
      alongSteps(steps),
      `${kind} ${walk.dataset.name}: ${summary(steps)}. `,
      link(walk.dataset.place, "Alle stappen"),
    )
  }
  const told = document.importNode(steps[here - 1].told, true)
  tell(alongSteps(steps, here - 1), ...told.childNodes)
  all("[data-walk=back]")[0].disabled = here === 1
  all("[data-walk=on]")[0].disabled = here === steps.length
}
let playing = 0
const PAUSE = 4000 // ms for a step while it plays by itself
const pause = () => {
  clearInterval(playing)
  playing = 0
  for (const button of all("[data-walk=play]")) button.textContent = "Speel af"
}
const walkTo = (stap) => go({ route: fields.route.value, geval: fields.geval.value, stap }, `stap-${stap}`)
const STEERED = {
  start: () => walkTo(1),
  back: (here) => walkTo(Math.max(1, here - 1)),
  on: (here, last) => (here < last ? walkTo(here + 1) : pause()),
  stop: () => walkTo(""),
}
const walked = () => Number.parseInt(new URL(location).searchParams.get("stap"), 10) || 0
const steered = (how) => STEERED[how](walked(), stepsOf(walkNow()).length)
const pressedSteer = ({ target }) => {
  const how = target.dataset.walk
  if (!how) return
  const wasPlaying = playing
  pause()
  if (how !== "play") return steered(how)
  if (wasPlaying) return
  target.textContent = "Pauze"
  playing = setInterval(() => steered("on"), PAUSE)
}

const ALL = link("?", "Toon alles")
const showRole = (_mine, { rol }) => {
  const stop = stopOf.get(rol)
  const own = stop?.dataset.role === rol
  const words = own ? saidOf(stop) : `${label(fields.rol)} staat niet op een lijn van de kaart.`
  const coming = lines.some(({ dataset }) => dataset.to === rol) ? [link(`?lijn=${rol}`, "De lijn hierheen"), " "] : []
  const more = link(rolePage(rol), `Alles rond ${label(fields.rol)}`)
  tell(aroundRole(rol), `${words} `, ...coming, more, " ", ALL.cloneNode(true))
}
const showAway = (_mine, { zonder }) => {
  const stop = stopOf.get(zonder)
  const words =
    stop?.dataset.role === zonder ? stop.dataset.away : `${label(fields.zonder)} staat niet op een lijn van de kaart.`
  const own = stop?.dataset.role ?? ""
  const silent = silentWithout(own).map(stopWith)
  const told = silent.length ? `Op de kaart kan dan niet verder: ${via(silent.map(nameOf))}. ` : ""
  tell(
    { roles: new Set([zonder, ...silent.flatMap(rolesOf)]), isOn: (line) => touching(own).includes(line), away: true },
    `${words} ${told}`,
    link(`${rolePage(zonder)}#weg`, "Welke stappen en wie dan"),
  )
}
const showTrunk = (_mine, { lijn }) => {
  const stop = stopWith(lijn)
  if (!stop) return light(NOTHING)
  const what = onTrunk(lijn)
  const from = stops.filter((each) => each !== stop && what.roles.has(rolesOf(each)[0]))
  tell(what, `De lijn naar ${nameOf(stop)}. Daarop: ${from.map(nameOf).join(", ")}. `, ALL.cloneNode(true))
}
const showHalf = ({ van, naar }) => {
  tell({ roles: new Set([van || naar]) }, van ? "Kies ook waarheen." : "Kies ook waar u begint.")
  if (van) page(at(rolePage(van))).catch(() => {}) // so that the way is there as soon as it is asked
}
const showChosen = (mine, chosen) => {
  const { rol, van, naar, zonder, lijn } = chosen
  if (van && van === naar) return tell({ roles: new Set([van]) }, "Kies twee verschillende rollen.")
  if (van && naar) return showWay(mine, chosen)
  if (walkNow()) return showWalk(mine, chosen)
  if (rol) return showRole(mine, chosen)
  if (zonder) return showAway(mine, chosen)
  if (van || naar) return showHalf(chosen)
  if (lijn) return showTrunk(mine, chosen)
  light(NOTHING)
}

// The choices as the address has them, of which a way goes before a route, a route before a case, and that before a role.
const ORDER = [["van", "naar"], ["route"], ["geval"], ["rol"], ["zonder"]]
const inAddress = () => {
  const asked = new URL(location).searchParams
  if (!Object.entries(fields).every(([name, select]) => choose(select, asked.get(name) ?? ""))) return null
  const first = ORDER.find((names) => names.some((name) => fields[name].value)) ?? []
  for (const [name, select] of Object.entries(fields)) if (!first.includes(name)) select.value = ""
  const chosen = Object.fromEntries(NAMES.map((name) => [name, fields[name].value]))
  return { ...chosen, lijn: asked.get("lijn"), stap: asked.get("stap") }
}
const render = async () => {
  const mine = ++turn
  said.textContent = ""
  found.hidden = steer.hidden = true
  found.replaceChildren()
  const chosen = inAddress()
  if (!chosen) return light(NOTHING)
  await showChosen(mine, chosen)
}

const go = async (values, name = "") => {
  remember(name, address({ ...Object.fromEntries(STATE.map((each) => [each, ""])), ...values }))
  await render()
}
// On a phone what is told may stand outside the window: above a row that was pressed, or below the fields.
const inView = () => explorer.querySelector(".zw-caption").scrollIntoView({ block: "nearest" })
const picked = async (name) => {
  pause()
  const pair = name === "van" || name === "naar"
  await go(pair ? { van: fields.van.value, naar: fields.naar.value } : { [name]: fields[name].value }, name)
  if (!pair || (fields.van.value && fields.naar.value)) inView()
}

// Pointing at a stop or a line, or reaching it by keyboard, shows what it would light; leaving it shows what was chosen.
const preview = (what, words) => {
  show(what)
  hint.textContent = words
  explorer.classList.add("zw-previews")
}
const FIRST_HINT = hint?.textContent
const unpreview = () => {
  show(chosenNow)
  hint.textContent = FIRST_HINT
  explorer.classList.remove("zw-previews")
}
const pointed = ({ target }) => {
  const stop = target.closest?.(".zw-mapstop[href]")
  const trunk = target.closest?.(".zw-trunk")
  if (stop) preview(aroundStop(stop), saidOf(stop))
  else if (trunk)
    preview(onTrunk(trunk.dataset.trunk), `De lijn naar ${nameOf(stopOf.get(trunk.dataset.trunk) ?? stops[0])}.`)
  else if (explorer.classList.contains("zw-previews")) unpreview()
}
const pressed = async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  const stop = event.target.closest?.(".zw-mapstop[href], .zw-net li")
  const trunk = event.target.closest?.(".zw-trunk")
  const role = stop?.dataset.role
  const state = event.target.closest?.("a[href^='?']")
  if (state) {
    event.preventDefault()
    return go(Object.fromEntries(new URLSearchParams(state.getAttribute("href"))))
  }
  if (trunk) return go({ lijn: trunk.dataset.trunk })
  if (!role || ![...fields.rol.options].some((option) => option.value === role)) return openFold(stop)
  event.preventDefault()
  await go({ rol: role })
  inView()
}
const openFold = (stop) => {
  const fold = stop?.hash && document.querySelector(stop.hash)
  if (fold) fold.open = true
}

// Arrows go from stop to stop along the lines, or from step to step while someone walks along; Escape clears.
const ALONG = {
  ArrowRight: (own) => lines.filter(({ dataset }) => dataset.from === own).map(({ dataset }) => dataset.to),
  ArrowLeft: (own) => lines.filter(({ dataset }) => dataset.to === own).map(({ dataset }) => dataset.from),
}
const cleared = () => {
  pause()
  unpreview()
  return go({})
}
const keyed = (event) => {
  if (event.key === "Escape" && location.search) return cleared()
  if (!ALONG[event.key] || event.target.closest("select, input")) return
  if (walked() && walkNow()) return steered(event.key === "ArrowRight" ? "on" : "back")
  const own = event.target.closest(".zw-mapstop")
  const next = own && ALONG[event.key](own.dataset.role)[0]
  if (!next) return
  event.preventDefault()
  stopWith(next).focus()
}
const otherMap = () => {
  show(NOTHING)
  onMap()
  render()
}
const startExplorer = () => {
  const fold = form.closest("details")
  fold.hidden = false
  fold.open = matchMedia("(min-width: 64em)").matches
  for (const words of all(".zw-picks-without")) words.hidden = true
  for (const name of NAMES) fields[name].addEventListener("change", () => picked(name))
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    pause()
    go({})
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  steer.addEventListener("click", pressedSteer)
  explorer.addEventListener("click", pressed)
  for (const map of maps) {
    for (const type of ["pointerover", "focusin"]) map.addEventListener(type, pointed)
    for (const type of ["pointerleave", "focusout"]) map.addEventListener(type, unpreview)
  }
  for (const media of [wide, matchMedia("(min-width: 64em)")]) media.addEventListener("change", otherMap)
  onMap()
  addEventListener("keydown", keyed)
  addEventListener("popstate", render)
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) all("[data-walk=play]")[0].remove()
  render()
}
if (explorer) startExplorer()
