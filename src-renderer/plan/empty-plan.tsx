import Button from '@mui/material/Button';
import type { ReactElement } from 'react';
import { EmptyState } from '../components/empty-state.tsx';
import type { PlanCommands } from './use-plan-commands.ts';
import type { PlanState } from './use-plan-state.ts';

export function EmptyPlan({ commands }: { readonly commands: PlanCommands }): ReactElement {
  return (
    <EmptyState
      title="Nothing planned yet"
      action={
        <Button variant="contained" onClick={() => commands.add(null)}>
          Add the first prefix
        </Button>
      }
    >
      Begin with the prefix that you were given, as a /32 of a registry, a /48 of a provider or a ULA of your
      own. What you add below it takes its space from it.
    </EmptyState>
  );
}

export function NothingFound({ state }: { readonly state: PlanState }): ReactElement {
  return (
    <EmptyState
      title="Nothing found"
      action={
        <Button variant="outlined" color="inherit" onClick={() => state.setQuery('')}>
          Show the whole plan
        </Button>
      }
    >
      No node has all of these words. A prefix or an address finds the nodes that hold it; “vlan 12” finds a
      VLAN.
    </EmptyState>
  );
}
