import SearchIcon from '@mui/icons-material/Search';
import type { ReactElement } from 'react';

export function TopSearch(): ReactElement {
  return (
    <div>
      <SearchIcon />
    </div>
  );
}
