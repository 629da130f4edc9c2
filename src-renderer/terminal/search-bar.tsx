import Button from '@mui/material/Button';
import OutlinedInput from '@mui/material/OutlinedInput';
import ToggleButton from '@mui/material/ToggleButton';
import { useEffect, useState, type ReactElement } from 'react';
import { foundText, type FoundCount } from './found-text.ts';
import type { Screen } from './screen.ts';
import styles from './terminal.module.css';

/** Finds text in what a terminal has shown, newest first, and marks it wherever it stands. */
export function SearchBar(props: { readonly screen: Screen; onClose(): void }): ReactElement {
  const { screen, onClose } = props;
  const [text, setText] = useState('');
  const [caseSensitive, setCaseSensitive] = useState(false);
  const [count, setCount] = useState<FoundCount>({ resultIndex: -1, resultCount: 0 });
  const found = text === '' || count.resultCount > 0;
  useEffect(() => {
    const listening = screen.search.onDidChangeResults(setCount);
    return () => {
      listening.dispose();
      screen.endSearch();
    };
  }, [screen]);
  const look = (words: string, to: 'older' | 'newer', strict = caseSensitive): void =>
    screen.find(words, { older: to === 'older', caseSensitive: strict });
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
          look(event.target.value, 'older');
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') look(text, event.shiftKey ? 'newer' : 'older');
          else if (event.key === 'Escape') onClose();
        }}
      />
      <ToggleButton
        size="small"
        value="case"
        className={styles.case ?? ''}
        selected={caseSensitive}
        aria-label="Match case"
        title="Match case"
        onChange={() => {
          setCaseSensitive(!caseSensitive);
          look(text, 'older', !caseSensitive);
        }}
      >
        Aa
      </ToggleButton>
      <Button color="inherit" title="Enter" onClick={() => look(text, 'older')}>
        Older
      </Button>
      <Button color="inherit" title="Shift+Enter" onClick={() => look(text, 'newer')}>
        Newer
      </Button>
      <span role="status" className={styles.hint}>
        {text === '' ? '' : foundText(count)}
      </span>
      <span className={styles.grow} />
      <Button color="inherit" title="Escape" onClick={onClose}>
        Done
      </Button>
    </div>
  );
}
