import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMemo, type ReactElement } from 'react';
import { nodeAt } from '../../src-core/plan/tree.ts';
import { formatPlural } from '../components/format.ts';
import { countBelow } from '../../src-core/plan/many-nodes.ts';
import { nodeLabel } from './use-plan-commands.ts';
import type { PlanState } from './use-plan-state.ts';

/** Asks what happens to the nodes below those that are removed. */
export function RemoveNodesDialog({
  state: { view, commands },
  ids,
}: {
  readonly state: PlanState;
  readonly ids: readonly string[];
}): ReactElement {
  const { plan } = view;
  const below = useMemo(() => countBelow(plan, ids), [plan, ids]);
  const only = ids.length === 1 ? nodeAt(plan, ids[0] ?? '') : undefined;
  const what = only === undefined ? formatPlural(ids.length, 'node') : `“${nodeLabel(only)}”`;
  const choose = (how: 'remove' | 'keep') => (): void => {
    commands.answered();
    commands.removeNow(ids, how);
  };
  return (
    <Dialog open onClose={commands.answered} fullWidth maxWidth="sm" aria-labelledby="remove-nodes-title">
      <DialogTitle id="remove-nodes-title">Remove {what}?</DialogTitle>
      <DialogContent>
        There {below === 1 ? 'is 1 node' : `are ${formatPlural(below, 'node')}`} below. They can go as well,
        or stay and move up to where {ids.length === 1 ? 'it' : 'each'} was. Either way it can be undone.
      </DialogContent>
      <DialogActions>
        <Button autoFocus color="inherit" onClick={commands.answered}>
          Keep everything
        </Button>
        <Button color="inherit" variant="outlined" onClick={choose('keep')}>
          Move those below up
        </Button>
        <Button variant="contained" color="error" onClick={choose('remove')}>
          Remove all {formatPlural(below + ids.length, 'node')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
