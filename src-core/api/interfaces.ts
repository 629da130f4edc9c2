import { oc } from '@orpc/contract';
import { z } from 'zod';
import { addressKind, addressValue, macValue, prefixValue, zoneValue } from './values.ts';

/** One address of an interface of this computer, as the system reports it. */
export const interfaceAddress = z.object({
  address: addressValue,
  length: z.number().int(),
  kind: addressKind,
  /** RFC 8981: the kernel says so; on systems that do not tell, false. */
  temporary: z.boolean(),
  deprecated: z.boolean(),
  /** Duplicate address detection has not ended, or failed (RFC 4862 section 5.4). */
  tentative: z.boolean(),
  /** Formed from the MAC of this interface (RFC 4291 appendix A). */
  eui64: z.boolean(),
  /** Seconds left; null is for ever or not told. */
  preferredSeconds: z.number().nullable(),
  validSeconds: z.number().nullable(),
});
export type InterfaceAddressInfo = z.infer<typeof interfaceAddress>;

/** A default route of this computer. */
export const routerInfo = z.object({
  address: addressValue,
  zone: zoneValue,
  /** Who put it there, in the system's own word: `ra`, `static`, `dhcp`, `kernel`, ... */
  origin: z.string(),
  metric: z.number().nullable(),
  /** Seconds until the router advertisement ends, where it is known. */
  lifetimeSeconds: z.number().nullable(),
});
export type RouterInfo = z.infer<typeof routerInfo>;

/** A prefix that the system treats as on-link. */
export const onLinkPrefix = z.object({
  prefix: prefixValue,
  origin: z.string(),
  validSeconds: z.number().nullable(),
});

export const networkInterface = z.object({
  /** What stands after `%` on this system, and the name that its commands take. */
  zone: zoneValue,
  /** The name that people know it by; the same as the zone on Linux and macOS. */
  name: z.string(),
  index: z.number().int(),
  mac: macValue.nullable(),
  state: z.enum(['up', 'down', 'no-carrier', 'unknown']),
  kind: z.enum([
    'ethernet',
    'wireless',
    'loopback',
    'bridge',
    'vlan',
    'bond',
    'tunnel',
    'virtual',
    'unknown',
  ]),
  mtu: z.number().int().nullable(),
  multicast: z.boolean(),
  addresses: z.array(interfaceAddress),
  prefixes: z.array(onLinkPrefix),
  routers: z.array(routerInfo),
  /** Recursive name servers in force for this interface, where the system tells. */
  dns: z.array(z.string()),
  /** Null where it can be searched; otherwise the reason why not. */
  unusable: z.string().nullable(),
});
export type NetworkInterface = z.infer<typeof networkInterface>;

export const interfacesContract = {
  /** Reads the interfaces afresh. What could not be read is told in `warnings`. */
  list: oc.output(z.object({ interfaces: z.array(networkInterface), warnings: z.array(z.string()) })),
};
