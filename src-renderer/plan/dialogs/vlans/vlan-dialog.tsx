import Alert from '@mui/material/Alert';
import { useMemo, useState, type ReactElement } from 'react';
import type { PlanVlan } from '../../../../src-core/plan/tree.ts';
import { addVlan, editVlan } from '../../../../src-core/plan/vlans.ts';
import { announce } from '../../../components/announcer.tsx';
import type { PlanView } from '../../plan-view.ts';
import { TextLine } from '../shell/fields.tsx';
import { tried } from '../shell/outcome.ts';
import { PlanDialog } from '../shell/plan-dialog.tsx';
import { readCount } from '../shell/read-text.ts';
import shell from '../shell/shell.module.css';

interface VlanDialogProps {
  readonly view: PlanView;
  /** The one to change; null for a new one. */
  readonly vlan: PlanVlan | null;
  onClose(): void;
}

export function VlanDialog({ view, vlan, onClose }: VlanDialogProps): ReactElement {
  const [plan] = useState(view.plan);
  const [number, setNumber] = useState(vlan === null ? '' : String(vlan.vid));
  const [name, setName] = useState(vlan?.name ?? '');
  const [site, setSite] = useState(vlan?.site ?? '');
  const [notes, setNotes] = useState(vlan?.notes ?? '');
  const read = readCount(number, 1, 4094);
  const vid = 'value' in read ? read.value : null;
  const outcome = useMemo(() => {
    if (vid === null) return null;
    const fields = { vid, name, site, notes };
    return tried(() => (vlan === null ? addVlan(plan, fields) : editVlan(plan, vlan, fields)));
  }, [plan, vlan, vid, name, site, notes]);
  const done = (): void => {
    if (outcome?.value == null) return;
    const what = vlan === null ? `Add VLAN ${vid}` : `Change VLAN ${vlan.vid}`;
    view.apply(what, outcome.value);
    announce(`VLAN ${vid} ${vlan === null ? 'added' : 'changed'}`);
    onClose();
  };
  return (
    <PlanDialog
      title={vlan === null ? 'Add a VLAN' : `VLAN ${vlan.vid}`}
      action={vlan === null ? 'Add' : 'Change'}
      ready={outcome?.value != null}
      onDo={done}
      onClose={onClose}
    >
      <div className={shell.stack}>
        <div className={shell.grid}>
          <TextLine
            first
            label="Number"
            value={number}
            problem={number.trim() === '' ? undefined : 'problem' in read ? read.problem : undefined}
            hint="1 to 4094 (IEEE 802.1Q)"
            onChange={setNumber}
          />
          <TextLine label="Name" value={name} onChange={setName} />
          <TextLine label="Site" value={site} onChange={setSite} />
        </div>
        <TextLine label="Notes" rows={3} value={notes} onChange={setNotes} />
        {outcome?.problem != null && <Alert severity="error">{outcome.problem}</Alert>}
      </div>
    </PlanDialog>
  );
}
