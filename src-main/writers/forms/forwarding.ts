import type { Command } from '../written.ts';

const place = '/etc/sysctl.d/60-forwarding.conf';

/** What makes a host of Linux a router, now and after every start (sysctl.d(5)). */
export const forward: Command = {
  text: `echo 'net.ipv6.conf.all.forwarding = 1' > ${place} && sysctl -p ${place}`,
  about:
    'A router forwards, also after the next start. An interface that has its own address or default route from router advertisements then needs accept_ra = 2.',
};

/** Takes it back. */
export const forwardNoMore: Command = {
  text: `rm ${place} && sysctl -w net.ipv6.conf.all.forwarding=0`,
  about: 'Forwards no more; leave it out where it forwarded before.',
};
