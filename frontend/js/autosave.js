// A form with data-autosave-url is posted a moment after typing stops. Its .wm-saved says when, or says that it failed.
const PAUSE = 1200

function clock () {
  return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' })
}

function tell (form, text, state) {
  const status = form.querySelector('.wm-saved')
  if (!status) return
  status.classList.remove('wm-saved--done', 'wm-saved--failed')
  if (state) status.classList.add(`wm-saved--${state}`)
  status.textContent = text
}

async function save (form) {
  form.wmSaving = true
  form.wmAgain = false
  try {
    const answer = await fetch(form.dataset.autosaveUrl, {
      method: 'POST',
      body: new FormData(form),
      headers: { 'X-Requested-With': 'fetch', Accept: 'application/json' },
      credentials: 'same-origin',
      redirect: 'manual'
    })
    if (!answer.ok) throw new Error(String(answer.status))
    const said = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {}
    if (said.version !== undefined && form.elements.version) form.elements.version.value = said.version
    tell(form, said.message || `Saved ${said.saved_at || clock()}`, 'done')
  } catch {
    tell(form, 'Not saved. Your words are still on this page. Check your connection, then use the button to save.', 'failed')
  } finally {
    form.wmSaving = false
    if (form.wmAgain) save(form)
  }
}

export function startAutosave (scope) {
  const found = [...scope.querySelectorAll('form[data-autosave-url]')]
  if (scope.matches?.('form[data-autosave-url]')) found.push(scope)
  for (const form of found) {
    if (form.wmAutosave) continue
    form.wmAutosave = true
    let timer
    form.addEventListener('input', () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (form.wmSaving) form.wmAgain = true
        else save(form)
      }, PAUSE)
    })
    form.addEventListener('submit', () => clearTimeout(timer))
  }
}
