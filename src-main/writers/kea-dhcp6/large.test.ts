import { expect, it } from 'vitest';
import { previewOf } from '../preview.ts';
import { textOf } from '../lines.ts';
import kea from './index.ts';

const subnets = 1000;
const reservationsEach = 10;

/** A server of 1,000 subnets with 10 reservations each. */
function largeForm(): Record<string, unknown> {
  const octet = (value: number) => value.toString(16).padStart(2, '0');
  return {
    interfaces: [{ name: '*' }],
    subnets: Array.from({ length: subnets }, (_, index) => {
      const net = `2001:db8:${(index + 1).toString(16)}`;
      return {
        id: index + 1,
        prefix: `${net}::/64`,
        interface: `vlan${index + 1}`,
        dnsServers: [`${net}::53`],
        pools: [{ range: `${net}::1000-${net}::1fff` }],
        prefixPools: [{ prefix: `2001:db9:${(index + 1).toString(16)}::/48`, delegatedLength: 56 }],
        reservations: Array.from({ length: reservationsEach }, (__, number) => ({
          mac: `02:00:5e:${octet(index >> 8)}:${octet(index & 255)}:${octet(number)}`,
          hostname: `host-${index}-${number}`,
          addresses: [`${net}::${(number + 16).toString(16)}`],
        })),
      };
    }),
  };
}

it('writes a large form whole, each line tied to its fields', () => {
  const { files, problems, usable } = previewOf(kea, largeForm());
  expect(problems).toEqual([]);
  expect(usable).toBe(true);
  const [file] = files;
  const reservations = file?.lines.filter((line) => line.includes('"hw-address"')) ?? [];
  expect(reservations).toHaveLength(subnets * reservationsEach);
  const last = file?.from.findLast((fields) => fields.includes('subnets.999.reservations.9.mac'));
  expect(last?.split(' ')).toEqual([
    'subnets.999.reservations.9.mac',
    'subnets.999.reservations.9.hostname',
    'subnets.999.reservations.9.addresses.0',
  ]);
});

it('finds the one address that stands twice among ten thousand', () => {
  const form = largeForm();
  const values = kea.schema.parse(form);
  const [first] = values.subnets;
  const last = values.subnets.at(-1);
  const wrong = structuredClone(values);
  const reservation = wrong.subnets.at(-1)?.reservations.at(-1);
  if (first === undefined || last === undefined || reservation === undefined) throw new Error('no subnets');
  reservation.mac = last.reservations[0]?.mac;
  expect(kea.examine(wrong).map(({ path }) => path)).toEqual(['subnets.999.reservations.9.mac']);
  expect(textOf(kea.write(values).files[0]?.lines ?? []).split('\n').length).toBeGreaterThan(10_000);
});
