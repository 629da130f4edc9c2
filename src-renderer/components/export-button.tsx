import ExportIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState, type ReactElement } from 'react';
import { failureText } from '../app/failure.ts';
import { announce } from './announcer.tsx';
import { saveFile } from './save-file.ts';

export interface ExportFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly text: string;
}

interface ExportButtonProps {
  readonly disabled: boolean;
  /** Makes the file of what the table shows now. */
  make(format: 'csv' | 'json'): ExportFile | Promise<ExportFile>;
}

export function ExportButton({ disabled, make }: ExportButtonProps): ReactElement {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const save = async (format: 'csv' | 'json'): Promise<void> => {
    setAnchor(null);
    try {
      await saveFile(await make(format));
    } catch (error) {
      announce(`The export failed: ${failureText(error)}`, true);
    }
  };
  return (
    <>
      <Button
        color="inherit"
        startIcon={<ExportIcon />}
        disabled={disabled}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => void save('csv')}>CSV, for spreadsheets</MenuItem>
        <MenuItem onClick={() => void save('json')}>JSON, for scripts</MenuItem>
      </Menu>
    </>
  );
}
