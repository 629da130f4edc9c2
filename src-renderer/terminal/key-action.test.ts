import { expect, it } from 'vitest';
import { keyAction } from './key-action.ts';

const none = { code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
const ctrl = { ...none, ctrlKey: true };
const ctrlShift = { ...ctrl, shiftKey: true };
const shift = { ...none, shiftKey: true };

it.each([
  [{ ...ctrlShift, key: 'C', code: 'KeyC' }, 'copy'],
  [{ ...ctrlShift, key: 'V', code: 'KeyV' }, 'paste'],
  [{ ...ctrlShift, key: 'F', code: 'KeyF' }, 'search'],
  [{ ...ctrl, key: 'F6' }, 'leave'],
  [{ ...ctrl, key: '=' }, 'larger'],
  [{ ...ctrl, key: '-' }, 'smaller'],
  [{ ...ctrl, key: '0' }, 'usual'],
  [{ ...shift, key: 'Home' }, 'top'],
  [{ ...shift, key: 'End' }, 'bottom'],
  [{ ...none, metaKey: true, key: 'c' }, 'copy'],
  [{ ...none, metaKey: true, key: 'v' }, 'paste'],
  // The session's own.
  [{ ...ctrl, key: 'c', code: 'KeyC' }, undefined],
  [{ ...ctrl, key: 'k', code: 'KeyK' }, undefined],
  [{ ...none, key: 'Home' }, undefined],
  [{ ...none, altKey: true, shiftKey: true, key: 'Home' }, undefined],
  [{ ...none, key: 'F6' }, undefined],
])('%j is %s', (event, action) => {
  expect(keyAction(event)).toBe(action);
});
