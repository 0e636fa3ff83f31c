// Two minutes before a session ends for want of use, a dialogue says so and offers to go on.
const WARNING = 120

function minutes (seconds) {
  const whole = Math.max(1, Math.round(seconds / 60))
  return whole === 1 ? '1 minute' : `${whole} minutes`
}

export function watchSession (body) {
  const length = Number(body.dataset.sessionSeconds)
  const dialogue = document.getElementById('wm-timeout')
  if (!length || !dialogue?.showModal) return
  const left = dialogue.querySelector('[data-left]')
  let ends
  let timer

  const ending = () => (ends - Date.now()) / 1000
  const tick = () => {
    if (ending() <= 0) {
      window.location.assign(body.dataset.sessionEnded || window.location.href)
      return
    }
    const said = minutes(ending())
    if (left.textContent !== said) left.textContent = said
    timer = setTimeout(tick, 5000)
  }
  const warn = () => {
    left.textContent = minutes(ending())
    dialogue.showModal()
    tick()
  }
  const begin = () => {
    clearTimeout(timer)
    ends = Date.now() + length * 1000
    timer = setTimeout(warn, Math.max(0, length - WARNING) * 1000)
  }
  const stay = async () => {
    const answer = await fetch(body.dataset.sessionKeepalive, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { 'X-CSRFToken': dialogue.querySelector('[name=csrfmiddlewaretoken]')?.value || '' }
    }).catch(() => null)
    if (!answer?.ok) {
      window.location.reload()
      return
    }
    dialogue.close()
    begin()
  }
  dialogue.querySelector('[data-stay]').addEventListener('click', stay)
  dialogue.addEventListener('cancel', (event) => {
    event.preventDefault()
    stay()
  })
  document.addEventListener('htmx:afterRequest', begin)
  begin()
}
