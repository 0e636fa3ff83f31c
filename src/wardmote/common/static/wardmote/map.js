// Turns a drawn map into one that moves. Without it, or where it cannot start, the drawn map and its table stay.
const GROUND = '#eceeee'
const LINE = '#5b6469'
const INK = '#0b0c0c'
const FEW = 'few'
const NONE = 'none'
const WORDS = {
  'Map.Title': 'Map: arrow keys move it, plus and minus zoom. Every area is in the table as well.',
  'CooperativeGesturesHandler.WindowsHelpText': 'Hold Ctrl and scroll to zoom the map',
  'CooperativeGesturesHandler.MacHelpText': 'Hold ⌘ and scroll to zoom the map',
  'CooperativeGesturesHandler.MobileHelpText': 'Use two fingers to move the map'
}
const still = window.matchMedia('(prefers-reduced-motion: reduce)')

for (const holder of document.querySelectorAll('[data-map]')) start(holder).catch(() => holder.classList.add('wm-map--drawn'))

async function start (holder) {
  const given = held(holder, 'areas')
  const [library, shapes] = await Promise.all([import(holder.dataset.library), boundaries(holder)])
  shapes.features = shapes.features.filter((each) => given.areas[each.properties.code])
  if (!shapes.features.length) return
  for (const each of shapes.features) {
    each.id = each.properties.code
    each.properties.kind = given.areas[each.properties.code].kind
  }
  library.setWorkerUrl(holder.dataset.worker)
  const frame = make('div', 'wm-map__frame')
  const ground = make('div', 'wm-map__live')
  const tools = make('div', 'wm-map__tools')
  const said = make('p', 'wm-map__said govuk-body-s')
  said.setAttribute('aria-live', 'polite')
  frame.append(tools, ground, said)
  const drawn = holder.querySelector('.wm-map__drawn')
  drawn.before(frame)
  const bounds = around(shapes.features)
  let map
  try {
    map = begin(library, ground, bounds)
    await new Promise((resolve, reject) => {
      map.once('load', resolve)
      map.once('error', (event) => reject(event.error))
    })
    draw(map, shapes, given)
  } catch (error) {
    map?.remove()
    frame.remove()
    throw error
  }
  frame.append(signs(given))
  drawn.classList.add('wm-map__drawn--replaced')
  drawn.querySelector('svg')?.setAttribute('aria-hidden', 'true')
  zooming(map, tools, bounds)
  choosing({ map, library, holder, given, said, shapes })
  holder.classList.add('wm-map--live')
}

