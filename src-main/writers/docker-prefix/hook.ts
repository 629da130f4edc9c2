import { fixed } from '../lines.ts';
import { shellQuote } from '../syntax/shell-quote.ts';
import type { WrittenLine } from '../written.ts';
import type { DockerPrefixValues } from './schema.ts';

/**
 * The hook of dhclient-script(8), which reads it into its own shell: it must not exit, and must not change the shell's
 * options or names.
 */
export function hook({ interface: name, length, filter, discard }: DockerPrefixValues): WrittenLine[] {
  return [
    ...fixed(`# shellcheck shell=sh
# Gives Docker the first subnet of the delegated prefix, and restarts it when that has changed.
# dhclient-script(8) reads this file into its shell, with reason, interface, new_ip6_prefix and old_ip6_prefix set.

docker_ipv6_prefix() (
	set -eu`),
    { text: `	wanted_interface=${shellQuote(name)}`, from: ['interface'] },
    { text: `	subnet_length=${length}`, from: ['length'] },
    { text: `	more_options=${shellQuote(filter ? '' : '--ip6tables=false')}`, from: ['filter'] },
    ...fixed(`	file=/etc/docker/ipv6.env

	[ "\${interface:-}" = "$wanted_interface" ] || exit 0
	case \${reason:-} in
	BOUND6 | RENEW6 | REBIND6 | REBOOT6) ;;
	*) exit 0 ;;
	esac
	prefix=\${new_ip6_prefix:-}
	[ -n "$prefix" ] || exit 0
	network=\${prefix%/*}
	length=\${prefix##*/}
	case $network in
	*[!0-9A-Fa-f:]* | '')
		echo "docker-ipv6: not a prefix: $prefix" >&2
		exit 1
		;;
	esac
	case $length in
	*[!0-9]* | '' | ????*)
		echo "docker-ipv6: not a prefix: $prefix" >&2
		exit 1
		;;
	esac
	if [ "$length" -gt "$subnet_length" ]; then
		echo "docker-ipv6: $prefix has no room for a /$subnet_length" >&2
		exit 1
	fi
`),
    ...(discard ? discarded : []),
    ...fixed(`	# The first subnet begins where the prefix does.
	options="--ipv6 --fixed-cidr-v6=$network/$subnet_length\${more_options:+ $more_options}"
	line="DOCKER_IPV6_OPTIONS='$options'"
	if [ -f "$file" ] && [ "$(cat "$file")" = "$line" ]; then exit 0; fi
	mkdir -p "\${file%/*}"
	printf '%s\\n' "$line" >"$file.new"
	mv "$file.new" "$file"
	# Without waiting: dhclient goes on while Docker starts.
	systemctl --no-block restart docker.service
)

docker_ipv6_prefix`),
  ];
}

const discarded: WrittenLine[] = [
  '	old=${old_ip6_prefix:-}',
  '	if [ -n "$old" ] && [ "$old" != "$prefix" ]; then',
  '		ip -6 route del unreachable "$old" metric 2147483647 2>/dev/null || :',
  '	fi',
  '	ip -6 route replace unreachable "$prefix" metric 2147483647',
  '',
].map((text) => ({ text, from: text === '' ? [] : ['discard'] }));
