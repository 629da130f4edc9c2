import type { Host, HostChange, RunSummary, SourceProgress } from '../../src-core/api/discovery.ts';
import type { Zone } from '../../src-core/net/zone.ts';

/** A merged host with the keys by which the inventory knows it again. */
export interface RecordedHost {
  readonly host: Host;
  /**
   * What the device is known by, the surest first:
   * - `mac:<mac>` for manufacturers' MACs, the same device on every interface;
   * - `mac:<mac>@<zone>` for locally administered and virtual router MACs, which repeat on other links;
   * - `addr:<address>` for global and ULA addresses, `addr:<address>@<zone>` for all others, where no MAC is known.
   */
  readonly identity: string;
  /** Identities under which this run stored the same host before it knew better; they are joined to `identity`. */
  readonly formerIdentities: readonly string[];
}

export interface RecordedDevice {
  readonly hostId: string;
  readonly deviceId: number;
  readonly change: HostChange;
  readonly ownName: string | null;
  /** True where the device is gone since an earlier scan, and nothing of it has answered in this one. */
  readonly gone: boolean;
}

/** Where a run keeps what it finds; the inventory is one. All methods throw ToolError where it cannot be kept. */
export interface ScanRecorder {
  beginScan(scan: { readonly startedAt: number; readonly zones: readonly Zone[] }): Promise<number>;
  /** Stores hosts as they are now; called again with the same hosts when they have changed. */
  record(scanId: number, hosts: readonly RecordedHost[]): Promise<readonly RecordedDevice[]>;
  /** Closes the scan. `gone` is worked out for `done` only: a scan that did not end cannot tell absence. */
  endScan(
    scanId: number,
    end: {
      readonly state: 'done' | 'cancelled' | 'failed';
      readonly endedAt: number;
      readonly sources: readonly SourceProgress[];
    },
  ): Promise<Pick<RunSummary, 'new' | 'changed' | 'gone'>>;
}
