// A form with data-autosave-url is posted a moment after typing stops. Its .wm-saved says when, or says that it failed.
const PAUSE = 1200
const OFFLINE = 'Not saved. Your words are still on this page. Check your connection, then use the button to save.'
const SIGNED_OUT = 'Not saved, because you have been signed out. Your words are still on this page: sign in again in another tab, then use the button to save.'

function clock () {
  return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
}

class Draft {
  constructor (form) {
    this.form = form
    this.waiting = 0
    this.saving = false
    this.changed = false
    form.addEventListener('input', () => this.later())
    form.addEventListener('change', () => this.later())
    form.addEventListener('submit', () => this.stop())
    // A phone may never come back to a page that it has put away.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden' && this.waiting) this.save(true)
    })
  }

  later () {
    this.changed = true
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => this.save(), PAUSE)
  }

  stop () {
    clearTimeout(this.waiting)
    this.waiting = 0
    this.changed = false
  }

  async save (leaving = false) {
    clearTimeout(this.waiting)
    this.waiting = 0
    if (this.saving || !this.changed) return
    this.saving = true
    this.changed = false
    try {
      const answer = await fetch(this.form.dataset.autosaveUrl, {
        method: 'POST',
        body: new FormData(this.form),
        headers: { 'X-Requested-With': 'fetch', Accept: 'application/json' },
        credentials: 'same-origin',
        redirect: 'manual',
        keepalive: leaving
      })
      await this.heard(answer)
    } catch {
      this.tell(OFFLINE, 'failed')
    } finally {
      this.saving = false
      if (this.changed && !this.waiting) this.later()
    }
  }

  async heard (answer) {
    const json = answer.headers.get('Content-Type')?.includes('json')
    const said = json ? await answer.json() : {}
    if (!answer.ok) {
      this.tell(said.message || (answer.type === 'opaqueredirect' ? SIGNED_OUT : OFFLINE), 'failed')
      return
    }
    if (said.version !== undefined && this.form.elements.version) this.form.elements.version.value = said.version
    this.tell(said.message || `Saved ${said.saved_at || clock()}`, 'done')
    document.dispatchEvent(new CustomEvent('wm:alive'))
  }

  tell (text, state) {
    const status = this.form.querySelector('.wm-saved')
    if (!status) return
    status.classList.remove('wm-saved--done', 'wm-saved--failed')
    status.classList.add(`wm-saved--${state}`)
    status.textContent = text
  }
}

const known = new WeakSet()

export function startAutosave (scope) {
  const found = [...scope.querySelectorAll('form[data-autosave-url]')]
  if (scope.matches?.('form[data-autosave-url]')) found.push(scope)
  for (const form of found) {
    if (known.has(form)) continue
    known.add(form)
    new Draft(form)
  }
}
