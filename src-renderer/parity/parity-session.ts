import type { ParityDevice, ParityOptions, ParitySummary } from '../../src-core/api/parity.ts';
import { api } from '../app/api.ts';
import { ProbeSession } from '../probe/probe-session.ts';

/** The comparison of this page; it goes on while another page is looked at. */
export const paritySession = new ProbeSession<
  Partial<ParityOptions> & Pick<ParityOptions, 'deviceIds'>,
  ParityDevice,
  ParitySummary
>(api.parity);
