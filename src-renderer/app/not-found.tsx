import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { EmptyState } from '../components/empty-state.tsx';

export function NotFound(): ReactElement {
  return (
    <EmptyState
      title="There is no such page"
      action={
        <Button variant="contained" href="#/discover">
          Go to Discover
        </Button>
      }
    >
      The address in the address bar leads nowhere.
    </EmptyState>
  );
}
