import UpIcon from '@mui/icons-material/CheckCircleOutlined';
import DownIcon from '@mui/icons-material/DoNotDisturbOnOutlined';
import UnknownIcon from '@mui/icons-material/HelpOutlined';
import Checkbox from '@mui/material/Checkbox';
import { useState, type ReactElement } from 'react';
import type { NetworkInterface } from '../../src-core/api/interfaces.ts';
import { compareAddresses, family, tryParseAddress } from '../../src-core/net/address.ts';
import { kindOf, type AddressKind } from '../../src-core/net/kind.ts';
import { addressMarks, markedInterfaceAddress, type AddressMark } from '../components/address-marks.ts';
import { AddressText } from '../components/address-text.tsx';
import { formatLifetime, formatPlural } from '../components/format.ts';
import { toggleZone, useLeftOut } from './chosen-zones.ts';
import styles from './interface-list.module.css';

const stateLabels: Record<NetworkInterface['state'], string> = {
  up: 'up',
  down: 'down',
  'no-carrier': 'no carrier',
  unknown: 'state not known',
};

interface InterfaceListProps {
  readonly interfaces: readonly NetworkInterface[];
  /** True while a run goes: what is searched cannot be changed then. */
  readonly locked: boolean;
}

/** The interfaces with what the system knows of them, and the choice which ones to search. */
export function InterfaceList({ interfaces, locked }: InterfaceListProps): ReactElement {
  const usable = interfaces.filter(({ unusable }) => unusable === null);
  const unusable = interfaces.filter(({ unusable: reason }) => reason !== null);
  const [shown, setShown] = useState(false);
  return (
    <div>
      <ul className={styles.list} aria-label="Interfaces">
        {usable.map((each) => (
          <InterfaceRow key={each.zone} networkInterface={each} locked={locked} />
        ))}
      </ul>
      {unusable.length > 0 && (
        <div className={styles.unusable}>
          <button
            type="button"
            className={styles.fold}
            aria-expanded={shown}
            onClick={() => setShown(!shown)}
          >
            <span aria-hidden="true">{shown ? '▾' : '▸'}</span>
            {formatPlural(unusable.length, 'interface')} cannot be searched
          </button>
          {shown && (
            <ul className={styles.reasons}>
              {unusable.map((each) => (
                <li key={each.zone}>
                  <StateSign state={each.state} /> <strong>{each.name}</strong>{' '}
                  <span className={styles.quiet}>
                    {each.kind}, {stateLabels[each.state]}
                  </span>
                  <span>{each.unusable}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

function StateSign({ state }: { readonly state: NetworkInterface['state'] }): ReactElement {
  if (state === 'up') return <UpIcon className={styles.up} aria-hidden="true" />;
  return state === 'unknown' ? (
    <UnknownIcon className={styles.sign} aria-hidden="true" />
  ) : (
    <DownIcon className={styles.sign} aria-hidden="true" />
  );
}

function InterfaceRow({
  networkInterface: each,
  locked,
}: {
  readonly networkInterface: NetworkInterface;
  readonly locked: boolean;
}): ReactElement {
  const leftOut = useLeftOut();
  const id = `interface-${each.index}`;
  // fe80::/64 is on every link and tells nothing of this one.
  const prefixes = each.prefixes.filter(({ prefix }) => !prefix.startsWith('fe80:'));
  return (
    <li className={styles.row}>
      <Checkbox
        id={id}
        checked={!leftOut.has(each.zone)}
        disabled={locked}
        onChange={() => toggleZone(each.zone)}
        slotProps={{ input: { 'aria-label': `Search ${each.name}` } }}
      />
      <div className={styles.identity}>
        <label htmlFor={id} className={styles.name}>
          {each.name}
        </label>
        <div className={styles.state}>
          <StateSign state={each.state} /> {stateLabels[each.state]}
        </div>
        <div className={styles.quiet}>
          {each.kind}
          {each.mtu !== null && `, MTU ${each.mtu}`}
        </div>
        {each.mac !== null && <div className={styles.mono}>{each.mac}</div>}
      </div>
      <Facts title="Addresses">
        {each.addresses.length === 0 && <span className={styles.quiet}>none</span>}
        {inOrder(each.addresses).map((address) => (
          <div key={address.address} className={styles.line}>
            <AddressText
              target={{ address: address.address, zone: each.zone }}
              length={address.length}
              marks={interfaceMarks(address)}
            />
          </div>
        ))}
      </Facts>
      <Facts title="On-link prefixes">
        {prefixes.length === 0 && <span className={styles.quiet}>none</span>}
        {prefixes.map(({ prefix, origin, validSeconds }) => (
          <div
            key={prefix}
            className={styles.line}
            title={`from ${origin}, valid ${formatLifetime(validSeconds)}`}
          >
            <span className={styles.mono}>{prefix}</span> <span className={styles.quiet}>{origin}</span>
          </div>
        ))}
      </Facts>
      <Facts title="Router and DNS">
        {each.routers.length === 0 && <span className={styles.quiet}>no default route</span>}
        {each.routers.map((router) => (
          <div key={`${router.address}${router.origin}`} className={styles.line}>
            <AddressText
              target={router}
              marks={[{ text: router.origin, title: `Default route from ${router.origin}` }]}
            />
          </div>
        ))}
        {each.dns.map((server) => (
          <DnsLine key={server} server={server} zone={each.zone} />
        ))}
      </Facts>
    </li>
  );
}

const kindOrder: Partial<Record<AddressKind, number>> = { 'link-local': 0, global: 1, ula: 2 };

/** IPv6 first: link-local, global, unique local; then IPv4. The system's own order changes with every renewal. */
function inOrder(addresses: NetworkInterface['addresses']): NetworkInterface['addresses'] {
  const rank = ({ address, kind }: NetworkInterface['addresses'][number]): number =>
    (family(address) === 6 ? 0 : 10) + (kindOrder[kind] ?? 3);
  return addresses.toSorted(
    (left, right) =>
      rank(left) - rank(right) ||
      Number(left.temporary) - Number(right.temporary) ||
      compareAddresses(left.address, right.address),
  );
}

function DnsLine({
  server,
  zone,
}: {
  readonly server: string;
  readonly zone: NetworkInterface['zone'];
}): ReactElement {
  const address = tryParseAddress(server.split('%')[0] ?? '');
  return (
    <div className={styles.line}>
      {address === undefined ? (
        <span className={styles.mono}>{server}</span>
      ) : (
        <AddressText
          target={{ address, zone: kindOf(address) === 'link-local' ? zone : undefined }}
          marks={[{ text: 'DNS', title: 'Recursive name server' }]}
        />
      )}
    </div>
  );
}

function interfaceMarks(address: NetworkInterface['addresses'][number]): AddressMark[] {
  const marks = addressMarks(markedInterfaceAddress(address), true);
  if (address.deprecated)
    marks.push({ text: 'deprecated', title: 'Its preferred lifetime is over (RFC 4862)' });
  if (address.tentative)
    marks.push({
      text: 'tentative',
      title: 'Duplicate address detection has not ended, or failed (RFC 4862)',
    });
  return marks;
}

function Facts({
  title,
  children,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
}): ReactElement {
  return (
    <div className={styles.facts}>
      <div className={styles.factsTitle}>{title}</div>
      {children}
    </div>
  );
}
