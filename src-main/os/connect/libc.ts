type OverBytes = (file: number, bytes: Uint8Array, length: number) => number;

/** Calls of the C library on Linux, each as its manual page has it; -1 is a failure, whose number `errno` tells. */
export interface Libc {
  readonly errno: () => number;
  readonly socket: (family: number, type: number, protocol: number) => number;
  readonly connect: OverBytes;
  readonly close: (file: number) => number;
  readonly epollCreate1: (flags: number) => number;
  readonly epollControl: (poll: number, operation: number, file: number, event: Uint8Array) => number;
  readonly epollWait: (poll: number, events: Uint8Array, most: number, milliseconds: number) => number;
  readonly getSocketOption: (
    file: number,
    level: number,
    option: number,
    value: Uint8Array,
    length: Uint8Array,
  ) => number;
  readonly setSocketOption: (
    file: number,
    level: number,
    option: number,
    value: Uint8Array,
    length: number,
  ) => number;
  /** if_nametoindex(3): 0 where there is no such interface. */
  readonly interfaceIndex: (name: string) => number;
  /** inet_pton(3): 1 where the text is an address of the family. */
  readonly readAddress: (family: number, text: string, bytes: Uint8Array) => number;
}

/** Where the numbers and layouts of the connector are those of the system: they are not the same on every processor. */
export function isKnownLinux(platform: string = process.platform, arch: string = process.arch): boolean {
  return platform === 'linux' && (arch === 'x64' || arch === 'arm64');
}

/**
 * The calls, or undefined where they are not to be had: another system, or the package with the compiled code that
 * makes them was left out.
 */
export async function loadLibc(): Promise<Libc | undefined> {
  if (!isKnownLinux()) return undefined;
  try {
    const { errno, load } = await import('koffi');
    // What this program itself is linked with, so that it is the same library, glibc or musl.
    const own = load(null);
    return {
      errno,
      socket: own.func('int socket(int, int, int)'),
      connect: own.func('int connect(int, void *, int)'),
      close: own.func('int close(int)'),
      epollCreate1: own.func('int epoll_create1(int)'),
      epollControl: own.func('int epoll_ctl(int, int, int, void *)'),
      epollWait: own.func('int epoll_wait(int, void *, int, int)'),
      getSocketOption: own.func('int getsockopt(int, int, int, void *, void *)'),
      setSocketOption: own.func('int setsockopt(int, int, int, void *, int)'),
      interfaceIndex: own.func('unsigned int if_nametoindex(const char *)'),
      readAddress: own.func('int inet_pton(int, const char *, void *)'),
    };
  } catch (error) {
    // The connections are made by Node's sockets then, which takes longer and finds the same.
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}
