import type { Address } from '../../../src-core/net/address.ts';
import { Lines } from '../lines.ts';
import type { Command, WrittenFile } from '../written.ts';
import type { SixToFourValues } from './schema.ts';

type Nat = NonNullable<SixToFourValues['nat']>;

/** What a NAT gateway needs: IPv4 protocol 41 (RFC 4213 section 3) goes on to the host that ends the tunnel. */
export function gatewayFile(
  outside: Address,
  nat: Nat,
): { readonly file: WrittenFile; readonly apply: readonly Command[]; readonly undo: Command } {
  return nat.firewall === 'nft' ? nft(outside, nat) : iptables(outside, nat);
}

const about = 'On the NAT gateway: hands IPv6 in IPv4 on to the host of the tunnel.';

function nft(outside: Address, { host, accept }: Nat) {
  const lines = new Lines();
  lines.add('table ip sixtofour').add('delete table ip sixtofour').blank();
  lines.block('table ip sixtofour {', '}', () => {
    lines.block('chain prerouting {', '}', () => {
      lines.add('type nat hook prerouting priority dstnat; policy accept;');
      lines.add(`ip daddr ${outside} ip protocol 41 dnat to ${host}`, 'ipv4', 'nat.host');
    });
  });
  return {
    file: { path: 'gateway/etc/nftables.d/sixtofour.nft', language: 'braces', about, lines: lines.lines },
    apply: [
      { text: 'nft -f /etc/nftables.d/sixtofour.nft', about: 'On the gateway.' },
      // An accept of one table does not keep another from dropping (nft(8)): it must stand in the chain that drops.
      ...(accept
        ? [
            {
              text: `nft insert rule inet filter forward ip daddr ${host} ip protocol 41 accept`,
              about: 'On the gateway, with the names of its own table and chain that drop what is forwarded.',
            },
          ]
        : []),
    ],
    undo: { text: 'nft delete table ip sixtofour', about: 'On the gateway.' },
  } as const;
}

function iptables(outside: Address, { host, accept }: Nat) {
  const lines = new Lines();
  lines
    .add('*nat')
    .add(`-A PREROUTING -d ${outside}/32 -p 41 -j DNAT --to-destination ${host}`, 'ipv4', 'nat.host');
  lines.add('COMMIT');
  if (accept) {
    lines
      .add('*filter', 'nat.accept')
      .add(`-A FORWARD -d ${host}/32 -p 41 -j ACCEPT`, 'nat.host', 'nat.accept');
    lines.add('COMMIT', 'nat.accept');
  }
  return {
    file: { path: 'gateway/etc/iptables/sixtofour.v4', language: 'ini', about, lines: lines.lines },
    apply: [{ text: 'iptables-restore --noflush /etc/iptables/sixtofour.v4', about: 'On the gateway.' }],
    undo: {
      text: `iptables -t nat -D PREROUTING -d ${outside}/32 -p 41 -j DNAT --to-destination ${host}`,
      about: 'On the gateway.',
    },
  } as const;
}
