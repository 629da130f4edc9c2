import ExportIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useId, useMemo, useState, type ReactElement } from 'react';
import {
  parityFormats,
  type ParityDevice,
  type ParityFormat,
  type ParitySummary,
} from '../../src-core/api/parity.ts';
import { ParseError } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { paritySections } from '../../src-core/parity/report-words.ts';
import { parityReport } from '../../src-core/parity/report.ts';
import { listLabels, namedLists } from '../../src-core/ports/port-set.ts';
import { failureText } from '../app/failure.ts';
import { announce } from '../components/announcer.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { formatDuration, formatPlural } from '../components/format.ts';
import { saveFile } from '../components/save-file.ts';
import { DevicesChoice } from './devices-choice.tsx';
import { useProbe } from '../probe/probe-session.ts';
import { ProbeStatus } from '../probe/probe-status.tsx';
import { isGoing } from '../probe/probe-view.ts';
import { useProbeSearch } from '../probe/use-probe-search.ts';
import { ParityDevices } from './parity-devices.tsx';
import { paritySession } from './parity-session.ts';
import styles from './parity-page.module.css';

/** The ids of devices in a link: `12 40`; none means all. */
function deviceIds(text: string | undefined): number[] {
  return (text ?? '')
    .split(/[\s,]+/)
    .filter((each) => /^\d{1,15}$/.test(each))
    .map(Number)
    .slice(0, 1000);
}

/** The link in a link; what can be none is as if it were not there. */
function readZone(text: string | undefined): Zone | null {
  if (text === undefined) return null;
  try {
    return parseZone(text);
  } catch (error) {
    if (error instanceof ParseError) return null;
    throw error;
  }
}

/** What is open over one family only, device by device, and a report of it. */
export function ParityPage(): ReactElement {
  const [search, change] = useProbeSearch();
  const view = useProbe(paritySession);
  const listId = useId();
  const going = isGoing(view.phase);
  const chosen = deviceIds(search.devices);
  const zone = chosen.length === 0 ? readZone(search.zone) : null;
  const ports = namedLists.find((name) => name === search.ports) ?? 'common';
  const devices = view.items;
  const sections = useMemo(() => paritySections(devices), [devices]);
  const cancel = (): void => {
    paritySession
      .cancel()
      .catch((error: unknown) =>
        announce(`The comparison could not be stopped: ${failureText(error)}`, true),
      );
  };
  return (
    <div className={styles.page}>
      <form
        className={styles.form}
        aria-label="Comparison"
        onSubmit={(event) => {
          event.preventDefault();
          if (!going) void paritySession.start({ deviceIds: chosen, zone, ports });
        }}
      >
        <DevicesChoice
          chosen={chosen.length}
          zone={zone}
          onChange={(which) => change({ devices: undefined, zone: which })}
        />
        <div>
          <span id={listId} className={styles.label}>
            Ports
          </span>
          <Select
            labelId={listId}
            className={styles.ports ?? ''}
            value={ports}
            onChange={({ target }) => change({ ports: target.value })}
          >
            {namedLists.map((name) => (
              <MenuItem key={name} value={name}>
                {listLabels[name]}
              </MenuItem>
            ))}
          </Select>
        </div>
        {going ? (
          <Button variant="outlined" disabled={view.cancelling} onClick={cancel}>
            Stop
          </Button>
        ) : (
          <Button type="submit" variant="contained">
            Compare IPv4 and IPv6
          </Button>
        )}
        <span className={styles.space} />
        <ReportButton devices={devices} summary={view.summary} />
      </form>
      <ProbeStatus label="Comparison" view={view}>
        {view.summary !== null && <Summary {...view.summary} />}
      </ProbeStatus>
      {devices.length === 0 ? (
        <EmptyState title={going ? 'Comparing' : 'Nothing compared yet'}>
          {going
            ? 'Each device appears when both of its families have been asked.'
            : 'A firewall that covers IPv4 alone leaves the same device open over IPv6. Compare to see what is open over one family only; devices come from Discover.'}
        </EmptyState>
      ) : (
        <div className={styles.devices}>
          {sections.map((section) => (
            <ParityDevices key={section.id} section={section} />
          ))}
        </div>
      )}
    </div>
  );
}

function Summary({ devices, different, same, oneFamily, unknown, durationMs }: ParitySummary): ReactElement {
  return (
    <>
      {formatPlural(devices, 'device')}: {different} differ, {same} are the same, {oneFamily} over one family
      only, {unknown} could not be compared, in {formatDuration(durationMs)}
    </>
  );
}

const formatLabels: Readonly<Record<ParityFormat, string>> = {
  html: 'HTML, to print or send',
  text: 'Text, to read',
  csv: 'CSV, for spreadsheets',
  json: 'JSON, for scripts',
  markdown: 'Markdown, for a ticket',
};

function ReportButton(props: {
  readonly devices: readonly ParityDevice[];
  readonly summary: ParitySummary | null;
}): ReactElement {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const save = async (format: ParityFormat): Promise<void> => {
    setAnchor(null);
    try {
      await saveReport(props.devices, format, props.summary?.scope ?? 'not all was looked at');
    } catch (error) {
      announce(`The report could not be saved: ${failureText(error)}`, true);
    }
  };
  return (
    <>
      <Button
        color="inherit"
        startIcon={<ExportIcon />}
        disabled={props.devices.length === 0}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Report
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {parityFormats.map((format) => (
          <MenuItem key={format} onClick={() => void save(format)}>
            {formatLabels[format]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

async function saveReport(
  devices: readonly ParityDevice[],
  format: ParityFormat,
  scope: string,
): Promise<void> {
  await saveFile(parityReport(devices, format, Date.now(), scope));
}
