import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { menuTemplate } from './menu.ts';

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  const shown: string[] = [];
  const template = menuTemplate(platform, { show: (route) => shown.push(route), developing: false });
  const items = flat(template);

  test('Discover and Devices show their pages', () => {
    for (const label of ['Discover', 'Devices']) {
      const item = items.find((candidate) => candidate.label === label);
      Reflect.apply(item?.click ?? (() => undefined), undefined, []);
    }
    expect(shown).toEqual(['/discover', '/devices']);
  });

  test('there is a way to copy, to zoom, to quit and to learn the version', () => {
    const roles = new Set(items.map(({ role }) => role));
    const mac = platform === 'darwin';
    const wanted = ['editMenu', 'zoomIn', 'zoomOut', 'resetZoom', ...(mac ? ['appMenu'] : ['quit', 'about'])];
    expect(wanted.filter((role) => ![...roles].some((given) => given === role))).toEqual([]);
  });

  test('the developer tools are only there while developing', () => {
    const developing = flat(menuTemplate(platform, { show: () => undefined, developing: true }));
    const has = (list: readonly MenuItemConstructorOptions[]) =>
      list.some(({ role }) => role === 'toggleDevTools');
    expect([has(items), has(developing)]).toEqual([false, true]);
  });
});
