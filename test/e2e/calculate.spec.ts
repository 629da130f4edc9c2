import type { Page } from '@playwright/test';
import { expect, goTo, noLab, test } from './offline.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

interface Pasted {
  readonly text: string;
  /** What the page says that it is. */
  readonly title: string;
  /** One thing that follows from it, as its button is called. */
  readonly fact: string;
}

const pasted: readonly Pasted[] = [
  {
    text: 'fe80::211:22ff:fe33:4455%eth0',
    title: 'fe80::211:22ff:fe33:4455%eth0, an IPv6 address',
    fact: 'Solicited-node address: ff02::1:ff33:4455, copy',
  },
  { text: '192.0.2.33', title: '192.0.2.33, an IPv4 address', fact: 'Integer: 3221226017, copy' },
  {
    text: '2001:db8:12:3400::/56',
    title: '2001:db8:12:3400::/56, an IPv6 prefix',
    fact: 'Zone: 4.3.2.1.0.0.8.b.d.0.1.0.0.2.ip6.arpa, copy',
  },
  {
    text: '192.0.2.64/27',
    title: '192.0.2.64/27, an IPv4 prefix',
    fact: 'Netmask: 255.255.255.224, copy',
  },
  {
    text: '2001:db8::1/64',
    title: 'an IPv6 address in 2001:db8::/64',
    fact: 'Host bits: set: 2001:db8::1 is an address in 2001:db8::/64, copy',
  },
  {
    text: '192.0.2.5-192.0.2.77',
    title: 'an IPv4 range',
    fact: 'Smallest prefix around it: 192.0.2.0/25, copy',
  },
  {
    text: '0011.2233.4455',
    title: 'a MAC address',
    fact: 'Link-local address: fe80::211:22ff:fe33:4455, copy',
  },
  {
    text: '00:03:00:01:02:00:5e:10:00:01',
    title: 'a DHCP unique identifier',
    fact: 'MAC: 02:00:5e:10:00:01, copy',
  },
  { text: '0xc0000201', title: 'a number', fact: 'IPv4: 192.0.2.1, copy' },
  {
    text: '8.b.d.0.1.0.0.2.ip6.arpa',
    title: 'the name in reverse DNS of 2001:db8::/32',
    fact: 'Prefix: 2001:db8::/32, copy',
  },
  { text: 'vni 1000', title: 'a VXLAN network identifier', fact: 'Group in ff05::/16: ff05::3e8, copy' },
  { text: 'mtu 1500', title: 'in octets', fact: 'PPPoE: 1492 (1500 - 8), copy' },
];

/** Puts a text on the clipboard and presses Ctrl+V in what has the focus. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
}

async function expectAnswer(page: Page, { title, fact }: Pasted): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: title })).toBeVisible();
  await expect(page.getByRole('button', { name: fact, exact: true }).first()).toBeVisible();
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('each kind of thing can be pasted into Calculate', async ({ serve, open }) => {
  const page = await open(await serve());
  await goTo(page, 'Calculate');
  for (const each of pasted) {
    await page.getByRole('textbox', { name: /^Address, prefix, range/ }).focus();
    await paste(page, each.text);
    await expectAnswer(page, each);
  }
});

test('each kind of thing can be pasted into the box on top, which leads to the same', async ({
  serve,
  open,
}) => {
  const page = await open(await serve());
  for (const each of pasted) {
    await page.keyboard.press('Control+k');
    await paste(page, each.text);
    await page.getByRole('option', { name: `Calculate ${each.text}`, exact: true }).click();
    await expectAnswer(page, each);
  }
});
