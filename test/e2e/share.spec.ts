import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { expect, noLab, test } from './fixture.ts';
import { faultsOf } from '../support/axe.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

/** Makes a folder to share with a file of 1,000 octets, and a secret beside it. */
function makeFolder(lab: Lab, name: string): string {
  const folder = join(lab.userDirectory, name);
  mkdirSync(join(folder, 'images'), { recursive: true });
  writeFileSync(join(folder, 'images', 'boot.efi'), Buffer.alloc(1_000, 'x'));
  writeFileSync(join(folder, 'ten.txt'), '0123456789');
  writeFileSync(join(lab.userDirectory, 'secret.txt'), 'secret');
  symlinkSync('../secret.txt', join(folder, 'out'));
  return folder;
}

/** A computer on the link, as a client; its address stands in the access log. */
function clientOf(lab: Lab) {
  const host = lab.hosts.find(
    ({ link, role, firewalled, ipv4 }) => link === 'eth0' && role === 'host' && !firewalled && ipv4 !== null,
  );
  const address = host?.addresses.find((each) => each.address.startsWith('fe80:'))?.address;
  if (host === undefined || address === undefined) throw new Error('the lab has no such host');
  return {
    address,
    /** Runs curl; `-w` adds the status to what it prints. */
    curl: async (...args: string[]) => {
      const line = ['curl', '-s', '-g', '--max-time', '5', '-w', ' %{http_code}', ...args];
      const { code, stdout } = await lab.exec(host.namespace, line);
      return code === 0 ? stdout : `curl ended with ${code}`;
    },
    /** Runs a line as a person pastes it into a shell. */
    paste: async (line: string) => (await lab.exec(host.namespace, ['sh', '-c', line])).stdout,
  };
}

test('a folder is taken by real clients in every form that the page tells, and each request is in its log', async ({
  lab,
  serve,
  open,
}) => {
  const folder = makeFolder(lab, 'shared');
  const client = clientOf(lab);
  const page = await open(await serve());
  await page.goto(`${new URL(page.url()).origin}/#/probe/share`);
  await page.getByLabel('Folder on the computer').fill(folder);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const addresses = page
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: 'eth0', exact: true }) });
  await expect(addresses.first()).toBeVisible();
  const texts = await addresses.locator('td:first-child').allTextContents();
  const forms = (start: string) => texts.filter((text) => text.startsWith(start));
  const [scoped, pasted, ipv4] = [forms('http://[fe80:'), forms('curl '), forms('http://1')];
  const global = forms('http://[').filter((text) => !text.startsWith('http://[fe80:'));
  expect([scoped.length, pasted.length, ipv4.length, global.length > 0]).toEqual([1, 1, 1, true]);
  for (const url of [...scoped, ...ipv4, ...global]) {
    // Right after a network is made, the first packets to a neighbour may be lost.
    await expect
      .poll(() => client.curl(`${url}ten.txt`), { message: url, timeout: 10_000 })
      .toBe('0123456789 200');
  }
  expect(await client.paste(pasted[0] ?? '')).toContain('images/');

  const base = scoped[0] ?? '';
  expect(await client.curl('-r', '2-4', `${base}ten.txt`)).toBe('234 206');
  expect(await client.curl('-r', '20-', `${base}ten.txt`)).toContain('416');
  expect(await client.curl('--path-as-is', `${base}../secret.txt`)).toContain(' 400');
  expect(await client.curl(`${base}%2e%2e/secret.txt`)).toContain(' 400');
  expect(await client.curl(`${base}out`)).toContain(' 403');
  expect(await client.curl('-T', '/etc/hostname', `${base}new.txt`)).toContain(' 405');
  expect(await client.curl('-o', '/dev/null', `${base}images/boot.efi`)).toContain('200');

  const log = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Client' }) });
  const row = (request: string) => log.getByRole('row').filter({ hasText: request });
  await expect(row('GET /images/boot.efi')).toContainText('1,000');
  await expect(row('GET /images/boot.efi')).toContainText(`${client.address}%eth0`);
  await expect(row('GET /images/boot.efi')).toContainText('curl/');
  await expect(row('GET /../secret.txt')).toContainText('400');
  await expect(row('GET /out')).toContainText('403');
  await expect(row('PUT /new.txt')).toContainText('405');
  await expect(log.getByRole('row').filter({ hasText: '206' })).toHaveCount(1);

  await page.getByRole('button', { name: 'Stop sharing' }).click();
  await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
  expect(await client.curl(`${base}ten.txt`)).toBe('curl ended with 7');
});

test('a folder is shared on one address alone, and no longer than the window is open', async ({
  lab,
  serve,
  open,
}) => {
  const folder = makeFolder(lab, 'shared-on-one');
  const client = clientOf(lab);
  const page = await open(await serve());
  await page.goto(`${new URL(page.url()).origin}/#/probe/share`);
  await page.getByLabel('Folder on the computer').fill(folder);
  await page.getByRole('combobox', { name: 'Open to' }).click();
  await page.getByRole('option', { name: /^fe80:.*%eth0/ }).click();
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  const url = page.getByRole('row').getByText(/^http:\/\/\[fe80:[^\]]*%25eth0\]:\d+\/$/);
  await expect(url).toHaveCount(1);
  const base = (await url.textContent()) ?? '';
  await expect(page.getByRole('row').getByText(/^http:\/\/\d/)).toHaveCount(0);
  expect(await client.curl(`${base}ten.txt`)).toBe('0123456789 200');
  // Another page of the same window ends nothing.
  await page.getByRole('link', { name: 'Devices', exact: true }).click();
  await page.waitForTimeout(3_000);
  expect(await client.curl(`${base}ten.txt`)).toBe('0123456789 200');
  await page.close();
  await expect.poll(() => client.curl(`${base}ten.txt`)).toBe('curl ended with 7');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing on the page of a shared folder', async ({ lab, serve, open }) => {
      const folder = makeFolder(lab, `shared-${colorScheme}`);
      const page = await open(await serve());
      const faults = () => faultsOf(page);
      await page.goto(`${new URL(page.url()).origin}/#/probe/share`);
      await page.getByLabel('Folder on the computer').fill(folder);
      const found = [await faults()];
      await page.getByRole('button', { name: 'Share', exact: true }).click();
      const base = await page
        .getByRole('row')
        .getByText(/^http:\/\/\[fe80:.*%25eth0\]/)
        .textContent();
      await clientOf(lab).curl(`${base}ten.txt`);
      await expect(page.getByRole('row').filter({ hasText: 'GET /ten.txt' })).toBeVisible();
      found.push(await faults());
      await page.getByRole('button', { name: 'Stop sharing' }).click();
      await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeVisible();
      found.push(await faults());
      expect(found).toEqual([[], [], []]);
    });
  });
}
