import type { PortItem, PortOptions, PortSummary } from '../../src-core/api/ports.ts';
import { api } from '../app/api.ts';
import { ProbeSession } from '../probe/probe-session.ts';

/** The port scan of this page; it goes on while another page is looked at. */
export const portsSession = new ProbeSession<
  Partial<PortOptions> & Pick<PortOptions, 'targets'>,
  PortItem,
  PortSummary
>(api.ports);
