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

const COMPONENTS = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation,
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
