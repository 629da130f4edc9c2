import { expect, test } from 'vitest';
import { parsePrefix } from '../net/prefix.ts';
import { addNode, editNodes, moveNode, removeNode } from './edit.ts';
import { formatPlan, parsePlan } from './file.ts';
import { beginHistory, record, redo, undo } from './history.ts';
import { emptyPlan, nodeAt, nodeCount } from './tree.ts';

const text = `{"format":"linkscope-plan","version":1,"name":"Office","nodes":[
{"id":"all","ipv6":"2001:db8::/32","ipv4":"10.0.0.0/8","name":"Everything"},
{"id":"site","parent":"all","ipv6":"2001:db8:1::/48","name":"Site","role":"site","status":"used","growth6":44},
{"id":"lan","parent":"site","ipv6":"2001:db8:1::/64","ipv4":"10.1.0.0/24","name":"LAN","role":"lan","vlan":12,"gateways":["2001:db8:1::1","10.1.0.1"],"tags":["a","b"],"notes":"two\\nlines"},
{"id":"old","parent":"all","ipv4":"10.2.0.0/16"}
]}
`;

test('reads a file and writes the same bytes, one line a node, in the order of addresses', () => {
  expect(formatPlan(parsePlan(text))).toBe(text);
  const [head, ...rest] = text.split('\n');
  const [all, site, lan, old] = rest.map((line) => line.replace(/,$/, ''));
  const shuffled = `${head}\n${[old, lan, all, site].join(',\n')}\n]}`;
  expect(formatPlan(parsePlan(shuffled))).toBe(text);
});

test('refuses a file that is none, and says where', () => {
  const wrap = (nodes: string, version = 1) =>
    `{"format":"linkscope-plan","version":${version},"name":"x","nodes":[${nodes}]}`;
  const rows: [file: string, message: RegExp][] = [
    ['', /not a plan file/],
    ['{}', /not a plan file: format/],
    [wrap('', 2), /reads version 1/],
    [
      wrap('{"id":"a","ipv6":"2001:db8::/64"},{"id":"b","ipv6":"2001:db8::1/64"}'),
      /Node 2 .*ipv6: expected a prefix/,
    ],
    [wrap('{"id":"a","ipv6":"10.0.0.0/8"}'), /expected a prefix of IPv6/],
    [wrap('{"id":"a"}'), /has an IPv6 or an IPv4 prefix/],
    [wrap('{"id":"a","ipv6":"::/64","growth6":65}'), /no longer than/],
    [wrap('{"id":"a","ipv6":"::/64","surprise":1}'), /surprise/],
    [wrap('{"id":"a","ipv6":"::/64","name":"two\\nlines"}'), /name: expected one line/],
    [wrap('{"id":"a","ipv6":"::/64","vlan":4095}'), /vlan/],
    [wrap('{"id":"a","ipv6":"::/64"},{"id":"a","ipv6":"::/64"}'), /Two nodes have the id "a"/],
    [wrap('{"id":"a","parent":"b","ipv6":"::/64"}'), /under "b", which is not in the plan/],
    [wrap('{"id":"a","parent":"b","ipv6":"::/64"},{"id":"b","parent":"a","ipv6":"::/64"}'), /in a circle/],
  ];
  for (const [file, message] of rows) expect(() => parsePlan(file), file).toThrow(message);
});

test('every step can be undone and done again, to the byte', () => {
  const opened = parsePlan(text);
  const added = addNode(opened, { parent: 'site', ipv6: parsePrefix('2001:db8:1:2::/64') });
  const steps = [
    added.plan,
    editNodes(added.plan, ['lan', added.node.id], { status: 'retiring', site: 'north' }),
    moveNode(added.plan, 'lan', 'all'),
    removeNode(added.plan, 'site', 'keep'),
    removeNode(added.plan, 'site', 'remove'),
  ];
  const bytes = [opened, ...steps].map(formatPlan);
  let history = beginHistory(opened);
  steps.forEach((plan, index) => {
    history = record(history, `step ${index}`, plan);
  });
  for (let index = steps.length; index > 0; index--) {
    expect(formatPlan(history.plan)).toBe(bytes[index]);
    history = undo(history);
  }
  expect(formatPlan(history.plan)).toBe(text);
  expect(undo(history)).toEqual(history);
  for (let index = 1; index <= steps.length; index++) {
    history = redo(history);
    expect(formatPlan(history.plan)).toBe(bytes[index]);
  }
  expect(new Set(bytes).size).toBe(bytes.length);
});

test('removing keeps or takes what is below, and nothing goes under itself', () => {
  const plan = parsePlan(text);
  expect(nodeAt(removeNode(plan, 'site', 'keep'), 'lan')?.parent).toBe('all');
  expect(nodeCount(removeNode(plan, 'site', 'remove'))).toBe(2);
  expect(() => moveNode(plan, 'all', 'lan')).toThrow(/under itself/);
  expect(() => moveNode(plan, 'all', 'all')).toThrow(/under itself/);
  expect(() => editNodes(plan, ['site', 'nobody'], { site: 'x' })).toThrow(/no node with the id "nobody"/);
  expect(() => addNode(emptyPlan('x'), { name: 'nothing' })).toThrow(/IPv6 or an IPv4/);
});
