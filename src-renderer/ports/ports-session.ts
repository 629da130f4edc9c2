import type { PortItem, PortOptions, PortSummary } from '../../src-core/api/ports.ts';
import { api } from '../app/api.ts';
import { PortTable } from './port-table.ts';
import { ProbeSession } from '../probe/probe-session.ts';

/** What the port scan of this page has found. */
export const portTable = new PortTable();

/** The port scan of this page; it goes on while another page is looked at. */
export const portsSession = new ProbeSession<
  Partial<PortOptions> & Pick<PortOptions, 'targets'>,
  PortItem,
  PortSummary
>(api.ports, { take: portTable.add, begin: portTable.clear });
