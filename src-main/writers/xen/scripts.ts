import { fixed } from '../lines.ts';
import type { WrittenFile } from '../written.ts';

/**
 * The document's script anew: names are compared as they are (a dot is no pattern), every value is quoted, and it may be
 * called again.
 */
export const addressScript: WrittenFile = {
  path: 'etc/xen/scripts/vif-route-ipv6',
  language: 'shell',
  about: 'Gives the interface to a DomU the IPv6 address that ipv6.cfg has for it.',
  executable: true,
  lines: fixed(`#!/bin/sh
# vif-route-ipv6 online|offline
# From the environment: vif, the interface to the DomU; XENBUS_PATH, its place in the XenStore.
set -eu

command=\${1:-}
interface=\${vif:?the interface to the DomU}
config=\${XEN_IPV6_CONFIG:-/etc/xen/ipv6.cfg}
domain=$(xenstore-read "$XENBUS_PATH/domain")

address=
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
        "ipv6_gateway_addr[$domain]="*) address=\${line#*=} ;;
    esac
done <"$config"
# A DomU that has no line there has no IPv6.
[ -n "$address" ] || exit 0

case $command in
    online)
        ip -6 addr replace "$address" dev "$interface"
        ;;
    offline)
        # The interface may be gone already, and its address with it.
        ip -6 addr del "$address" dev "$interface" 2>/dev/null || true
        ;;
    *)
        echo "usage: $0 online|offline" >&2
        exit 2
        ;;
esac`),
};

/** Stands in for vif-route, so that the file of the Xen package stays as it is. */
export const routeScript: WrittenFile = {
  path: 'etc/xen/scripts/vif-route-dual',
  language: 'shell',
  about: 'Calls vif-route for IPv4 and then vif-route-ipv6.',
  executable: true,
  lines: fixed(`#!/bin/sh
# vif-route-dual online|offline|add|remove [type_if=...]: vif-route of the Xen package, then IPv6.
set -eu

scripts=$(dirname "$0")
"$scripts/vif-route" "$@"
case \${1:-} in
    # Not the emulated interface (type_if=tap), which has no address.
    online | offline) "$scripts/vif-route-ipv6" "$1" ;;
esac`),
};

export const forwarding: WrittenFile = {
  path: 'etc/sysctl.d/60-xen-ipv6.conf',
  language: 'ini',
  about: 'Dom0 routes between its DomUs and the network.',
  lines: fixed('net.ipv6.conf.all.forwarding = 1'),
};
