import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { EmptyState } from '../components/empty-state.tsx';

/** In place of every page where the program does not know this browser. */
export function SessionNeeded(): ReactElement {
  return (
    <main style={{ height: '100%' }}>
      <EmptyState
        level={1}
        title="Open the address that Linkscope printed"
        action={
          <Button variant="outlined" onClick={() => location.reload()}>
            Try again
          </Button>
        }
      >
        This browser is not let in. Linkscope prints an address that works once when it starts; press Enter in
        its terminal for a new one, and open it here.
      </EmptyState>
    </main>
  );
}
