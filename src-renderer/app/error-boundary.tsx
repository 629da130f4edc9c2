import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { Component, type ErrorInfo, type ReactElement, type ReactNode } from 'react';

interface State {
  readonly error: Error | null;
}

/** Where a part of the page fails: says so in place of an empty window, and offers to load it again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error('A part of the page failed:', error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.error === null ? this.props.children : <PageFailure error={this.state.error} />;
  }
}

/** What stands in place of a page that could not be drawn. */
export function PageFailure({ error }: { readonly error: Error }): ReactElement {
  return (
    <main style={{ padding: 24 }}>
      <Alert
        severity="error"
        variant="outlined"
        action={
          <Button color="inherit" onClick={() => location.reload()}>
            Load again
          </Button>
        }
      >
        This page could not be drawn: {error.message}. What was found and stored is safe.
      </Alert>
    </main>
  );
}
