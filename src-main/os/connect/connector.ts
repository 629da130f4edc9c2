/** Who waits for a connection. It is told once, never before the call that began it has returned. */
export interface Waiting {
  /** It stands; it stays so until it is left. */
  connected(): void;
  /** It came to nothing and is closed. @param code the system's name of the error (ECONNREFUSED) */
  failed(code: string): void;
}

/** A connection under way, or one that stands. */
export interface Connection {
  /**
   * Ends it, with a reset where it stands (RFC 9293 section 3.5.2), so that nothing stays behind: no connection that
   * waits to be closed, no port in use. Nothing is told of it any more.
   */
  leave(): void;
}

/** A host that is connected to, port by port. */
export interface Peer {
  /** Begins a TCP connection to a port from 1 to 65535. */
  connect(port: number, waiting: Waiting): Connection;
}

/** Connects to many ports, and sends and reads nothing there. */
export interface Connector {
  /** @param address with its zone as the system's calls take it */
  peer(address: string): Peer;
  /** Ends every connection that it has; it can be used no more. */
  close(): void;
}
