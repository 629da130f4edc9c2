import { isAbsolute } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dataDirectory } from './paths.ts';

describe('where data is kept', () => {
  test.each([
    ['linux', {}, '/home/a/.local/share/linkscope'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/linkscope'],
    // The specification says that a relative path is to be ignored.
    ['linux', { XDG_DATA_HOME: 'data' }, '/home/a/.local/share/linkscope'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/a/.local/share/linkscope'],
    ['freebsd', {}, '/home/a/.local/share/linkscope'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/a/Library/Application Support/Linkscope'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/Linkscope'],
    ['win32', {}, '/home/a/AppData/Roaming/Linkscope'],
  ])('%s with %j: %s', (platform, environment, expected) => {
    expect(dataDirectory(undefined, { platform, environment, home: '/home/a' })).toBe(expected);
  });

  test('an override is taken, made absolute', () => {
    expect(dataDirectory('/srv/scope')).toBe('/srv/scope');
    expect(isAbsolute(dataDirectory('here'))).toBe(true);
    expect(dataDirectory('')).toBe(dataDirectory());
  });
});