function begin (library, ground, bounds) {
  const map = new library.Map({
    container: ground,
    style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': GROUND } }] },
    bounds,
    fitBoundsOptions: { padding: 16 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    cooperativeGestures: true,
    maxZoom: 17,
    locale: WORDS,
    fadeDuration: 0
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  return map
}

function held (holder, what) {
  return JSON.parse(holder.querySelector(`script[data-${what}]`).textContent)
}

async function boundaries (holder) {
  if (!holder.dataset.boundaries) return held(holder, 'shapes')
  const answer = await fetch(holder.dataset.boundaries, { credentials: 'same-origin', headers: { Accept: 'application/json' } })
  if (!answer.ok) throw new Error(`boundaries: ${answer.status}`)
  return answer.json()
}

function draw (map, shapes, given) {
  map.addImage(FEW, hatching(FEW))
  map.addImage(NONE, hatching(NONE))
  map.addImage('hot', triangle('hot'), { pixelRatio: 2 })
  map.addImage('cold', triangle('cold'), { pixelRatio: 2 })
  map.addSource('areas', { type: 'geojson', data: shapes, promoteId: 'code' })
  const hatched = ['in', ['get', 'kind'], ['literal', [FEW, NONE]]]
  map.addLayer({ id: 'areas', type: 'fill', source: 'areas', filter: ['!', hatched], paint: { 'fill-color': ['get', 'kind'] } })
  map.addLayer({ id: 'hatched', type: 'fill', source: 'areas', filter: hatched, paint: { 'fill-pattern': ['get', 'kind'] } })
  map.addLayer({ id: 'lines', type: 'line', source: 'areas', paint: { 'line-color': LINE, 'line-width': 0.8 } })
  map.addLayer({
    id: 'lit',
    type: 'line',
    source: 'areas',
    paint: {
      'line-color': INK,
      'line-width': ['case', ['boolean', ['feature-state', 'chosen'], false], 4, ['boolean', ['feature-state', 'lit'], false], 2.5, 0]
    }
  })
  const points = Object.entries(given.areas).filter(([, area]) => area.mark && area.at).map(([, area]) => (
    { type: 'Feature', properties: { mark: area.mark }, geometry: { type: 'Point', coordinates: area.at } }
  ))
  map.addSource('marks', { type: 'geojson', data: { type: 'FeatureCollection', features: points } })
  map.addLayer({ id: 'marks', type: 'symbol', source: 'marks', layout: { 'icon-image': ['get', 'mark'], 'icon-allow-overlap': true } })
}

function choosing ({ map, library, holder, given, said, shapes }) {
  const rows = new Map([...holder.querySelectorAll('tr[data-code]')].map((row) => [row.dataset.code, row]))
  const boxes = new Map(shapes.features.map((each) => [each.properties.code, around([each])]))
  const popup = new library.Popup({ closeButton: false, closeOnClick: false, focusAfterOpen: false, className: 'wm-map__popup', maxWidth: '260px' })
  let lit = null
  let chosen = null
  const state = (code, what) => code && map.setFeatureState({ source: 'areas', id: code }, what)
  const light = (code) => {
    if (code === lit) return
    state(lit, { lit: false })
    state(code, { lit: true })
    rows.get(lit)?.classList.remove('wm-map__row--lit')
    rows.get(code)?.classList.add('wm-map__row--lit')
    lit = code
  }
  const choose = (code, fromTable) => {
    const off = code === chosen
    state(chosen, { chosen: false })
    const before = rows.get(chosen)
    before?.classList.remove('wm-map__row--chosen')
    before?.querySelector('button')?.setAttribute('aria-pressed', 'false')
    chosen = off ? null : code
    popup.remove()
    said.textContent = chosen ? given.areas[chosen].words : ''
    if (!chosen) return
    state(chosen, { chosen: true })
    const row = rows.get(chosen)
    row?.classList.add('wm-map__row--chosen')
    row?.querySelector('button')?.setAttribute('aria-pressed', 'true')
    if (fromTable) map.fitBounds(boxes.get(chosen), { padding: 60, maxZoom: Math.max(map.getZoom(), 12.5), animate: !still.matches, duration: 400 })
    else if (row) showIn(row)
  }
  const under = (event) => map.queryRenderedFeatures(event.point, { layers: ['areas', 'hatched'] })[0]?.properties.code
  map.on('mousemove', (event) => {
    const code = under(event)
    light(code ?? null)
    map.getCanvas().classList.toggle('wm-map__over', Boolean(code))
    if (!code) popup.remove()
    else popup.setLngLat(event.lngLat).setText(given.areas[code].words).addTo(map)
  })
  map.on('mouseout', () => { light(null); popup.remove() })
  map.on('click', (event) => { const code = under(event); if (code) choose(code, false) })
  for (const [code, row] of rows) {
    if (!boxes.has(code)) continue
    const head = row.querySelector('[data-name]')
    const button = make('button', 'wm-map__pick')
    button.type = 'button'
    button.textContent = head.textContent.trim()
    button.setAttribute('aria-pressed', 'false')
    head.replaceChildren(button)
    button.addEventListener('click', () => choose(code, true))
    button.addEventListener('focus', () => light(code))
    button.addEventListener('blur', () => light(null))
    row.addEventListener('mouseenter', () => light(code))
    row.addEventListener('mouseleave', () => light(null))
  }
}

// Only the table's own frame scrolls: the page stays where it is.
function showIn (row) {
  const frame = row.closest('.wm-map__scroll')
  if (!frame) return
  const place = row.offsetTop - frame.clientHeight / 2
  frame.scrollTo({ top: Math.max(0, place), behavior: still.matches ? 'auto' : 'smooth' })
}

function zooming (map, tools, bounds) {
  const animate = () => ({ animate: !still.matches, duration: 250 })
  const acts = [
    ['Zoom in', () => map.zoomIn(animate())],
    ['Zoom out', () => map.zoomOut(animate())],
    ['Show all', () => map.fitBounds(bounds, { padding: 16, ...animate() })]
  ]
  for (const [words, act] of acts) {
    const button = make('button', 'govuk-button govuk-button--secondary wm-map__tool')
    button.type = 'button'
    button.textContent = words
    button.addEventListener('click', act)
    tools.append(button)
  }
}

function signs (given) {
  const legend = make('div', 'wm-map__legend')
  const heading = make('p', 'govuk-body-s wm-map__heading')
  heading.textContent = given.heading
  const list = make('ul', 'wm-map__signs')
  for (const sign of given.legend) {
    const item = make('li')
    const swatch = make('canvas', 'wm-map__swatch')
    swatch.width = 28
    swatch.height = 16
    swatch.setAttribute('aria-hidden', 'true')
    paint(swatch.getContext('2d'), sign.kind)
    const words = make('span')
    words.textContent = sign.words
    item.append(swatch, words)
    list.append(item)
  }
  legend.append(heading, list)
  for (const note of given.notes) {
    const line = make('p', 'wm-map__note')
    line.textContent = note
    legend.append(line)
  }
  return legend
}

function paint (pen, kind) {
  if (kind === 'hot' || kind === 'cold') return point(pen, kind, 14, 8, 1)
  pen.fillStyle = { [FEW]: '#ffffff', [NONE]: GROUND }[kind] ?? kind
  pen.fillRect(0, 0, 28, 16)
  if (kind === FEW || kind === NONE) slant(pen, kind, 28, 16)
  pen.strokeStyle = LINE
  pen.lineWidth = 1
  pen.strokeRect(0.5, 0.5, 27, 15)
}

function hatching (kind) {
  const size = kind === FEW ? 6 : 12
  const pen = sheet(size)
  pen.fillStyle = kind === FEW ? '#ffffff' : GROUND
  pen.fillRect(0, 0, size, size)
  slant(pen, kind, size, size)
  return pen.getImageData(0, 0, size, size)
}

function slant (pen, kind, width, height) {
  const apart = kind === FEW ? 6 : 12
  pen.strokeStyle = kind === FEW ? LINE : '#8a9296'
  pen.lineWidth = 1.2
  for (let at = -2 * apart; at < width + height + 2 * apart; at += apart) {
    pen.beginPath()
    if (kind === FEW) { pen.moveTo(at, 0); pen.lineTo(at - height - apart, height + apart) } else { pen.moveTo(at - height, 0); pen.lineTo(at + apart, height + apart) }
    pen.stroke()
  }
}

function triangle (mark) {
  const pen = sheet(32)
  point(pen, mark, 16, 16, 2)
  return pen.getImageData(0, 0, 32, 32)
}

function point (pen, mark, x, y, size) {
  const up = mark === 'hot' ? 1 : -1
  pen.beginPath()
  pen.moveTo(x - 6 * size, y + 4 * size * up)
  pen.lineTo(x + 6 * size, y + 4 * size * up)
  pen.lineTo(x, y - 7 * size * up)
  pen.closePath()
  pen.fillStyle = mark === 'hot' ? INK : '#ffffff'
  pen.strokeStyle = mark === 'hot' ? '#ffffff' : INK
  pen.lineWidth = 1.3 * size
  pen.fill()
  pen.stroke()
}

function sheet (size) {
  const made = make('canvas')
  made.width = size
  made.height = size
  return made.getContext('2d')
}

function make (tag, classes) {
  const made = document.createElement(tag)
  if (classes) made.className = classes
  return made
}

function around (features) {
  let [west, south, east, north] = [180, 90, -180, -90]
  const walk = (part) => {
    if (typeof part[0] === 'number') {
      west = Math.min(west, part[0])
      east = Math.max(east, part[0])
      south = Math.min(south, part[1])
      north = Math.max(north, part[1])
    } else part.forEach(walk)
  }
  features.forEach((each) => walk(each.geometry.coordinates))
  return [[west, south], [east, north]]
}
