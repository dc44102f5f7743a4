import { Component } from 'react'
import type { ReactNode } from 'react'
import { Button } from '../../parts/button.tsx'
import { t } from '../../strings/index.ts'
import styles from './error-boundary.module.css'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly message: string | null
}

/** A mistake of the window's own must not leave it blank: it says so, and can be drawn anew. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: null }

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { message } = this.state
    if (message === null) return this.props.children
    return (
      <main className={styles.page} role="alert">
        <h1>{t.broken.title}</h1>
        <p>{t.broken.text}</p>
        <code>{message}</code>
        <Button look="outlined" size="large" onClick={() => window.location.reload()}>
          {t.broken.reload}
        </Button>
      </main>
    )
  }
}
