import { expect, it } from 'vitest';
import { read } from './read.ts';

const file = (text: string) => [{ name: 'config.boot', text }];

const braces = `interfaces {
    ethernet eth0 {
        address 31.25.96.130/30
        mtu 1500
    }
    ethernet eth5 {
        mtu 9000
        vif 300 {
            address 192.168.0.1/24
            description "The VXLANs"
            mtu 9000
        }
    }
    vxlan vxlan1000 {
        address 2001:db8:1000::1/64
        group 239.0.3.232
        ipv6 {
            router-advert {
                max-interval 600
                prefix 2001:db8:1000::/64 {
                    valid-lifetime 2592000
                }
            }
        }
        link eth5.300
        mtu 1500
        vni 1000
    }
}
// vyos-config-version: "x"
`;
const values = {
  target: '1.1',
  underlay: {
    interface: 'eth5',
    vlan: 300,
    mtu: 9000,
    address: '192.168.0.1/24',
    description: 'The VXLANs',
    family: '4',
  },
  vxlans: [
    {
      vni: 1000,
      group: '239.0.3.232',
      mtu: 1500,
      addresses: ['2001:db8:1000::1/64'],
      advertisements: { maxInterval: 600, validLifetime: 2_592_000 },
    },
  ],
};

it('reads a configuration with braces, and the interface of the VXLANs wherever it stands', () => {
  const found = read(file(braces));
  expect(found.values).toEqual(values);
  expect(found.left.map(({ line, kind, text }) => [line, kind, text])).toEqual([
    [3, 'unknown', 'set interfaces ethernet eth0 address 31.25.96.130/30'],
    [4, 'unknown', 'set interfaces ethernet eth0 mtu 1500'],
    [30, 'comment', '// vyos-config-version: "x"'],
  ]);
});

it('reads the same from set commands', () => {
  const text = `set interfaces ethernet eth0 address '31.25.96.130/30'
set interfaces ethernet eth5 vif 300 address '192.168.0.1/24'
set interfaces ethernet eth5 vif 300 description 'The VXLANs'
set interfaces ethernet eth5 mtu '9000'
set interfaces vxlan vxlan1000 address '2001:db8:1000::1/64'
set interfaces vxlan vxlan1000 group '239.0.3.232'
set interfaces vxlan vxlan1000 link 'eth5.300'
set interfaces vxlan vxlan1000 mtu '1500'
set interfaces vxlan vxlan1000 vni '1000'
set interfaces vxlan vxlan1000 ipv6 router-advert max-interval '600'
set interfaces vxlan vxlan1000 ipv6 router-advert prefix 2001:db8:1000::/64 valid-lifetime '2592000'
`;
  expect(read(file(text))).toMatchObject({ values, left: [{ line: 1 }] });
});

it.each([
  ['interfaces {\n    vxlan vxlan1 {\n', 'config.boot, line 2: this "{" is never closed'],
  ['}\ninterfaces {\n}\n', 'config.boot, line 1: this "}" closes nothing'],
  ['interfaces {\n}\n', 'it is no VXLAN of VyOS'],
  ['a {\n'.repeat(60), 'nested more than 50 deep'],
])('refuses %j', (text, message) => {
  expect(() => read(file(text))).toThrow(message);
});
