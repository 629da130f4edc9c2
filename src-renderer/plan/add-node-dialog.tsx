import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useMemo, useState, type FormEvent, type ReactElement } from 'react';
import { addNode } from '../../src-core/plan/edit.ts';
import { nodeRoles, type PlanNode } from '../../src-core/plan/node.ts';
import { checkNode, rules } from '../../src-core/plan/rules.ts';
import { suggestBelow } from '../../src-core/plan/suggest.ts';
import { nodeAt, type Plan } from '../../src-core/plan/tree.ts';
import { prefixFamily, type Prefix } from '../../src-core/net/prefix.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { failureText } from '../app/failure.ts';
import { readField } from './node-fields.ts';
import { roleLabels } from './plan-columns.tsx';
import { nodeLabel } from './use-plan-commands.ts';
import type { PlanState } from './use-plan-state.ts';
import styles from './plan-page.module.css';

interface Draft {
  readonly name: string;
  readonly ipv6: string;
  readonly ipv4: string;
  readonly role: PlanNode['role'];
}

/** One new node: where it would go is filled in, so that a name and Enter are enough. */
export function AddNodeDialog({
  state: { view, commands },
  parent,
  prefix,
}: {
  readonly state: PlanState;
  readonly parent: string | null;
  /** The free prefix that it is to take; null for the next one. */
  readonly prefix: Prefix | null;
}): ReactElement {
  const { plan } = view;
  const [draft, setDraft] = useState<Draft>(() => firstDraft(plan, parent, prefix));
  const above = parent === null ? undefined : nodeAt(plan, parent);
  const set = (part: Partial<Draft>): void => setDraft((was) => ({ ...was, ...part }));
  const outcome = useMemo(() => tryOut(plan, parent, draft), [plan, parent, draft]);
  const empty = draft.ipv6.trim() === '' && draft.ipv4.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (outcome.made === null) return;
    commands.answered();
    view.apply(`Add “${nodeLabel(outcome.made.node)}”`, outcome.made.plan);
    view.select([outcome.made.node.id]);
  };
  return (
    <Dialog open onClose={commands.answered} fullWidth maxWidth="xs" aria-labelledby="add-node-title">
      <form onSubmit={submit} noValidate>
        <DialogTitle id="add-node-title">
          {above === undefined ? 'Add a node at the top' : `Add a node below “${nodeLabel(above)}”`}
        </DialogTitle>
        <DialogContent className={styles.draft}>
          <TextField
            autoFocus
            label="Name"
            margin="dense"
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextField
            label="IPv6 prefix"
            margin="dense"
            placeholder="2001:db8::/48"
            value={draft.ipv6}
            onChange={(event) => set({ ipv6: event.target.value })}
            slotProps={{ htmlInput: { spellCheck: false }, inputLabel: { shrink: true } }}
          />
          <TextField
            label="IPv4 prefix"
            margin="dense"
            placeholder="192.0.2.0/24"
            value={draft.ipv4}
            onChange={(event) => set({ ipv4: event.target.value })}
            slotProps={{ htmlInput: { spellCheck: false }, inputLabel: { shrink: true } }}
          />
          <TextField
            select
            label="Role"
            margin="dense"
            value={draft.role}
            onChange={(event) =>
              set({ role: nodeRoles.find((role) => role === event.target.value) ?? draft.role })
            }
          >
            {nodeRoles.map((role) => (
              <MenuItem key={role} value={role}>
                {roleLabels[role]}
              </MenuItem>
            ))}
          </TextField>
          <div role="status">
            {empty && <p className={styles.said}>A node has an IPv6 prefix, an IPv4 prefix, or both.</p>}
            {!empty && outcome.problem !== null && (
              <Alert severity="error">{visibleText(outcome.problem)}</Alert>
            )}
            {outcome.findings.map((finding) => (
              <p key={`${finding.rule} ${finding.node} ${finding.other}`} className={styles.said}>
                <strong>{visibleText(finding.message)}</strong> {rules[finding.rule].reason}{' '}
                {rules[finding.rule].source}
              </p>
            ))}
          </div>
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={commands.answered}>
            Cancel
          </Button>
          <Button type="submit" variant="contained" disabled={outcome.made === null}>
            Add
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function firstDraft(plan: Plan, parent: string | null, prefix: Prefix | null): Draft {
  if (prefix !== null) {
    const role = parent === null ? 'container' : suggestBelow(plan, parent).role;
    return prefixFamily(prefix) === 6
      ? { name: '', ipv6: prefix, ipv4: '', role }
      : { name: '', ipv6: '', ipv4: prefix, role };
  }
  if (parent === null || nodeAt(plan, parent) === undefined)
    return { name: '', ipv6: '', ipv4: '', role: 'container' };
  const { ipv6, ipv4, role } = suggestBelow(plan, parent);
  return { name: '', ipv6: ipv6 ?? '', ipv4: ipv4 ?? '', role };
}

/** The node as it would be, with what the rules say of it; or why it cannot be. */
function tryOut(plan: Plan, parent: string | null, { name, ipv6, ipv4, role }: Draft) {
  try {
    const made = addNode(plan, {
      parent,
      name: name.trim(),
      role,
      ...readField('ipv6', ipv6),
      ...readField('ipv4', ipv4),
    });
    return { made, problem: null, findings: checkNode(made.plan, made.node.id) };
  } catch (error) {
    return { made: null, problem: failureText(error), findings: [] };
  }
}
