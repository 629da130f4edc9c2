import { Link } from '@tanstack/react-router';
import type { FamilyView, ParityDevice, PortView, Severity } from '../../src-core/api/parity.ts';
import { reasonLabels } from '../../src-core/api/ports.ts';
import { visibleText } from '../../src-core/net/visible-text.ts';
import { mostNamed, openPortsText } from '../../src-core/parity/compare.ts';
import { onlyFamilyName } from '../../src-core/parity/report-words.ts';
import { StateLabel, type Tone } from '../components/state-label.tsx';
import { TextWithAddresses } from '../components/text-with-addresses.tsx';
import type { ReactElement } from 'react';
import styles from './parity-page.module.css';

const severityLabels: Readonly<Record<Severity, { tone: Tone; text: string }>> = {
  high: { tone: 'bad', text: 'high' },
  medium: { tone: 'changed', text: 'medium' },
  low: { tone: 'plain', text: 'low' },
  unknown: { tone: 'gone', text: 'not known' },
  none: { tone: 'good', text: 'the same' },
};

const verdictTones: Readonly<Record<ParityDevice['verdict']['state'], { tone: Tone; text: string }>> = {
  different: { tone: 'bad', text: 'differs' },
  same: { tone: 'good', text: 'the same' },
  'one-family': { tone: 'plain', text: 'one family' },
  unknown: { tone: 'gone', text: 'not known' },
};

/** A difference weighs as much as its gravest finding. */
function toneOf(device: ParityDevice): { tone: Tone; text: string } {
  const { verdict, findings } = device;
  const label = verdictTones[verdict.state];
  const [gravest] = findings;
  if (verdict.state === 'one-family') return { ...label, text: `${onlyFamilyName(device)} only` };
  if (verdict.state !== 'different' || gravest === undefined) return label;
  return { ...label, tone: severityLabels[gravest.severity].tone };
}

const familyWords: Readonly<Record<FamilyView['state'], string>> = {
  answered: '',
  silent: ' (asked, and silent on every port)',
  unreachable: ' (no way to it from here, or nobody there)',
  'not-looked': ' (could not be asked)',
  'no-address': 'no address known',
};

function familyText({ addresses, state }: FamilyView): string {
  return `${addresses.join(', ')}${familyWords[state]}`;
}

function portText({ state, reason }: PortView): string {
  return state === 'open' ? 'open' : `${state}: ${reasonLabels[reason]}`;
}

/** One device: its verdict in words, and each port that is open over one family at least. */
export function ParityDeviceItem({ device }: { readonly device: ParityDevice }): ReactElement {
  const name = visibleText(device.name, 120);
  const different = device.findings.filter(({ severity }) => severity !== 'none');
  const same = device.findings.filter(({ kind }) => kind === 'both');
  return (
    <li className={styles.device}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          {device.deviceId === null ? (
            name
          ) : (
            <Link to="/devices/$id" params={{ id: String(device.deviceId) }}>
              {name}
            </Link>
          )}
        </h3>
        <StateLabel {...toneOf(device)} />
        <span className={styles.verdict}>{device.verdict.text}</span>
      </div>
      <div className={styles.addresses}>
        IPv4: <TextWithAddresses text={familyText(device.ipv4)} /> · IPv6:{' '}
        <TextWithAddresses text={familyText(device.ipv6)} />
        {same.length > 0 && ` · open over both: ${same.map(({ port }) => port).join(', ')}`}
      </div>
      {device.verdict.state === 'one-family' && device.findings.length > mostNamed && (
        <div className={styles.addresses}>Open there: {openPortsText(device.findings)}</div>
      )}
      {different.length > 0 && (
        <table className={styles.findings} aria-label={`Findings of ${name}`}>
          <thead>
            <tr>
              <th scope="col">Port</th>
              <th scope="col">Severity</th>
              <th scope="col">What it means</th>
              <th scope="col">IPv4</th>
              <th scope="col">IPv6</th>
            </tr>
          </thead>
          <tbody>
            {different.map((finding) => (
              <tr key={finding.port}>
                <td>
                  {finding.port} {finding.service !== null && visibleText(finding.service, 40)}
                </td>
                <td>
                  <StateLabel {...severityLabels[finding.severity]} />
                </td>
                <td>{finding.text}</td>
                <td>{portText(finding.ipv4)}</td>
                <td>{portText(finding.ipv6)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </li>
  );
}
