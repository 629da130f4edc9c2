import type { Locator, Page } from '@playwright/test';
import type { Lab } from '../lab/lab.ts';
import { startSshServer, type SshServer } from '../lab/ssh-server.ts';
import { discover, expect, noLab, test as base } from './fixture.ts';
import { commandsRunning, type Served } from './served.ts';
import { faultsOf } from '../support/axe.ts';

base.skip(noLab !== null, `skipped: ${noLab}`);

const test = base.extend<object, { ssh: SshServer }>({
  ssh: [
    async ({ lab }, use) => {
      const host = lab.hosts.find(
        ({ link, addresses }) => link === 'eth0' && addresses.some(({ address }) => address === 'fe80::1'),
      );
      if (host === undefined) throw new Error('the lab has no fe80::1');
      await use(await startSshServer(lab, host));
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** What the terminal shows, as a screen reader gets it: the same whatever it is drawn with. */
function screen(page: Page): Locator {
  return page.locator('.xterm-accessibility-tree');
}

/** The rows without what pads them. */
async function shown(page: Page): Promise<string> {
  const rows = await screen(page).locator('> div').allTextContents();
  return rows.map((row) => row.replaceAll('\u00A0', ' ').trimEnd()).join('\n');
}

async function see(page: Page, text: string | RegExp): Promise<void> {
  await expect.poll(() => shown(page), { timeout: 15_000 }).toMatch(text);
}

async function type(page: Page, line: string): Promise<void> {
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** Opens the page of the terminal for a target, in screen reader mode from the first letter on. */
async function formFor(page: Page, served: Served, search: string): Promise<void> {
  await page.evaluate(() =>
    localStorage.setItem('linkscope-terminal', '{"fontSize":13,"screenReader":true}'),
  );
  await page.goto(`${served.origin}/#/probe/terminal?${search}`);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Terminal', level: 1 })).toBeVisible();
}

/** Logs in as root of the host, which the person has never met. */
async function logIn(page: Page, ssh: SshServer): Promise<void> {
  await page.getByLabel('User', { exact: true }).fill('root');
  await page.keyboard.press('Enter');
  await see(page, /authenticity of host/);
  await see(page, ssh.fingerprint);
  await type(page, 'yes');
  await see(page, /[#$] ?$/m);
  await type(page, "PS1='lab> '; clear; echo in");
  await see(page, /in\nlab>/);
}

async function nothingRuns(lab: Lab): Promise<void> {
  await expect.poll(() => commandsRunning(lab).filter((name) => name === 'ssh')).toEqual([]);
}

const target = 'target=fe80::1%25eth0&mode=ssh';

test('from a found host to its shell: a command, another size, endless output, and nothing is left', async ({
  lab,
  ssh,
  serve,
  open,
}) => {
  test.setTimeout(120_000);
  const served = await serve(undefined, { SSH_AUTH_SOCK: ssh.agentSocket });
  const page = await open(served);
  await page.evaluate(() =>
    localStorage.setItem('linkscope-terminal', '{"fontSize":13,"screenReader":true}'),
  );
  await page.reload();
  await discover(page);
  await page.getByRole('button', { name: 'Copy fe80::1%eth0' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'SSH', exact: true }).click();
  await expect(page.getByLabel('Target')).toHaveValue('fe80::1%eth0');
  await logIn(page, ssh);
  await expect(page.getByRole('tab', { name: 'root@fe80::1%eth0' })).toBeVisible();
  await type(page, 'echo sum $((6 * 7)) $TERM');
  await see(page, /^sum 42 xterm-256color$/m);

  await type(page, 'clear; stty size');
  await see(page, /^\d+ \d+$/m);
  const before =
    /^(\d+) (\d+)$/m
      .exec(await shown(page))
      ?.slice(1)
      .map(Number) ?? [];
  await page.setViewportSize({ width: 1024, height: 600 });
  await expect
    .poll(async () => {
      await type(page, 'clear; stty size');
      await see(page, /^\d+ \d+\nlab>/m);
      const [rows = 0, columns = 0] =
        /^(\d+) (\d+)$/m
          .exec(await shown(page))
          ?.slice(1)
          .map(Number) ?? [];
      return rows < (before[0] ?? 0) && columns < (before[1] ?? 0);
    })
    .toBe(true);

  await type(page, 'yes endless');
  await see(page, /endless\nendless/);
  await page.keyboard.press('Control+C');
  await type(page, 'clear; echo stopped');
  await see(page, /stopped\nlab>/);

  expect(commandsRunning(lab)).toContain('ssh');
  await page.keyboard.press('Control+F6');
  await expect(page.getByRole('tab', { name: 'root@fe80::1%eth0' })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('tab')).toHaveCount(0);
  await nothingRuns(lab);
});

test('a reload finds the session with what it said; a closed page ends it', async ({
  lab,
  ssh,
  serve,
  open,
}) => {
  const served = await serve(undefined, { SSH_AUTH_SOCK: ssh.agentSocket });
  const page = await open(served);
  await formFor(page, served, target);
  await logIn(page, ssh);
  // A question to the terminal that stands in what is shown again is not answered again.
  await type(page, String.raw`clear; printf 'kept\033[c\n'; read -t 2 -s -d c x; echo waited`);
  await see(page, /kept\n+.*waited/);
  await page.reload();
  await see(page, /kept/);
  await type(page, 'echo still $((40 + 2))');
  await see(page, /^still 42$/m);
  expect(await shown(page)).not.toContain('1;2c');
  await page.close();
  await nothingRuns(lab);
});

test('the tabs are gone through, named and closed from the keyboard, and a reload finds them', async ({
  lab,
  ssh,
  serve,
  open,
}) => {
  const served = await serve(undefined, { SSH_AUTH_SOCK: ssh.agentSocket });
  const page = await open(served);
  await formFor(page, served, target);
  const tab = (name: string) => page.getByRole('tab', { name, exact: true });
  await page.getByLabel('User', { exact: true }).fill('root');
  await page.keyboard.press('Enter');
  await see(page, /authenticity of host/);
  await page.keyboard.press('Control+F6');
  await page.keyboard.press('End');
  await expect(tab('New')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Target')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(tab('root@fe80::1%eth0 (2)')).toHaveAttribute('aria-selected', 'true');
  await see(page, /authenticity of host/);
  await page.keyboard.press('Control+F6');
  for (const name of ['root@fe80::1%eth0', 'New', 'root@fe80::1%eth0 (2)']) {
    await page.keyboard.press('ArrowLeft');
    await expect(tab(name)).toBeFocused();
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
  }
  await page.keyboard.press('Home');
  await page.keyboard.press('F2');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('core router');
  await page.keyboard.press('Enter');
  await expect(tab('core router')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.xterm-helper-textarea')).toBeFocused();
  await page.reload();
  await expect(tab('core router')).toHaveAttribute('aria-selected', 'true');
  await tab('core router').focus();
  await page.keyboard.press('Delete');
  await expect(tab('root@fe80::1%eth0 (2)')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('tab')).toHaveCount(0);
  await nothingRuns(lab);
});

test('what the other side sends draws on its screen and changes nothing else', async ({
  ssh,
  serve,
  open,
}) => {
  const served = await serve(undefined, { SSH_AUTH_SOCK: ssh.agentSocket });
  const page = await open(served);
  await formFor(page, served, target);
  await logIn(page, ssh);
  const box = page.getByRole('combobox', { name: 'Search' });
  await page.getByRole('link', { name: 'Ping', exact: true }).click();
  await box.fill('mine');
  await box.selectText();
  await page.keyboard.press('Control+C');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Terminal', exact: true }).click();
  await page.locator('.xterm-helper-textarea').focus();
  const title = await page.title();
  await type(
    page,
    String.raw`clear; printf '\033]52;c;ZXZpbA==\a\033]0;<b>evil\342\200\256</b>\a\033[21t\033[8;5;5t\a'; echo done`,
  );
  await see(page, /done\nlab>/);
  await type(
    page,
    String.raw`clear; printf '\033]8;;javascript:alert(1)\ajs\033]8;;\a \033]8;;http://[fe80::9]/x\aweb\033]8;;\a\n'; echo again`,
  );
  await see(page, /again\nlab>/);
  expect(await page.title()).toBe(title);
  expect(await shown(page)).not.toContain('evil');
  await box.fill('');
  await box.focus();
  await page.keyboard.press('Control+V');
  await expect(box).toHaveValue('mine');
  await box.fill('');
  await page.keyboard.press('Escape');
  // A paste of several lines is a question first.
  await page.locator('.xterm-helper-textarea').focus();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'echo one\necho two');
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
  });
  const dialog = page.getByRole('dialog', { name: 'Paste 2 lines?' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await shown(page)).not.toContain('echo one');
});

test('a raw connection shows the banner, sends lines and says its end', async ({ ssh, serve, open }) => {
  const served = await serve(undefined, { SSH_AUTH_SOCK: ssh.agentSocket });
  const page = await open(served);
  await formFor(page, served, 'target=fe80::1%25eth0&mode=raw&port=22');
  await page.getByRole('button', { name: 'Connect' }).click();
  await see(page, /SSH-2\.0-OpenSSH/);
  await page.getByLabel('Line to send').fill('hello');
  await page.keyboard.press('Enter');
  await see(page, /^> hello/m);
  await expect(page.getByText('the host closed the connection')).toBeVisible();
  await page.getByRole('button', { name: 'Connect again' }).click();
  await expect(page.getByText('the host closed the connection')).toBeHidden();
  await expect.poll(() => shown(page)).toMatch(/^SSH-2\.0-OpenSSH\S+[^>]*$/);
  await expect(page.getByRole('tab', { name: '[fe80::1%eth0]:22', exact: true })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing on the page of the terminal', async ({ ssh, serve, open }) => {
      const served = await serve(undefined, { SSH_AUTH_SOCK: ssh.agentSocket });
      const page = await open(served);
      const faults = () => faultsOf(page);
      await formFor(page, served, target);
      const found = {
        form: await faults(),
        session: ['not looked'],
        search: ['not looked'],
        theme: ['not looked'],
        end: ['not looked'],
      };
      await logIn(page, ssh);
      found.session = await faults();
      await page.keyboard.press('Control+Shift+F');
      await page.getByLabel('Text to find').fill('lab');
      await expect(page.getByRole('search').getByRole('status')).toHaveText(/^\d+ of \d+$/);
      found.search = await faults();
      await page.keyboard.press('Escape');
      await page.getByLabel('Colours of the terminal').click();
      await page.getByRole('option', { name: 'Black' }).click();
      await expect(page.locator('.xterm').locator('..')).toHaveCSS('background-color', 'rgb(0, 0, 0)');
      found.theme = await faults();
      await page.locator('.xterm-helper-textarea').focus();
      await type(page, 'exit');
      await expect(page.getByText('ssh ended with status 0')).toBeVisible();
      found.end = await faults();
      expect(found).toEqual({ form: [], session: [], search: [], theme: [], end: [] });
    });
  });
}
