import { deviceQuery, type DeviceRow } from '../../src-core/api/devices.ts';
import { formatScoped, needsZone, type ScopedAddress } from '../../src-core/net/zone.ts';
import { api } from '../app/api.ts';

/** Devices that are looked at; more do not have one address. */
const most = 8;

/**
 * The devices that were found with an address. One with a zone is that of its link alone; a link-local one without a
 * zone may be any of them.
 */
export async function devicesWith(target: ScopedAddress): Promise<DeviceRow[]> {
  const text = formatScoped(needsZone(target.address) ? target : { address: target.address });
  // The search looks into notes as well.
  const { rows } = await api.devices.list(deviceQuery.parse({ text, limit: most }));
  const whole = await Promise.all(rows.map(({ id }) => api.devices.get({ id })));
  return whole.filter(({ allAddresses }) =>
    allAddresses.some(
      ({ address, zone }) =>
        address === target.address &&
        (!needsZone(address) || target.zone === undefined || zone === target.zone),
    ),
  );
}
