import { lengthOf } from '../../../src-core/net/prefix.ts';
import { fixed } from '../lines.ts';
import { shellQuote } from '../syntax/shell-quote.ts';
import type { WrittenLine } from '../written.ts';
import { ip6tablesRules, nftRules } from './rules.ts';
import type { Nptv6Values } from './schema.ts';

/** The script that dhcpcd runs (dhcpcd-run-hooks(8)): it maps the internal prefix onto the delegated one. */
export function script(values: Nptv6Values): WrittenLine[] {
  const nft = values.target === 'nft';
  const rules = nft ? nftRules(values, '${external}') : ip6tablesRules(values, '${external}');
  return [
    ...fixed(`#!/bin/sh
# Maps the internal prefix onto the prefix that is delegated to this host. dhcpcd runs it with the prefix in its
# environment; by hand: "nptv6 restore" puts the rules of the last prefix back, "nptv6 remove" takes them away.
set -eu`),
    { text: `external_interface=${shellQuote(values.externalInterface)}`, from: ['externalInterface'] },
    { text: `prefix_length=${lengthOf(values.internalPrefix)}`, from: ['internalPrefix'] },
    ...fixed(`state=/run/nptv6/prefix

apply() {
	external=$1
	${nft ? 'nft -f - <<RULES' : 'ip6tables-restore --wait --noflush <<RULES'}`),
    ...rules,
    ...fixed('RULES'),
    ...fixed(nft ? '}' : jumps),
    ...fixed(nft ? nftState : ip6tablesState),
    ...fixed(rest),
  ];
}

const jumps = `	# The chains are called once, however often this runs.
	ip6tables --wait -t nat -C PREROUTING -j nptv6-pre 2>/dev/null ||
		ip6tables --wait -t nat -A PREROUTING -j nptv6-pre
	ip6tables --wait -t nat -C POSTROUTING -j nptv6-post 2>/dev/null ||
		ip6tables --wait -t nat -A POSTROUTING -j nptv6-post
}`;

const nftState = `
is_active() {
	nft list table ip6 nptv6 >/dev/null 2>&1
}

remove() {
	if is_active; then nft delete table ip6 nptv6; fi
	rm -f "$state"
}
`;

const ip6tablesState = `
is_active() {
	ip6tables --wait -t nat -C POSTROUTING -j nptv6-post 2>/dev/null
}

remove() {
	if is_active; then
		ip6tables --wait -t nat -D PREROUTING -j nptv6-pre
		ip6tables --wait -t nat -D POSTROUTING -j nptv6-post
		ip6tables --wait -t nat -F nptv6-pre
		ip6tables --wait -t nat -F nptv6-post
		ip6tables --wait -t nat -X nptv6-pre
		ip6tables --wait -t nat -X nptv6-post
	fi
	rm -f "$state"
}
`;

const rest = `case \${1:-} in
restore)
	if [ -s "$state" ]; then apply "$(cat "$state")"; fi
	exit 0
	;;
remove)
	remove
	exit 0
	;;
'') ;;
*)
	echo "usage: nptv6 [restore|remove]" >&2
	exit 2
	;;
esac

# Other interfaces, and events without a prefix: nothing to do. The rules stay when a prefix ends, for the next one
# replaces them, and without one there is no way out anyway.
[ "\${interface:-}" = "$external_interface" ] || exit 0
prefix=\${new_dhcp6_ia_pd1_prefix1:-}
length=\${new_dhcp6_ia_pd1_prefix1_length:-}
[ -n "$prefix" ] || exit 0
case $prefix in
*[!0-9A-Fa-f:]*)
	echo "nptv6: not a prefix: $prefix" >&2
	exit 1
	;;
esac
if [ "$length" != "$prefix_length" ]; then
	echo "nptv6: the delegated prefix is a /$length, but the internal one is a /$prefix_length" >&2
	exit 1
fi
new="$prefix/$length"
if [ -f "$state" ] && [ "$(cat "$state")" = "$new" ] && is_active; then exit 0; fi
apply "$new"
mkdir -p "\${state%/*}"
printf '%s\\n' "$new" >"$state.new"
mv "$state.new" "$state"`;
