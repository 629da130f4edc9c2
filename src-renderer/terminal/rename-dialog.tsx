import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useState, type ReactElement } from 'react';
import { longestName } from './kept-sessions.ts';
import type { TerminalTab } from './terminal-tab.ts';
import { terminalTabs } from './terminal-tabs.ts';

/** Asks for another name of a tab. */
export function RenameDialog(props: { readonly tab: TerminalTab; onClose(): void }): ReactElement {
  const { tab, onClose } = props;
  const [name, setName] = useState(tab.view().name);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="rename-tab">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          terminalTabs.rename(tab, name);
          onClose();
        }}
      >
        <DialogTitle id="rename-tab">Name of this terminal</DialogTitle>
        <DialogContent>
          <OutlinedInput
            autoFocus
            fullWidth
            value={name}
            placeholder={tab.view().session.title}
            inputProps={{ 'aria-label': 'Name', spellCheck: false, maxLength: longestName }}
            onChange={(event) => setName(event.target.value)}
            onFocus={(event) => event.target.select()}
          />
        </DialogContent>
        <DialogActions>
          <Button color="inherit" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="contained" type="submit">
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
