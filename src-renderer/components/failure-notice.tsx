import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { failureOf } from '../app/failure.ts';

interface FailureNoticeProps {
  readonly error: unknown;
  /** What could not be done: `The devices could not be read`. */
  readonly what: string;
  readonly retry?: (() => void) | undefined;
}

/** An error in its place on the page: what failed, why, and the way to try again. */
export function FailureNotice({ error, what, retry }: FailureNoticeProps): ReactElement {
  const failure = failureOf(error);
  return (
    <Alert
      severity="error"
      variant="outlined"
      action={
        retry === undefined ? undefined : (
          <Button color="inherit" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      {what}: {failure.message}
      {failure.detail !== undefined && <div>{failure.detail}</div>}
    </Alert>
  );
}
