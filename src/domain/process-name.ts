/** A process as a lease in the state database names it. */
export interface ProcessName {
  readonly host: string;
  readonly pid: number;
}

/**
 * Whether the process that left its name is certainly gone: one of this host that is not there any more. One that had our own
 * number is gone too: in a container every process is the first. Of another host's process only its silence can tell.
 */
export function isGone(left: ProcessName, own: ProcessName, isAlive: (pid: number) => boolean): boolean {
  return left.host === own.host && (left.pid === own.pid || !isAlive(left.pid));
}
