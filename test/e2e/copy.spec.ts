import type { Page } from '@playwright/test';
import { discover, expect, noLab, test } from './fixture.ts';

test.skip(noLab !== null, `skipped: ${noLab}`);

/** Pastes into the search box, which needs no permission, and gives what came. */
async function pasted(page: Page): Promise<string> {
  const box = page.getByRole('combobox', { name: 'Search' });
  await box.fill('');
  await box.focus();
  await page.keyboard.press('Control+V');
  const text = await box.inputValue();
  await box.fill('');
  await page.keyboard.press('Escape');
  return text;
}

const forms = {
  'Copy address': () => 'fe80::1',
  'Copy address with zone': (zone: string) => `fe80::1%${zone}`,
  'Copy for ping': (zone: string) => `ping -6 -c 4 fe80::1%${zone}`,
  'Copy for ssh': (zone: string) => `ssh fe80::1%${zone}`,
  'Copy for curl': (zone: string) => `curl -g -6 'http://[fe80::1%25${zone}]/'`,
};

test('each program gets the zone in the form that it takes, and ping takes it', async ({
  lab,
  serve,
  open,
}) => {
  const page = await open(await serve());
  await discover(page);
  for (const zone of ['eth0', 'eth1']) {
    const address = page.getByRole('button', { name: `Copy fe80::1%${zone}` });
    for (const [name, form] of Object.entries(forms)) {
      await address.click({ button: 'right' });
      await page
        .getByRole('menuitem', { name: new RegExp(`^${name} ?[^ w]`) })
        .first()
        .click();
      expect(await pasted(page), name).toBe(form(zone));
    }
    const [command = '', ...args] = forms['Copy for ping'](zone).replace('-c 4', '-c 1').split(' ');
    const answer = await lab.exec(lab.scanner, [command, ...args]);
    expect(answer.code, answer.stderr).toBe(0);
  }
});
