import { useState, type ReactElement } from 'react';
import { TextLine } from '../../plan/dialogs/shell/fields.tsx';
import { PlanDialog } from '../../plan/dialogs/shell/plan-dialog.tsx';

interface RenameDialogProps {
  readonly name: string;
  readonly title?: string;
  readonly action?: string;
  onClose(): void;
  onName(name: string): void | Promise<void>;
}

/** The longest name of a configuration. */
const longest = 200;

/** Asks for the name of a form. */
export function RenameDialog(props: RenameDialogProps): ReactElement {
  const { name, title = 'Rename the form', action = 'Rename', onClose, onName } = props;
  const [text, setText] = useState(name);
  return (
    <PlanDialog
      title={title}
      action={action}
      width="xs"
      ready={text.trim() !== '' && text.trim().length <= longest}
      onClose={onClose}
      onDo={async () => {
        await onName(text.trim());
        onClose();
      }}
    >
      <TextLine
        first
        label="Name"
        value={text}
        problem={text.trim().length > longest ? `At most ${longest} characters` : undefined}
        onChange={setText}
      />
    </PlanDialog>
  );
}
