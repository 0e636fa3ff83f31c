// Runs before the page is drawn, so that parts which scripts will fold are folded from the start.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '')
