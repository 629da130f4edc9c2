import type { SearchAddon } from '@xterm/addon-search';
import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import { useState, type ReactElement } from 'react';
import styles from './terminal.module.css';

/** Finds text in what a terminal has shown, newest first. */
export function SearchBar(props: { readonly search: SearchAddon; onClose(): void }): ReactElement {
  const { search, onClose } = props;
  const [text, setText] = useState('');
  const [found, setFound] = useState(true);
  const look = (words: string, back: boolean, incremental = false): void => {
    if (words === '') {
      search.clearDecorations();
      return setFound(true);
    }
    setFound(back ? search.findPrevious(words, { incremental }) : search.findNext(words));
  };
  return (
    <div className={styles.search} role="search" aria-label="Search the terminal">
      <OutlinedInput
        autoFocus
        value={text}
        placeholder="Search"
        error={!found}
        inputProps={{ 'aria-label': 'Text to find', spellCheck: false, maxLength: 200 }}
        onChange={(event) => {
          setText(event.target.value);
          look(event.target.value, true, true);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') look(text, !event.shiftKey);
          else if (event.key === 'Escape') onClose();
        }}
      />
      <Button color="inherit" onClick={() => look(text, true)}>
        Older
      </Button>
      <Button color="inherit" onClick={() => look(text, false)}>
        Newer
      </Button>
      <span role="status" className={styles.hint}>
        {found ? '' : 'Not found'}
      </span>
      <span className={styles.grow} />
      <Button color="inherit" onClick={onClose}>
        Done
      </Button>
    </div>
  );
}
