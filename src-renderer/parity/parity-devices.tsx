import { useId, type ReactElement } from 'react';
import type { ParitySection } from '../../src-core/parity/report-words.ts';
import { formatCount } from '../components/format.ts';
import { ParityDeviceItem } from './parity-device-item.tsx';
import styles from './parity-page.module.css';

const listLabels: Readonly<Record<ParitySection['id'], string>> = {
  compared: 'Devices compared',
  'one-family': 'Devices over one family only',
  unknown: 'Devices not compared',
};

/** What stands below the title of a part that needs an explanation. */
const notes: Readonly<Record<ParitySection['id'], string>> = {
  compared: '',
  'one-family':
    'There is nothing to compare: what is open there was asked over the one family that they have.',
  unknown: '',
};

/** One part of a comparison: the devices that came to the same kind of end. */
export function ParityDevices({ section }: { readonly section: ParitySection }): ReactElement {
  const { id, title, devices } = section;
  const headId = useId();
  return (
    <section aria-labelledby={headId}>
      <div className={styles.section}>
        <h2 id={headId} className={styles.sectionTitle}>
          {title} ({formatCount(devices.length)})
        </h2>
        {notes[id] !== '' && <span className={styles.sectionNote}>{notes[id]}</span>}
      </div>
      <ul className={styles.list} aria-label={listLabels[id]}>
        {devices.map((device, index) => (
          <ParityDeviceItem key={device.deviceId ?? `${device.name} ${index}`} device={device} />
        ))}
      </ul>
    </section>
  );
}
