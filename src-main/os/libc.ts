type OverBytes = (file: number, bytes: Uint8Array, length: number) => number;

/** Calls of the C library on Linux, each as its manual page has it; -1 is a failure, whose number `errno` tells. */
export interface Libc {
  readonly errno: () => number;
  readonly socket: (family: number, type: number, protocol: number) => number;
  readonly connect: OverBytes;
  readonly close: (file: number) => number;
  /** pipe2(2): the end to read and the end to write, as two numbers of 32 bits. */
  readonly pipe2: (ends: Uint8Array, flags: number) => number;
  /** fcntl(2) with a third argument, whose type is told first. */
  readonly fileControl: (file: number, operation: number, type: 'int', value: number) => number;
  /** poll(2), over `count` structures pollfd. */
  readonly poll: (files: Uint8Array, count: number, milliseconds: number) => number;
  readonly read: OverBytes;
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

/** Where the numbers and layouts of those who call are the system's: they are not the same on every processor. */
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
      pipe2: own.func('int pipe2(void *, int)'),
      fileControl: own.func('int fcntl(int, int, ...)'),
      poll: own.func('int poll(void *, unsigned long, int)'),
      read: own.func('long read(int, void *, unsigned long)'),
      epollCreate1: own.func('int epoll_create1(int)'),
      epollControl: own.func('int epoll_ctl(int, int, int, void *)'),
      epollWait: own.func('int epoll_wait(int, void *, int, int)'),
      getSocketOption: own.func('int getsockopt(int, int, int, void *, void *)'),
      setSocketOption: own.func('int setsockopt(int, int, int, void *, int)'),
      interfaceIndex: own.func('unsigned int if_nametoindex(const char *)'),
      readAddress: own.func('int inet_pton(int, const char *, void *)'),
    };
  } catch (error) {
    // Node's own sockets and pipes do it then, which takes longer and finds the same.
    if (!(error instanceof Error)) throw error;
    return undefined;
  }
}
