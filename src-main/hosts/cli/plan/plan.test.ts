import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { json, provider, run, usePlanFile } from './plan.test-support.ts';

const at = usePlanFile();

test('show prints the tree, down to a level or under a node', async () => {
  expect(
    (await run('show', at.file)).out.split('\n').map((line) => line.replace(/(?<=\S) {2,}.*$/, '')),
  ).toEqual(['NAME', 'All', '  North', '    Staff', '']);
  const ids = async (...args: string[]) =>
    (await json('show', at.file, ...args)).map((node) => Object(node).id);
  expect([
    await ids('--depth', '2'),
    await ids('--under', 'North'),
    await ids('--under', '2001:db8::/40', '--depth', '1'),
  ]).toEqual([['top', 'north'], ['north', 'lan'], ['north']]);
});

test('search finds by address and by words, and says by its status that there is nothing', async () => {
  expect((await json('search', at.file, '2001:db8:0:1::5')).map((node) => Object(node).id)).toEqual([
    'top',
    'north',
    'lan',
  ]);
  expect((await json('search', at.file, 'vlan', '7')).map((node) => Object(node).id)).toEqual(['lan']);
  expect(await run('search', at.file, 'nowhere')).toEqual({ status: 1, out: '', err: '' });
});

test('space tells what is free, in numbers of any size', async () => {
  expect(await json('space', at.file, 'north', '--limit', '2')).toMatchObject([
    {
      prefix: '2001:db8::/40',
      used: String(2n ** 64n),
      lans: { total: '16777216', free: '16777215' },
      prefixCount: 24,
    },
  ]);
  expect((await run('space', at.file, 'top', '--family', '4')).out).toContain('Free             256\n');
});

test('check ends with a status of its own where a rule is broken', async () => {
  const { status, out, err } = await run('check', at.file);
  expect([status, out]).toEqual([
    6,
    'documentation-space: "All" (top): 2001:db8::/32 lies in 2001:db8::/32: Documentation (RFC 3849).\n' +
      'documentation-space: "All" (top): 192.0.2.0/24 lies in 192.0.2.0/24: Documentation (TEST-NET-1) (RFC 5737).\n',
  ]);
  expect(err).toContain('RFC 3849');
  writeFileSync(
    at.file,
    '{"format":"linkscope-plan","version":1,"name":"","nodes":[{"id":"a","ipv6":"2a00::/32"}]}',
  );
  expect(await run('check', at.file)).toEqual({ status: 0, out: 'No rule is broken.\n', err: '' });
});

test('allocate takes room for many, in the file and in what it prints', async () => {
  const made = await json(
    'allocate',
    at.file,
    '--under',
    'North',
    '--for',
    'customer',
    '--count',
    '2',
    '--name',
    'c-{n:3}',
    '--growth',
    '52',
    '--status',
    'reserved',
  );
  expect(made).toMatchObject([
    {
      id: 'n4',
      parent: 'north',
      ipv6: '2001:db8:0:1000::/56',
      growth6: 52,
      name: 'c-001',
      role: 'customer',
      status: 'reserved',
    },
    { id: 'n5', parent: 'north', ipv6: '2001:db8:0:2000::/56', growth6: 52, name: 'c-002' },
  ]);
  expect(at.text()).toBe(
    provider.replace(
      '}\n]}',
      '},\n{"id":"n4","parent":"north","ipv6":"2001:db8:0:1000::/56","name":"c-001","role":"customer","status":"reserved","growth6":52},\n' +
        '{"id":"n5","parent":"north","ipv6":"2001:db8:0:2000::/56","name":"c-002","role":"customer","status":"reserved","growth6":52}\n]}',
    ),
  );
});

test.each([
  [['--length', '48', '--strategy', 'sparse'], { ipv6: '2001:db8:80::/48', ipv4: null }],
  [['--hosts', '50', '--family', '4'], { ipv6: null, ipv4: '192.0.2.0/26' }],
  [
    ['--for', 'lan', '--family', 'both', '--hosts', '50'],
    { ipv6: '2001:db8:100::/64', ipv4: '192.0.2.0/26', role: 'lan' },
  ],
])('allocate %j shows where it would go, and leaves the file', async (args, expected) => {
  const under = expected.ipv6 === '2001:db8:80::/48' ? 'north' : 'top';
  const { out, err } = await run('allocate', at.file, '--under', under, ...args, '--dry-run', '--json');
  expect([JSON.parse(out), err, at.text()]).toEqual([
    expect.objectContaining(expected),
    'Nothing was written: this was --dry-run.\n',
    provider,
  ]);
});

test('nodes are added, edited, resized, moved and removed', async () => {
  await json(
    'add',
    at.file,
    '--under',
    'top',
    '--id',
    'south',
    '--prefix',
    '2001:db8:100::/40',
    '--name',
    'South',
  );
  await json(
    'edit',
    at.file,
    'lan',
    'south',
    '--status',
    'retiring',
    '--vlan',
    'none',
    '--tag',
    'old',
    '--tag',
    'slow',
  );
  await json('resize', at.file, 'South', '--length', '48');
  await json('move', at.file, 'lan', '--under', 'south');
  expect(at.text()).toBe(`{"format":"linkscope-plan","version":1,"name":"Provider","nodes":[
{"id":"top","ipv6":"2001:db8::/32","ipv4":"192.0.2.0/24","name":"All"},
{"id":"north","parent":"top","ipv6":"2001:db8::/40","name":"North","role":"site","status":"used"},
{"id":"south","parent":"top","ipv6":"2001:db8:100::/48","name":"South","status":"retiring","tags":["old","slow"]},
{"id":"lan","parent":"south","ipv6":"2001:db8:0:1::/64","name":"Staff","role":"lan","status":"retiring","site":"N1","tags":["old","slow"]}
]}
`);
  expect(await run('remove', at.file, 'south')).toMatchObject({
    status: 2,
    err: expect.stringContaining('say --below remove or --below keep'),
  });
  expect(await json('remove', at.file, 'south', '--below', 'remove')).toEqual([{ id: 'south', removed: 2 }]);
  expect(at.text().match(/"id"/g)).toHaveLength(2);
});

