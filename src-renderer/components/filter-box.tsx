import ClearIcon from '@mui/icons-material/Close';
import FilterIcon from '@mui/icons-material/FilterAlt';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import type { ReactElement } from 'react';

interface FilterBoxProps {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
}

/** The quick filter of a table. Escape empties it. */
export function FilterBox({ label, value, onChange }: FilterBoxProps): ReactElement {
  return (
    <OutlinedInput
      value={value}
      placeholder={label}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || value === '') return;
        event.preventDefault();
        event.stopPropagation();
        onChange('');
      }}
      inputProps={{ 'aria-label': label, type: 'search', spellCheck: false, maxLength: 200 }}
      sx={{ width: 240, '& input::-webkit-search-cancel-button': { display: 'none' } }}
      startAdornment={
        <InputAdornment position="start">
          <FilterIcon fontSize="inherit" />
        </InputAdornment>
      }
      endAdornment={
        value === '' ? null : (
          <IconButton aria-label="Empty the filter" edge="end" onClick={() => onChange('')}>
            <ClearIcon fontSize="inherit" />
          </IconButton>
        )
      }
    />
  );
}
