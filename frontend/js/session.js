// Two minutes before a session ends for want of use, a dialogue says so and offers to go on.
const WARNING = 120

function words (seconds) {
  const whole = Math.max(1, Math.round(seconds / 60))
  return whole === 1 ? '1 minute' : `${whole} minutes`
}

class Session {
  constructor (length, address, dialogue) {
    this.length = length
    this.address = address
    this.dialogue = dialogue
    this.left = dialogue.querySelector('[data-left]')
    // Another tab at work keeps this one signed in too.
    this.tabs = 'BroadcastChannel' in window ? new BroadcastChannel('wardmote-session') : null
    this.tabs?.addEventListener('message', () => this.begin())
    document.addEventListener('wm:alive', () => this.alive())
    dialogue.querySelector('[data-stay]').addEventListener('click', () => this.stay())
    dialogue.addEventListener('cancel', (event) => {
      event.preventDefault()
      this.stay()
    })
    this.alive()
  }

  alive () {
    this.begin()
    this.tabs?.postMessage('alive')
  }

  begin () {
    clearTimeout(this.timer)
    if (this.dialogue.open) this.dialogue.close()
    this.ends = Date.now() + this.length * 1000
    this.timer = setTimeout(() => this.warn(), Math.max(0, this.length - WARNING) * 1000)
  }

  warn () {
    const seconds = (this.ends - Date.now()) / 1000
    if (seconds <= 0) {
      // What is on the screen goes; the sign-in page brings the person back here.
      window.location.reload()
      return
    }
    const said = words(seconds)
    if (this.left.textContent !== said) this.left.textContent = said
    if (!this.dialogue.open) this.dialogue.showModal()
    this.timer = setTimeout(() => this.warn(), Math.min(5000, seconds * 1000))
  }

  async stay () {
    const token = this.dialogue.querySelector('[name=csrfmiddlewaretoken]')?.value || ''
    const answer = await fetch(this.address, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { 'X-CSRFToken': token }
    }).catch(() => null)
    if (answer?.ok) this.alive()
    else window.location.reload()
  }
}

export function watchSession (body) {
  const length = Number(body.dataset.sessionSeconds)
  const dialogue = document.getElementById('wm-timeout')
  if (length && dialogue?.showModal) new Session(length, body.dataset.sessionKeepalive, dialogue)
}
