// After HTMX puts a part of the page in, its components start and screen readers hear what the answer wants said.
const TROUBLE = 'That did not reach Wardmote, so nothing has changed. Check your connection and try again.'
const REFUSED = 'Wardmote could not do that, so nothing has changed. Reload the page and try again.'

function trouble (near, text) {
  document.querySelector('.wm-trouble')?.remove()
  const said = document.createElement('p')
  said.className = 'wm-trouble'
  said.setAttribute('role', 'alert')
  said.textContent = text
  const place = near?.closest('form, tr, li, section') || document.getElementById('main-content')
  if (place.matches('tr, li')) document.getElementById('main-content').prepend(said)
  else place.prepend(said)
}

export function announceSwaps (start) {
  document.addEventListener('htmx:afterSettle', (event) => {
    const part = event.detail.elt
    if (!part?.isConnected) return
    start(part)
    const said = event.detail.xhr?.getResponseHeader('X-Announce') || part.dataset.announce
    const region = document.getElementById('wm-live')
    if (said && region) region.textContent = decodeURIComponent(said)
  })
  document.addEventListener('htmx:beforeRequest', () => document.querySelector('.wm-trouble')?.remove())
  document.addEventListener('htmx:afterRequest', (event) => {
    if (event.detail.successful) document.dispatchEvent(new CustomEvent('wm:alive'))
  })
  document.addEventListener('htmx:sendError', (event) => trouble(event.detail.elt, TROUBLE))
  document.addEventListener('htmx:responseError', (event) => trouble(event.detail.elt, REFUSED))
}
