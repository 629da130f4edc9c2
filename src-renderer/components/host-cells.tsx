import ThisComputerIcon from '@mui/icons-material/ComputerOutlined';
import RouterIcon from '@mui/icons-material/RouterOutlined';
import type { ReactElement } from 'react';
import type { Host } from '../../src-core/api/discovery.ts';
import type { MacOrigin } from '../../src-core/net/mac.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import styles from './host-cells.module.css';

/** What a host is, in words. */
export const roleLabels: Record<Host['role'], string> = {
  router: 'Router',
  host: 'Host',
  self: 'This computer',
  unknown: 'Not known',
};

/** What a MAC tells of itself where no manufacturer stands behind it. */
export const macOriginLabels: Record<MacOrigin, string | null> = {
  universal: null,
  'locally-administered': 'locally administered',
  randomised: 'randomised',
  'virtual-router': 'virtual router',
  group: 'group address',
};

export function RoleIcon({ role }: { readonly role: Host['role'] }): ReactElement {
  if (role === 'router') return <RouterIcon className={styles.role} titleAccess="Router" />;
  if (role === 'self') return <ThisComputerIcon className={styles.role} titleAccess="This computer" />;
  return <span className={styles.role} />;
}

export function VendorText({
  vendor,
  origin,
}: {
  readonly vendor: string | null;
  readonly origin: MacOrigin | null;
}): ReactElement {
  const note = origin === null ? null : macOriginLabels[origin];
  return (
    <span className={styles.clip} title={[vendor, note].filter(Boolean).join(', ')}>
      {vendor !== null && visibleText(vendor, 120)}
      {note !== null && <span className={styles.quiet}>{vendor === null ? note : ` (${note})`}</span>}
    </span>
  );
}
