// After HTMX puts a part of the page in, its components start and screen readers hear what the answer wants said.
export function announceSwaps (start) {
  document.addEventListener('htmx:afterSettle', (event) => {
    const part = event.detail.elt
    if (!part?.isConnected) return
    start(part)
    const said = event.detail.xhr?.getResponseHeader('X-Announce') || part.dataset.announce
    const region = document.getElementById('wm-live')
    if (said && region) region.textContent = decodeURIComponent(said)
  })
}
