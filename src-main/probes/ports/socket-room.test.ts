import { expect, it } from 'vitest';
import { SocketRoom } from './socket-room.ts';

it('has as many as planned, then fewer than were open when one was refused, and one more each second', () => {
  const room = new SocketRoom(100);
  expect([room.hasRoom(99, 0), room.hasRoom(100, 0)]).toEqual([true, false]);
  expect(room.refused(20, 1_000)).toBe(true);
  expect([room.hasRoom(0, 1_049), room.hasRoom(17, 1_050), room.hasRoom(18, 1_050)]).toEqual([
    false,
    true,
    false,
  ]);
  for (const nowMs of [1_500, 2_000, 2_500]) room.tick(nowMs);
  expect([room.hasRoom(18, 2_500), room.hasRoom(19, 2_500)]).toEqual([true, false]);
});

it('lets one be tried even where none is free, and gives up only where nothing goes out for long', () => {
  const room = new SocketRoom(100);
  for (let refusal = 0; refusal < 200; refusal++) expect(room.refused(0, refusal * 50)).toBe(true);
  expect(room.hasRoom(0, 20_000)).toBe(true);
  expect(room.refused(0, 20_000)).toBe(false);
  room.worked();
  expect(room.refused(0, 30_000)).toBe(true);
});
