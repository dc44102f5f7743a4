import { createRoot } from 'react-dom/client'
import './tokens.css'
import './base.css'
import { App } from './app.tsx'
import { ErrorBoundary } from './features/shell/error-boundary.tsx'
import { startSession } from './state/session.ts'
import { startTheme } from './state/theme.ts'
import { direction, languageTag } from './strings/index.ts'

document.documentElement.lang = languageTag
document.documentElement.dir = direction

startTheme()
startSession()
const place = document.querySelector('#window')
if (place)
  createRoot(place).render(
    <ErrorBoundary>
      <App />
    </ErrorBoundary>,
  )
