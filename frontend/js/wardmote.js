// Wardmote works without this file. It starts the GOV.UK and Ministry of Justice components and adds comforts.
import {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation,
  SkipLink, createAll
} from 'govuk-frontend'
import { SortableTable } from '@ministryofjustice/frontend'
import { closeMenusFromOutside, foldFiltersOnPhones, openDetailsForPrint } from './menus.js'
import { startAutosave } from './autosave.js'
import { announceSwaps } from './swaps.js'
import { watchSession } from './session.js'

// GOV.UK's radios say aria-expanded, which a radio button may not carry; the words that appear come next in order anyway.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState (input) {
    super.syncConditionalRevealWithInputState(input)
    input.removeAttribute('aria-expanded')
  }
}

const COMPONENTS = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, PlainRadios, ServiceNavigation,
  SkipLink, SortableTable
]

function start (scope) {
  for (const Component of COMPONENTS) createAll(Component, undefined, { scope, onError: () => {} })
  startAutosave(scope)
}

start(document)
foldFiltersOnPhones()
closeMenusFromOutside()
openDetailsForPrint()
announceSwaps(start)
watchSession(document.body)
