import { useState, type Dispatch, type SetStateAction } from 'react';

const values = new Map<string, unknown>();

/**
 * State that is still there when the person comes back to a page of this window, as a filter or the place in a table.
 * @param check tells whether a kept value is one of this state
 */
export function useRemembered<T>(
  name: string,
  initial: T,
  check: (value: unknown) => value is T,
): [T, Dispatch<SetStateAction<T>>] {
  const kept = values.get(name);
  const [value, setValue] = useState(check(kept) ? kept : initial);
  if (value !== kept) values.set(name, value);
  return [value, setValue];
}
