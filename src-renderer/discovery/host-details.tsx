import CloseIcon from '@mui/icons-material/Close';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import type { ReactElement } from 'react';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { formatRtt } from '../components/format.ts';
import { roleLabels, VendorText } from '../components/host-cells.tsx';
import { SidePanel } from '../components/side-panel.tsx';
import { AddressList, NameList, ServiceList } from '../components/host-facts.tsx';
import panel from '../components/side-panel.module.css';
import type { HostRow } from './host-rows.ts';

/** Everything that this run knows of one host, with the evidence for each address. */
export function HostDetails({ row, onClose }: { readonly row: HostRow; onClose(): void }): ReactElement {
  const { host, title } = row;
  return (
    <SidePanel label={`Details of ${visibleText(title, 80)}`} onClose={onClose}>
      <div className={panel.head}>
        <h2 className={panel.title}>{visibleText(title)}</h2>
        <IconButton aria-label="Close the details" onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </div>
      <dl className={panel.facts}>
        <dt>Role</dt>
        <dd>{roleLabels[host.role]}</dd>
        <dt>MAC</dt>
        <dd className={panel.mono}>{host.mac ?? 'not known'}</dd>
        <dt>Vendor</dt>
        <dd>
          {host.vendor === null && (host.macOrigin === null || host.macOrigin === 'universal') ? (
            'not known'
          ) : (
            <VendorText vendor={host.vendor} origin={host.macOrigin} />
          )}
        </dd>
        <dt>Round trip</dt>
        <dd>{host.rttMs === null ? 'not measured' : formatRtt(host.rttMs)}</dd>
        {host.duplicates > 0 && (
          <>
            <dt>Duplicates</dt>
            <dd>{host.duplicates} repeated replies</dd>
          </>
        )}
      </dl>
      {host.deviceId !== null && (
        <Button variant="outlined" href={`#/devices/${host.deviceId}`} className={panel.action}>
          Open device page
        </Button>
      )}
      <AddressList addresses={host.addresses} />
      <NameList names={host.names} />
      <ServiceList services={host.services} />
    </SidePanel>
  );
}
