import { ToolError } from '../../src-core/api/errors.ts';
import { attempt } from '../../src-core/net/parse-error.ts';
import { parseZone, type Zone } from '../../src-core/net/zone.ts';
import { isHost, linkLayer, type Neighbour, type NeighbourTable } from './neighbour.ts';
import { runScript, scriptArgs } from './powershell.ts';
import { integerOf, parseRecords, textOf } from './record.ts';
import { readWritten } from './scoped-text.ts';

/**
 * Windows: Get-NetNeighbor, both families. A sample:
 *
 * [{"index":12,"address":"fe80::5eff:fe10:fe","mac":"02-00-5E-10-00-FE","state":5},
 *  {"index":12,"address":"192.0.2.9","mac":"00-00-00-00-00-00","state":0}]
 *
 * The router flag is not among what it tells.
 */
export function args(zone: Zone | undefined): string[] {
  if (zone !== undefined && !/^\d{1,9}$/.test(zone)) {
    throw new ToolError(
      'bad-input',
      `a zone is the index of an interface on Windows, not ${JSON.stringify(zone)}`,
    );
  }
  const only = zone === undefined ? '' : `-InterfaceIndex ${zone}`;
  return scriptArgs(`
    $found = @()
    try { $found = @(Get-NetNeighbor ${only}) }
    catch { if ($_.CategoryInfo.Category -ne 'ObjectNotFound') { throw } }
    $rows = @($found | ForEach-Object { [pscustomobject]@{
      index = Number-Of $_ 'InterfaceIndex'
      address = $_.IPAddress
      mac = $_.LinkLayerAddress
      state = Number-Of $_ 'State'
    } })
    ConvertTo-Json -InputObject $rows -Depth 3 -Compress
  `);
}

/** NL_NEIGHBOR_STATE of nldef.h, from 0. */
const states: readonly Neighbour['state'][] = [
  'failed',
  'incomplete',
  'probe',
  'delay',
  'stale',
  'reachable',
  'permanent',
];

/** Reads the output. Groups, broadcast and loopback are left out; entries that are not understood are counted. */
export function parse(text: string): NeighbourTable {
  const neighbours: Neighbour[] = [];
  let skipped = 0;
  for (const record of parseRecords(text, 'Get-NetNeighbor')) {
    const written = readWritten(textOf(record, 'address') ?? '');
    const index = integerOf(record, 'index');
    const zone = attempt(() => parseZone(String(index ?? '')));
    if (written === undefined || zone === undefined) {
      skipped++;
      continue;
    }
    const { address } = written;
    const state = states[integerOf(record, 'state') ?? -1] ?? 'unknown';
    const unresolved = state === 'failed' || state === 'incomplete';
    const found = linkLayer(textOf(record, 'mac'));
    // Zeros stand for "no MAC" where nobody answered, which is worth knowing; elsewhere for links that have none.
    if (!isHost(address) || (found === undefined && !unresolved)) continue;
    const mac = found ?? null;
    neighbours.push({ address, zone, mac, state, router: false, confirmedSecondsAgo: null, deleted: false });
  }
  return { neighbours, skipped };
}

/** The neighbours of one interface, or of all. @throws ToolError */
export async function read(zone: Zone | undefined, signal?: AbortSignal): Promise<NeighbourTable> {
  return parse(await runScript(args(zone), signal));
}
