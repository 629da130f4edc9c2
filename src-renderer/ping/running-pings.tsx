import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { AgeText } from '../components/time-text.tsx';
import { pingRunsQuery } from './current-ping.ts';
import styles from './ping-page.module.css';

interface RunningPingsProps {
  readonly runId: string | null;
  onChoose(runId: string): void;
}

/** The pings that are going or were kept, and the way back to each of them. */
export function RunningPings({ runId, onChoose }: RunningPingsProps): ReactElement | null {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { data = [] } = useQuery(pingRunsQuery);
  const others = data.filter((each) => each.runId !== runId);
  if (others.length === 0) return null;
  const going = others.filter(({ endedAt }) => endedAt === null).length;
  return (
    <>
      <Button
        color="inherit"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {going > 0 ? `${going} more running` : `${others.length} ended`}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {others.map((run) => (
          <MenuItem
            key={run.runId}
            className={styles.run ?? ''}
            onClick={() => {
              setAnchor(null);
              onChoose(run.runId);
            }}
          >
            <span>{visibleText(run.title, 80)}</span>
            <span className={styles.quiet}>
              {run.endedAt === null ? 'running, began ' : 'ended '}
              <AgeText at={run.endedAt ?? run.at} />
            </span>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
