// One search for every field: it finds by the words people use. What is typed is neither kept nor sent.
// The index, a script of its own so that it also opens from disk, is fetched when someone begins to search.
;(() => {
  const { bare, distance } = globalThis.zorgwegwijzer // from handbook.js, which every page loads first
  const LONGEST = 200 // letters of what is typed; nobody reads further
  const MOST = 10 // results
  const split = (text) => bare(text).match(/[\p{L}\p{N}]+/gu) ?? []

  // --- Words. What is left of a word when its ending goes ("pesten", "gepest"), and how that sounds ("vijlig", "veilig").
  const ENDINGS = {
    nl: /^(.{3,}?)(?:aties?|eren|eerde?n?|eert|tjes?|pjes?|jes?|ingen|ing|ende|heid|sten|ste|den|de|ten|te|en|er|s|t|d|e)$/,
    en: /^(.{3,}?)(?:ations?|ing|ies|ied|edly|ed|ers?|es|ly|s|e|y)$/,
  }
  let ending = ENDINGS.nl
  const stem = (word) => word.replace(/^ge(?=[^e]\w{3})/, "").replace(ending, "$1")
  const SOUNDS = [
    [/ij|ei|y|ie/g, "i"],
    [/au/g, "ou"],
    [/ch/g, "g"],
    [/ck|c|q/g, "k"],
    [/ph|v/g, "f"],
    [/x/g, "ks"],
    [/z/g, "s"],
    [/th/g, "t"],
    [/(.)\1/g, "$1"],
    [/d$/, "t"],
  ]
  const sound = (word) => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), stem(word))

  // --- The index, turned into what is looked up.
  const collect = (map, key, value) => {
    if (map.has(key)) map.get(key).push(value)
    else map.set(key, [value])
  }
  const grouped = (words, by) => {
    const found = new Map()
    for (const word of words) collect(found, by(word), word)
    return found
  }
  const WEIGHT = { title: 2.5, name: 2.6, phrase: 1.8, told: 0.8, text: 0.45 }
  const LESS = 0.2 // of a topic, what is named last counts this much less than what is named first
  // A word of a long phrase says less than one that stands alone.
  const share = (words) => 0.3 + 0.7 / Math.max(1, words.length)
  const meant = (words, little) => {
    const said = words.filter((word) => !little.has(word))
    return said.length ? said : words
  }
  const entryOf = (packed, topical, { kinds, weigh }, little) => {
    const [place, title, kind, told, names, own, text, who, old, group] = packed
    const weights = new Map()
    const put = (words, weight) => {
      for (const word of words) if (!(weights.get(word) >= weight)) weights.set(word, weight)
    }
    const titles = [title, ...names].map(split)
    const phrases = [...titles.map((words) => [words, 1]), ...own.map((phrase) => [split(phrase), 1])]
    phrases.push(...topical.map(([phrase, helps]) => [split(phrase), helps]))
    const said = phrases.map(([words, helps]) => [meant(words, little), helps])
    put(split(text), WEIGHT.text)
    put(split(told), WEIGHT.told)
    said.forEach(([words, helps], at) => {
      put(words, helps * share(words) * (at ? (at < titles.length ? WEIGHT.name : WEIGHT.phrase) : WEIGHT.title))
    })
    // A name of some words is also typed as one: "koersvo".
    const asOne = titles.filter(({ length }) => length > 1 && length < 4).map((words) => words.join(""))
    put(asOne, WEIGHT.name)
    // What only little words say, such as "zit aan mij", counts as it stands there, below: apart they say nothing.
    const isQuiet = ([words]) => words.every((word) => little.has(word))
    const more = said.filter(([words]) => words.length > 1)
    const whole = more.filter((each) => !isQuiet(each))
    const quiet = more.filter(isQuiet)
    const together = phrases.filter(([words], at) => words.length > 1 || at < titles.length)
    const literal = together.map(([words, helps]) => [stems(words), helps])
    return {
      place,
      title,
      kind: kinds[kind],
      weigh: weigh[kind],
      told,
      old,
      group,
      who: who ? who.split(" ") : [],
      titles,
      whole,
      literal,
      quiet: quiet.map(([words, helps]) => [words.map(stem), helps]),
      weights,
    }
  }
  const stems = (words) => words.map(stem).join(" ")
  const sames = (groups) => {
    const same = new Map()
    for (const words of groups.map(split)) for (const word of words) collect(same, stem(word), words)
    return same
  }
  const literals = (entries) => {
    const found = new Map()
    for (const entry of entries) for (const [phrase, helps] of entry.literal) collect(found, phrase, [entry, helps])
    return found
  }
  const made = ({
    language,
    entries: packed,
    topics = [],
    little: few = "",
    asking = "",
    same = [],
    voices = [],
    reader = "",
    ...sorts
  }) => {
    ending = ENDINGS[language] ?? ENDINGS.nl
    const little = new Set(split(few))
    const asked = new Set(split(asking))
    const saysNothing = new Set([...little, ...asked])
    const topical = new Map()
    for (const [words, places] of topics)
      places.forEach((at, after) => {
        for (const word of words) collect(topical, at, [word, 1 - LESS * (after / places.length)])
      })
    const entries = packed.map((each, at) => entryOf(each, topical.get(at) ?? [], sorts, little))
    const where = new Map()
    for (const entry of entries) for (const [word, weight] of entry.weights) collect(where, word, [entry, weight])
    const words = [...where.keys()]
    const rarity = new Map(words.map((word) => [word, Math.log(1 + entries.length / where.get(word).length)]))
    const heard = voices.map(([who, said]) => [who, new Set(split(said).map(stem))])
    const spelled = [...new Set([...words, ...same.flatMap(split)])]
    const forms = { stems: grouped(words, stem), sounds: grouped(words, sound) }
    return {
      entries,
      little,
      saysNothing,
      asked,
      literal: literals(entries),
      quiet: entries.flatMap((entry) => entry.quiet.map(([words, helps]) => [words, helps, entry])),
      where,
      words,
      spelled,
      rarity,
      heard,
      reader,
      ...forms,
      same: sames(same),
    }
  }

  // --- What a word that was typed is like: words of the index, each with how much, from 0 to 1.
  const typoFree = (word) => (word.length < 4 ? 0 : word.length < 7 ? 1 : 2)
  const typos = (typed, index) => {
    const most = typoFree(typed)
    const near = index.spelled.filter((word) => most && word.length > 3 && Math.abs(word.length - typed.length) <= most)
    const found = near.map((word) => [word, distance(typed, word)])
    const best = Math.min(most, ...found.map(([, far]) => far))
    return found.filter(([, far]) => far === best).map(([word, far]) => [word, 0.85 - 0.15 * far])
  }
  // The same word, its other forms, and other ways to write it.
  const forms = (typed, index) => {
    const fits = (word) => index.little.has(word) === index.little.has(typed) // "wiet" is not "wie"
    return [
      ...(index.where.has(typed) ? [[typed, 1]] : []),
      ...(index.stems.get(stem(typed)) ?? []).filter(fits).map((word) => [word, 0.9]),
      ...(index.sounds.get(sound(typed)) ?? []).filter(fits).map((word) => [word, 0.75]),
    ]
  }
  const longer = (typed, index) =>
    typed.length < 4
      ? []
      : index.words
          .filter((word) => word.length > typed.length && (word.startsWith(typed) || word.endsWith(typed)))
          .map((word) => [word, (0.35 + (0.4 * typed.length) / word.length) * (word.startsWith(typed) ? 1 : 0.8)])
  const others = (typed, index) =>
    (index.same.get(stem(typed)) ?? [])
      .flat()
      .flatMap((word) => forms(word, index).map(([each, much]) => [each, 0.6 * much]))
  const pieces = (typed, index) =>
    index.words
      .filter(
        (word) => word.length > 3 && typed.length - word.length > 1 && (typed.startsWith(word) || typed.endsWith(word)),
      )
      .map((word) => [word, (0.8 * word.length) / typed.length])
  // The two words that a compound is made of, if both are there.
  const halves = (typed, index) => {
    for (let at = typed.length - 3; at > 2; at--) {
      const both = [typed.slice(0, at), typed.slice(at)]
      if (both.every((half) => (half.length > 3 || index.where.has(half)) && forms(half, index).length)) return both
    }
    return []
  }
  const likest = (pairs) => {
    const found = new Map()
    for (const [word, much] of pairs) if (!(found.get(word) >= much)) found.set(word, much)
    return found
  }
  const known = (typed, index) => likest([...forms(typed, index), ...others(typed, index), ...longer(typed, index)])
  // A word that is nowhere is one of which a letter is wrong, or a compound.
  const guess = (typed, index) =>
    typos(typed, index).flatMap(([word, much]) =>
      [...forms(word, index), ...others(word, index)].map(([each, like]) => [each, much * like]),
    )
  const righted = (typed, index) => (known(typed, index).size ? typed : (typos(typed, index)[0]?.[0] ?? typed))
  const lookUp = (typed, much, index) => {
    const own = known(typed, index)
    if (forms(typed, index).length || others(typed, index).length) return [{ typed, much, found: own }]
    const near = guess(typed, index)
    const two = halves(typed, index)
    const found = [
      { typed, much: two.length && own.size ? much / 2 : much, found: likest([...own, ...near]), guessed: !own.size },
    ]
    found.push(...two.map((half) => ({ typed: half, much: 0.8 * much, found: known(half, index) })))
    return found.some((look) => look.found.size) ? found : [{ typed, much, found: likest(pieces(typed, index)) }]
  }
  // Words that people write apart: "naakt foto" is "naaktfoto", "raakt aan" is "aanraken".
  const PARTICLES = new Set(split("aan af bij door in mee na om op over terug toe uit voor weg"))
  const joined = (typed, index) => {
    const pairs = typed.slice(1).map((word, at) => typed[at] + word)
    for (const particle of typed.filter((word) => PARTICLES.has(word)))
      pairs.push(...typed.filter((word) => word !== particle && word.length > 3).map((word) => particle + word))
    const there = pairs.filter((word) => forms(word, index).length || others(word, index).length)
    return there.map((word) => ({ typed: word, much: 1, found: likest([...forms(word, index), ...others(word, index)]) }))
  }

  // --- The search itself.
  // Per entry the best that a word typed has there. What is in many entries, in whatever form, says little.
  const hits = ({ found, much }, index) => {
    const best = new Map()
    for (const [word, like] of found)
      for (const [entry, weight] of index.where.get(word))
        if (!(best.get(entry) >= like * weight)) best.set(entry, like * weight)
    const often = [...best.values()].reduce((sum, worth) => sum + Math.min(1, worth ** 1.5), 0)
    return { best, rare: much * Math.log(1 + index.entries.length / Math.max(1, often)) }
  }
  const gather = (looks, index) => {
    const scores = new Map()
    const seen = new Map()
    for (const look of looks) {
      const { best, rare } = hits(look, index)
      for (const [word, like] of look.found) if (like > 0.5 && !(seen.get(word) >= like)) seen.set(word, like)
      for (const [entry, worth] of best) scores.set(entry, (scores.get(entry) ?? 0) + worth * rare)
    }
    return { scores, seen }
  }
  // A phrase of which all words are there says more than its words apart.
  const wholeness = (entry, known, index) =>
    Math.max(
      0,
      ...entry.whole.map(([words, helps]) => {
        let [there, all, many] = [0, 0, 0]
        for (const word of words) {
          const rare = index.rarity.get(word)
          all += rare
          there += rare * (known.get(word) ?? 0)
          many += known.has(word)
        }
        return many > 1 ? helps * there * (there / all) ** 2 : 0
      }),
    )
  // Words that follow each other as in a phrase, little ones too: "wil dood" is another thing than "dood".
  const LONGEST_PHRASE = 6
  const LITERAL = 0.9
  const stretches = (typed, least) =>
    typed.flatMap((_, at) => {
      const longest = Math.min(typed.length - at, LONGEST_PHRASE) // words
      return Array.from({ length: Math.max(0, longest - least + 1) }, (_, more) => typed.slice(at, at + least + more))
    })
  // "Zit steeds aan mij" is "zit aan mij": where only little words say it, others may stand between them.
  const BETWEEN = 2
  const inOrder = (words, typed) => {
    let at = typed.indexOf(words[0])
    for (const word of words.slice(1)) {
      const next = at < 0 ? -1 : typed.indexOf(word, at + 1)
      if (next < 0 || next - at > BETWEEN + 1) return false
      at = next
    }
    return at >= 0
  }
  const literally = (typed, index) => {
    const found = new Map()
    const put = (entry, worth) => {
      if (!(found.get(entry) >= worth)) found.set(entry, worth)
    }
    const all = typed.map(stem)
    const rare = (words) => words.reduce((sum, word) => sum + (index.rarity.get(word) ?? 1), 0)
    for (const [words, helps, entry] of index.quiet) if (inOrder(words, all)) put(entry, rare(words) * helps)
    const least = index.reader ? 1 : 2 // at school one names roles and papers, elsewhere what is the matter
    for (const words of stretches(typed, least)) {
      const worth = rare(words)
      for (const [entry, helps] of index.literal.get(stems(words)) ?? []) put(entry, worth * helps)
    }
    return found
  }
  const NAMED = 15
  const OF_OLD = 0.25 // who is not of the school and does not name it as it was, is better served by what came instead
  const ALIKE = 8
  const HINTED = 3 // where it is not a name that is asked for, but what is the matter: "geschorst wat nu"
  const FOR_THEM = 1.15
  const FOR_OTHERS = 0.85
  const FOR_OTHERS_AT_SCHOOL = 0.7 // there it is known who reads
  const voice = (typed, index) =>
    index.heard.find(([, words]) => typed.some((word) => words.has(stem(word))))?.[0] ?? index.reader
  const voiced = (entry, typed, index) => {
    const heard = voice(typed, index)
    if (!heard || !entry.who.length) return 1
    return entry.who.includes(heard) ? FOR_THEM : index.reader ? FOR_OTHERS_AT_SCHOOL : FOR_OTHERS
  }
  const sameWords = (one, two) => one.length === two.length && one.every((word, at) => stem(word) === stem(two[at]))
  const sameName = (one, two) => one.join("") === two.join("") || sameWords(one, two)
  // All that is typed is a name, or all but what one wants to know of it: "mentor taken".
  const named = (entry, typed, { about, alike, most }) => {
    const literal = entry.titles.findIndex((words) => words.join("") === typed.join(""))
    if (literal >= 0) return literal ? 60 : 80
    if (entry.titles.some((words) => sameWords(words, typed))) return 40
    if (entry.titles.some((words) => sameName(words, about))) return most
    return entry.titles.some((words) => alike.some((word) => sameName(words, [word]))) ? Math.min(most, ALIKE) : 0
  }
  // What holds no longer is what one means who calls it by its name, and else hardly ever.
  const called = (entry, typed) => {
    const all = ` ${stems(typed)} `
    return entry.titles.some((words) => all.includes(` ${stems(words)} `) || typed.includes(words.join("")))
  }
  const holds = (entry, typed) => (entry.old ? (called(entry, typed) ? 0.7 : 0.3) : 1)
  // A name that stands there already comes lower, and so does what says the same to another: what is different is seen.
  const spread = (found) => {
    const times = new Map()
    const again = (key, less) => {
      const before = times.get(key) ?? 0
      times.set(key, before + 1)
      return less ** before
    }
    for (const each of found) {
      each.points *= again(each.entry.title, 0.8)
      if (each.entry.group) each.points *= again(each.entry.group, 0.75)
    }
    return found.sort((one, two) => two.points - one.points)
  }
  // As long as it is not heard who types, of what is for one reader alone the second comes after the best for another.
  const FIRST_SEEN = 3
  const NEAR = 0.4 // of the points of the first: what is so far behind is about something else
  const forEach = (found, typed, index) => {
    if (voice(typed, index)) return found
    const only = (who) => found.slice(0, FIRST_SEEN).filter(({ entry }) => entry.who.join() === who)
    const last = index.heard
      .map(([who]) => only(who))
      .find((alone) => alone.length > 1)
      ?.at(-1)
    if (!last) return found
    const [own] = last.entry.who
    const others = found.filter(({ entry }) => entry.who.length && !entry.who.includes(own))
    const shown = found.slice(0, FIRST_SEEN).some(({ entry }) => entry.who.some((who) => who !== own))
    const other = others.find(({ points }) => points > NEAR * found[0].points)
    if (shown || !other) return found
    const rest = found.filter((each) => each !== other && each !== last)
    return rest.toSpliced(found.indexOf(last), 0, other).toSpliced(FIRST_SEEN, 0, last)
  }
  // "Bedoelde u": each word that is nowhere, as the best result has it; with its accents where the title has them.
  const spelled = (word, { title }) => title.match(/[\p{L}\p{N}]+/gu)?.find((each) => bare(each) === word) ?? word
  const corrected = (looks, entry) =>
    looks
      .filter(({ guessed }) => guessed)
      .map(({ found }) => [...found.keys()].find((word) => entry.weights.has(word)))
      .filter(Boolean)
      .map((word) => spelled(word, entry).toLowerCase())
      .join(" ")
  const weightOf = (word, content) => (content.has(word) ? (/^\d{1,2}$/.test(word) ? 0.8 : 1) : 0.1)
  const search = (text, index, most = MOST) => {
    const typed = split(text.slice(0, LONGEST))
    const content = new Set(meant(typed, index.little))
    const looks = typed.flatMap((word) => lookUp(word, weightOf(word, content), index))
    const { scores, seen } = gather([...looks, ...joined(typed, index)], index)
    const phrased = literally(typed, index)
    const about = typed.filter((word) => !index.saysNothing.has(word)).map((word) => righted(word, index))
    const alike = about.length ? (index.same.get(stem(about.join(""))) ?? []).flat() : []
    const asks = { about, alike, most: index.reader || typed.some((word) => index.asked.has(word)) ? NAMED : HINTED }
    const found = [...scores].map(([entry, score]) => {
      const sum =
        (score + 1.2 * wholeness(entry, seen, index) + LITERAL * (phrased.get(entry) ?? 0)) *
        entry.weigh *
        voiced(entry, typed, index)
      const less = entry.old && !index.reader && !entry.titles.some((words) => sameWords(words, typed))
      const name = named(entry, typed, asks) * (less ? OF_OLD : 1)
      return { entry, points: holds(entry, typed) * sum + name }
    })
    found.sort((one, two) => two.points - one.points) // what is as good stays in the order of the index
    const there = new Set()
    const once = found.filter(({ entry }) => !there.has(entry.place) && there.add(entry.place))
    const best = forEach(spread(once.slice(0, 3 * most)), typed, index).slice(0, most)
    return { found: best, meant: best.length ? corrected(looks, best[0].entry) : "" }
  }

  let index
  const waiting = []
  Object.assign(globalThis.zorgwegwijzer, {
    index: (data) => {
      index = made(data)
      for (const go of waiting.splice(0)) go()
    },
    find: (text, most) => search(text, index, most),
  })

  // --- The fields.
  const fetched = new Set()
  const fetchIndex = (address) => {
    if (fetched.has(address)) return
    fetched.add(address)
    document.head.append(Object.assign(document.createElement("script"), { src: address }))
  }
  const whenReady = (go) => (index ? go() : waiting.push(go))
  // From disk a browser opens no folder, only the file in it.
  const onDisk = (place) => (location.protocol === "file:" ? place.replace(/(^|\/)(?=#|$)/, "$1index.html") : place)
  const element = (name, words, more) => Object.assign(document.createElement(name), { textContent: words, ...more })
  const shown = (entry, top) => {
    const link = element("a", "", { href: new URL(onDisk(entry.place), top), className: "zw-hit" })
    const kind = element("span", entry.kind, { className: "zw-kind" })
    link.append(kind, element("strong", entry.title), element("span", entry.told))
    const item = element("li", "")
    item.append(link)
    return item
  }
  const status = ({ found, meant }, said) => {
    const many = found.length === 1 ? said.one : found.length ? said.many.replace("#", found.length) : said.none
    return meant ? `${said.meant} ${meant}? ${many}` : many
  }
  // Enter opens what is clearly the best; where more is as good, it goes to the list.
  const enter = (place, found) => {
    const first = place.querySelector(".zw-hit")
    if (!first) return
    if (found.length === 1 || found[0].points > 1.5 * found[1].points) first.click()
    else first.focus()
  }
  const step = (place, event) => {
    const stops = [place.querySelector("input"), ...place.querySelectorAll(".zw-hit")]
    const at = stops.indexOf(document.activeElement)
    const to = stops[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]]
    if (at < 0 || !to) return
    event.preventDefault()
    to.focus()
  }
  const searchField = (place) => {
    const input = place.querySelector("input")
    const list = place.querySelector(".zw-found")
    const instead = place.querySelector("[data-zw-instead]")
    const address = new URL(place.dataset.zwSearch, document.baseURI)
    let last = { found: [] }
    const show = () => {
      const typed = input.value.trim()
      last = typed ? search(typed, index) : { found: [] }
      list.replaceChildren(...last.found.map(({ entry }) => shown(entry, new URL("..", address))))
      list.hidden = !last.found.length
      if (instead) instead.hidden = last.found.length > 0
      place.querySelector("[role=status]").textContent = typed ? status(last, place.dataset) : ""
    }
    const begin = () => fetchIndex(address.href)
    input.closest("[hidden]")?.removeAttribute("hidden")
    place.addEventListener("focusin", begin)
    place.addEventListener("pointerdown", begin, { passive: true })
    input.addEventListener("input", () => whenReady(show))
    place.addEventListener("reset", () => setTimeout(() => whenReady(show)))
    place.addEventListener("submit", (event) => {
      event.preventDefault()
      whenReady(() => enter(place, last.found))
    })
    place.addEventListener("keydown", (event) => step(place, event))
  }
  document.querySelectorAll("[data-zw-search]").forEach(searchField)

  // The field in the header opens over the page. It closes on Escape, and when the keyboard or a press goes elsewhere.
  const toggle = document.querySelector("[data-md-toggle=search]")
  const opening = (header) => {
    const input = header.querySelector("input")
    const output = header.querySelector(".md-search__output")
    const open = (wanted) => {
      output.hidden = !wanted
      if (toggle.checked === wanted) return
      toggle.checked = wanted
      toggle.dispatchEvent(new Event("change"))
    }
    toggle.addEventListener("change", () => {
      output.hidden = !toggle.checked
      if (toggle.checked) input.focus()
      else input.blur()
    })
    header.addEventListener("focusin", () => open(true))
    header.addEventListener("focusout", ({ relatedTarget: to }) => to && !header.contains(to) && open(false))
    header.addEventListener("keydown", (event) => event.key === "Escape" && open(false))
  }
  document.querySelectorAll(".md-search").forEach(opening)
})()
