import BackIcon from '@mui/icons-material/ArrowBack';
import RemoveIcon from '@mui/icons-material/DeleteOutlined';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { createLink, getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactElement } from 'react';
import type { DeviceDetail } from '../../src-core/api/devices.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatScoped } from '../../src-core/net/zone.ts';
import { deviceQuery } from '../app/queries.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { ExportButton } from '../components/export-button.tsx';
import { FailureNotice } from '../components/failure-notice.tsx';
import { RoleIcon, roleLabels, VendorText } from '../components/host-cells.tsx';
import { StateLabel } from '../components/state-label.tsx';
import { AgeText, MomentText } from '../components/time-text.tsx';
import { RemoveDialog } from './bulk-bar.tsx';
import { statusLabels } from './device-columns.tsx';
import { DeviceHistory } from './device-history.tsx';
import { exportDevice } from './export-device.ts';
import { lastSearch } from './device-search.ts';
import { SavedField } from './saved-field.tsx';
import { readTags } from './tags.ts';
import styles from './device-page.module.css';

const LinkButton = createLink(Button);
const route = getRouteApi('/devices/$id');

/** Everything that is kept of one device. */
export function DevicePage(): ReactElement {
  const { id } = route.useParams();
  const number = /^[0-9]{1,15}$/.test(id) ? Number(id) : null;
  if (number === null)
    return <EmptyState title="There is no such device">The number in the address is not one.</EmptyState>;
  return <LoadedPage key={number} id={number} />;
}

function LoadedPage({ id }: { readonly id: number }): ReactElement | null {
  const device = useQuery(deviceQuery(id));
  const name = device.data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${visibleText(name, 80)} · Linkscope`;
  }, [name]);
  if (device.data !== undefined) return <Device device={device.data} />;
  if (device.error === null) return null;
  return (
    <div className={styles.notice}>
      <FailureNotice
        error={device.error}
        what="The device could not be read"
        retry={() => void device.refetch()}
      />
      <p>
        <Link to="/devices">All devices</Link>
      </p>
    </div>
  );
}

function Device({ device }: { readonly device: DeviceDetail }): ReactElement {
  const navigate = useNavigate();
  const [removing, setRemoving] = useState(false);
  // The best to reach it by stands first.
  const [best] = device.addresses;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <LinkButton to="/devices" search={lastSearch()} color="inherit" startIcon={<BackIcon />}>
          Devices
        </LinkButton>
        <h1 className={styles.title}>
          <RoleIcon role={device.role} />
          {visibleText(device.name)}
        </h1>
        <StateLabel {...statusLabels[device.status]} />
        <span className={styles.space} />
        {best !== undefined && (
          <LinkButton
            to="/probe/$tool"
            params={{ tool: 'terminal' }}
            search={{ target: formatScoped(best), mode: 'ssh' }}
            color="inherit"
          >
            SSH
          </LinkButton>
        )}
        <LinkButton
          to="/probe/$tool"
          params={{ tool: 'parity' }}
          search={{ devices: String(device.id) }}
          color="inherit"
        >
          Compare IPv4 and IPv6
        </LinkButton>
        <ExportButton disabled={false} make={(format) => exportDevice(device, format, new Date())} />
        <Button color="error" startIcon={<RemoveIcon />} onClick={() => setRemoving(true)}>
          Remove
        </Button>
      </div>
      <div className={styles.columns}>
        <aside className={styles.own} aria-label="Your own facts">
          <SavedField
            device={device}
            field="name"
            label="Own name"
            stored={device.ownName ?? ''}
            placeholder={device.ownName === null ? visibleText(device.name, 60) : undefined}
            maximum={120}
            patch={(text) => ({ ownName: text.trim() === '' ? null : text.trim() })}
          />
          <SavedField
            device={device}
            field="tags"
            label="Tags, with commas between them"
            stored={device.tags.join(', ')}
            maximum={4000}
            check={(text) => readTags(text).problem}
            patch={(text) => ({ tags: readTags(text).tags })}
          />
          <SavedField
            device={device}
            field="notes"
            label="Notes"
            stored={device.notes}
            multiline
            maximum={20_000}
            patch={(text) => ({ notes: text })}
          />
          <Facts device={device} />
        </aside>
        <DeviceHistory device={device} />
      </div>
      {removing && (
        <RemoveDialog
          rows={[device]}
          onClose={() => setRemoving(false)}
          onDone={() => void navigate({ to: '/devices', search: lastSearch(), replace: true })}
        />
      )}
    </div>
  );
}

function Facts({ device }: { readonly device: DeviceDetail }): ReactElement {
  const origin = device.macOrigin;
  return (
    <dl className={styles.facts}>
      <dt>Role</dt>
      <dd>{roleLabels[device.role]}</dd>
      <dt>MAC</dt>
      <dd className={styles.mono}>
        {device.mac ?? 'not known'}
        {device.mac !== null && (
          <LinkButton
            to="/probe/$tool"
            params={{ tool: 'wake' }}
            search={{ target: device.mac }}
            size="small"
            className={styles.wake ?? ''}
          >
            Wake on LAN
          </LinkButton>
        )}
      </dd>
      <dt>Vendor</dt>
      <dd>
        {device.vendor === null && (origin === null || origin === 'universal') ? (
          'not known'
        ) : (
          <VendorText vendor={device.vendor} origin={origin} />
        )}
      </dd>
      <dt>Interfaces</dt>
      <dd>{device.zones.join(', ')}</dd>
      <dt>First seen</dt>
      <dd>
        <MomentText at={device.firstSeen} />
      </dd>
      <dt>Last seen</dt>
      <dd>
        <MomentText at={device.lastSeen} /> (<AgeText at={device.lastSeen} />)
      </dd>
    </dl>
  );
}