test('renumber shows before and after; what does not fit is told and nothing is written', async () => {
  expect(await run('renumber', at.file, '--under', 'top', '--to', '2001:db8:ffff::/48')).toMatchObject({
    status: 5,
    out: expect.stringContaining('does not fit'),
    err: expect.stringContaining('1 of 3 prefixes do not fit into 2001:db8:ffff::/48'),
  });
  expect(at.text()).toBe(provider);
  expect(await json('renumber', at.file, '--under', 'top', '--to', '3fff::/32')).toMatchObject([
    { before: '2001:db8::/32', after: '3fff::/32' },
    { before: '2001:db8::/40', after: '3fff::/40' },
    { before: '2001:db8:0:1::/64', after: '3fff:0:0:1::/64' },
  ]);
  expect(at.text()).toBe(
    provider.replaceAll('2001:db8::', '3fff::').replace('2001:db8:0:1::', '3fff:0:0:1::'),
  );
});

test('what is exported is imported again as the same plan', async () => {
  const csv = join(at.directory, 'Provider.csv');
  expect(await run('export', at.file, '--format', 'csv', '--output', csv)).toEqual({
    status: 0,
    out: '',
    err: '',
  });
  expect(await run('import', csv, '--format', 'csv')).toEqual({
    status: 0,
    out: provider,
    err: '3 nodes read.\n',
  });
  const again = join(at.directory, 'again.json');
  expect((await run('import', csv, '--format', 'csv', '--output', again)).status).toBe(0);
  expect(readFileSync(again, 'utf8')).toBe(provider);
  expect(await run('import', csv, '--format', 'csv', '--output', again)).toMatchObject({
    status: 2,
    err: expect.stringContaining('is there already'),
  });
});

test('columns are mapped, lists and VLANs are read', async () => {
  const csv = join(at.directory, 'x.csv');
  writeFileSync(csv, 'Netz;Bezeichnung\n10.0.0.0/8;Haus\n');
  const mapped = await run(
    'import',
    csv,
    '--format',
    'csv',
    '--map',
    'prefix=Netz',
    '--map',
    'name=Bezeichnung',
  );
  expect(mapped.out).toContain('"ipv4":"10.0.0.0/8","name":"Haus"');
  writeFileSync(csv, 'vid,name,site\n7,staff,N1\n');
  expect((await run('import', csv, '--format', 'netbox-vlans', '--into', at.file)).status).toBe(0);
  expect(at.text()).toBe(
    provider.replace('"nodes"', '"vlans":[{"vid":7,"site":"N1","name":"staff","notes":""}],"nodes"'),
  );
});

test('zones are exported, several as files', async () => {
  await json(
    'add',
    at.file,
    '--under',
    'lan',
    '--prefix',
    '2001:db8:0:1::53/128',
    '--name',
    'ns',
    '--role',
    'host',
  );
  const names = ['--domain', 'example.org', '--server', 'ns.example.org'];
  expect((await run('export', at.file, '--format', 'bind', ...names)).out).toContain(
    'ns.example.org. IN AAAA 2001:db8:0:1::53\n',
  );
  expect((await run('export', at.file, '--format', 'hosts', '--domain', 'example.org')).out).toBe(
    '2001:db8:0:1::53\tns.example.org ns\n',
  );
  const reverse = [...names, '--reverse', '2001:db8::/47'];
  expect(await run('export', at.file, '--format', 'bind', ...reverse)).toMatchObject({
    status: 2,
    err: expect.stringContaining('these are 2 zones'),
  });
  expect(
    (await run('export', at.file, '--format', 'bind', ...reverse, '--directory', at.directory)).status,
  ).toBe(0);
  expect(readFileSync(join(at.directory, 'db.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa'), 'utf8')).toContain(
    'IN PTR ns.example.org.',
  );
});

test('help names the commands, and each tells how it is used', async () => {
  expect((await run()).err).toContain('allocate  finds room under a node');
  expect((await run('--help')).out).toContain('linkscope help plan COMMAND');
  expect((await run('allocate', '--help')).out).toContain(
    'Usage: linkscope plan allocate FILE|NAME --under NODE',
  );
  expect(await run('alocate')).toMatchObject({ status: 2, err: expect.stringContaining('allocate') });
});

test('schema prints a JSON schema that names every field', async () => {
  const { out } = await run('schema');
  const { properties } = JSON.parse(out).properties.nodes.items;
  expect(properties).toMatchObject({
    id: { type: 'string', description: expect.any(String) },
    ipv6: { type: ['string', 'null'] },
    gateways: { type: 'array', items: { type: 'string' } },
    dynamic: { type: 'boolean' },
  });
});
