import { app, session } from 'electron'
import type { Session, WebContents, WebPreferences } from 'electron'
import { isOwnUrl } from './schemes.ts'

/** The window's page can do nothing but draw and ask through the bridge. */
export function lockedDownPreferences(preload: string): WebPreferences {
  return {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    // Chromium would download dictionaries from the internet.
    spellcheck: false,
  }
}

/** Applies to every page and session of the app, also those that a mistake or an attack might open. */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents))
  lockSession(session.defaultSession)
}

function lockNavigation(contents: WebContents): void {
  // Neither the content security policy nor `onBeforeRequest` below sees what a page sends by WebRTC.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isOwnUrl(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

function lockSession(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  target.setPermissionCheckHandler(() => false)
  target.setDevicePermissionHandler(() => false)
  target.on('will-download', (event) => event.preventDefault())
  // The preference above is the page's; this one is the session's, which has dictionaries of its own to download.
  target.setSpellCheckerEnabled(false)
  // The content security policy forbids these already; here nothing leaves the machine even if it were wrong.
  const remote = { urls: ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*'] }
  target.webRequest.onBeforeRequest(remote, (_details, callback) => callback({ cancel: true }))
}
