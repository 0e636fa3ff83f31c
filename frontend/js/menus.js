// Menus and filters are details elements, so they open without this; here they close as people expect.
const PHONE = '(max-width: 48.0525em)'

export function foldFiltersOnPhones () {
  if (!window.matchMedia(PHONE).matches) return
  for (const filter of document.querySelectorAll('details.wm-filter[open]')) filter.open = false
}

export function closeMenusFromOutside () {
  const close = (except) => {
    for (const menu of document.querySelectorAll('details.wm-menu[open]')) {
      if (!menu.contains(except)) menu.open = false
    }
  }
  document.addEventListener('click', (event) => close(event.target))
  document.addEventListener('focusin', (event) => close(event.target))
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && document.activeElement.closest('details.wm-menu[open]')
    if (!menu) return
    menu.open = false
    menu.querySelector('summary').focus()
  })
}

export function openDetailsForPrint () {
  let opened = []
  window.addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open], .wm-menu, .wm-filter)')]
    for (const part of opened) part.open = true
  })
  window.addEventListener('afterprint', () => {
    for (const part of opened) part.open = false
  })
}
