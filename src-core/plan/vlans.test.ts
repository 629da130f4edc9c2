import { expect, test } from 'vitest';
import { formatPlan, parsePlan } from './file.ts';
import { emptyPlan, type Plan } from './tree.ts';
import { addVlan, editVlan, removeVlan } from './vlans.ts';

const of = (plan: Plan) =>
  plan.vlans.map(({ vid, site, name }) => `${site} ${vid}${name === '' ? '' : ` ${name}`}`);
const three = [
  { vid: 20, site: 'north', name: 'voice' },
  { vid: 10, site: 'south' },
  { vid: 10, site: 'north', name: 'office' },
].reduce(addVlan, emptyPlan('x'));

test('adds in the order of site and number, whatever came first', () => {
  expect(of(three)).toEqual(['north 10 office', 'north 20 voice', 'south 10']);
  expect(formatPlan(parsePlan(formatPlan(three)))).toBe(formatPlan(three));
});

test('changes and removes', () => {
  expect(of(editVlan(three, { vid: 10, site: 'north' }, { name: 'desks' }))).toEqual([
    'north 10 desks',
    'north 20 voice',
    'south 10',
  ]);
  expect(of(editVlan(three, { vid: 10, site: 'north' }, { vid: 30 }))).toEqual([
    'north 20 voice',
    'north 30 office',
    'south 10',
  ]);
  expect(of(removeVlan(three, { vid: 20, site: 'north' }))).toEqual(['north 10 office', 'south 10']);
});

test('refuses a number that a site has twice, that cannot be, or that is not there', () => {
  expect(() => addVlan(three, { vid: 10, site: 'north' })).toThrow(
    /VLAN 10 at "north" is there already: "office"/,
  );
  expect(() => editVlan(three, { vid: 10, site: 'south' }, { site: 'north' })).toThrow(/at "north" is there/);
  expect(() => addVlan(three, { vid: 4095, site: '' })).toThrow(/not a VLAN: vid/);
  expect(() => addVlan(three, { vid: 1.5, site: '' })).toThrow(/not a VLAN: vid/);
  expect(() => addVlan(three, { vid: 1, site: '', name: 'two\nlines' })).toThrow(/not a VLAN: name/);
  expect(() => removeVlan(three, { vid: 99, site: '' })).toThrow(/no VLAN 99 without a site/);
  expect(() => editVlan(three, { vid: 99, site: 'x' }, {})).toThrow(/no VLAN 99 at "x"/);
});
