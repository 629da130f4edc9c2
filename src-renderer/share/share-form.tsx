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
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { everywhere, placeFor, placesOf } from './places.ts';
import styles from './share.module.css';

/**
 * What is shared and where. None of it is in the URL: a link from elsewhere must not prepare to open a folder. The host
 * that it may name, from the menu of an address, makes the place narrower.
 */
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
  const [search] = useProbeSearch();
  const [meant, setMeant] = useState<string>();
  const here = interfaces.data?.interfaces;
  if (here !== undefined && search['with'] !== meant && !going) {
    setMeant(search['with']);
    setWhere(placeFor(search['with'], here));
  }
  const known = [everywhere, ...placesOf(here ?? [])];
  // A place that is gone stays chosen, and the program says so: a wider one must not take its place.
  const places = known.some(({ key }) => key === where.key) ? known : [...known, where];
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
          ...where.options,
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
      <div className={styles.place}>
        <span id={ids.where} className={styles.label}>
          Open to
        </span>
        <Select
          labelId={ids.where}
          className={styles.where ?? ''}
          value={where.key}
          disabled={going}
          onChange={({ target }) => setWhere(places.find(({ key }) => key === target.value) ?? where)}
        >
          {places.map(({ key, label }) => (
            <MenuItem key={key} value={key}>
              {label}
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
