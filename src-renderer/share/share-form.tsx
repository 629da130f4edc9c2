import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import Select from '@mui/material/Select';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import type { ShareOptions } from '../../src-core/api/share.ts';
import { interfacesQuery } from '../app/queries.ts';
import styles from './share.module.css';

const everywhere = '*';

/** What is shared and where. None of it is in the URL: a link from elsewhere must not prepare to open a folder. */
export function ShareForm(props: {
  readonly going: boolean;
  readonly cancelling: boolean;
  onStart(options: ShareOptions): void;
  onStop(): void;
}): ReactElement {
  const { going } = props;
  const [directory, setDirectory] = useState('');
  const [where, setWhere] = useState(everywhere);
  const [port, setPort] = useState('');
  const [hidden, setHidden] = useState(false);
  const ids = { directory: useId(), where: useId(), port: useId() };
  const interfaces = useQuery(interfacesQuery);
  const usable = (interfaces.data?.interfaces ?? []).filter(
    ({ state, kind, addresses }) => state !== 'down' && kind !== 'loopback' && addresses.length > 0,
  );
  const wrongPort = port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535);
  return (
    <form
      className={styles.form}
      aria-label="Share a folder"
      onSubmit={(event) => {
        event.preventDefault();
        if (going || wrongPort || directory.trim() === '') return;
        props.onStart({
          directory: directory.trim(),
          interface: where === everywhere ? null : where,
          port: port === '' ? null : Number(port),
          hidden,
        });
      }}
    >
      <div className={styles.directory}>
        <label htmlFor={ids.directory} className={styles.label}>
          Folder on the computer that Linkscope runs on
        </label>
        <OutlinedInput
          id={ids.directory}
          fullWidth
          value={directory}
          placeholder="/srv/images or ~/images"
          disabled={going}
          onChange={({ target }) => setDirectory(target.value)}
          inputProps={{ maxLength: 4_096, spellCheck: false }}
        />
      </div>
      <div>
        <span id={ids.where} className={styles.label}>
          Open to
        </span>
        <Select
          labelId={ids.where}
          className={styles.where ?? ''}
          value={where}
          disabled={going}
          onChange={({ target }) => setWhere(target.value)}
        >
          <MenuItem value={everywhere}>Every interface</MenuItem>
          {usable.map(({ zone, name }) => (
            <MenuItem key={zone} value={zone}>
              {name} only
            </MenuItem>
          ))}
        </Select>
      </div>
      <div>
        <label htmlFor={ids.port} className={styles.label}>
          Port
        </label>
        <OutlinedInput
          id={ids.port}
          className={styles.port ?? ''}
          value={port}
          placeholder="8080"
          error={wrongPort}
          disabled={going}
          onChange={({ target }) => setPort(target.value)}
          inputProps={{ maxLength: 5, inputMode: 'numeric' }}
        />
      </div>
      <div className={styles.act}>
        <FormControlLabel
          control={
            <Checkbox
              checked={hidden}
              disabled={going}
              onChange={({ target }) => setHidden(target.checked)}
            />
          }
          label="Hidden files too"
        />
        {going ? (
          <Button variant="outlined" disabled={props.cancelling} onClick={props.onStop}>
            Stop sharing
          </Button>
        ) : (
          <Button type="submit" variant="contained" disabled={directory.trim() === '' || wrongPort}>
            Share
          </Button>
        )}
      </div>
    </form>
  );
}
