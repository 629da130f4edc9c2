import ClosedIcon from '@mui/icons-material/ChevronRight';
import OpenIcon from '@mui/icons-material/ExpandMore';
import type { ReactElement, ReactNode } from 'react';
import styles from './form.module.css';

interface TurnerProps {
  readonly path: string;
  readonly open: boolean;
  readonly children: ReactNode;
  onTurn(open: boolean): void;
}

/** What opens and closes a part of the form. */
export function Turner({ path, open, children, onTurn }: TurnerProps): ReactElement {
  const Icon = open ? OpenIcon : ClosedIcon;
  return (
    <button
      type="button"
      className={styles.turner}
      aria-expanded={open}
      data-path={path}
      onClick={() => onTurn(!open)}
    >
      <Icon className={styles.chevron} />
      {children}
    </button>
  );
}
