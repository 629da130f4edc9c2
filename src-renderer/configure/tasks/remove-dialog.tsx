import type { ReactElement } from 'react';
import { visibleText } from '../../../src-core/net/visible-text.ts';
import { PlanDialog } from '../../plan/dialogs/shell/plan-dialog.tsx';

interface RemoveDialogProps {
  readonly name: string;
  onClose(): void;
  onRemove(): Promise<void>;
}

/** Asks before a stored configuration is removed. */
export function RemoveDialog({ name, onClose, onRemove }: RemoveDialogProps): ReactElement {
  return (
    <PlanDialog
      ready
      removes
      width="xs"
      title={`Remove “${visibleText(name, 80)}”?`}
      action="Remove"
      onClose={onClose}
      onDo={async () => {
        await onRemove();
        onClose();
      }}
    >
      The stored form is removed for ever. Files that were written stay where they are.
    </PlanDialog>
  );
}
