/** Does work for a host when its turn has come. */
export type HostTurns = <T>(host: string, work: () => Promise<T>) => Promise<T>;

/** One piece of work at a time for each host, in the order asked for, with a pause between two; hosts do not wait for each other. */
export function hostTurns(pause: () => Promise<void>): HostTurns {
  const last = new Map<string, Promise<void>>();
  return async (host, work) => {
    const before = last.get(host);
    const { promise: over, resolve: end } = Promise.withResolvers<void>();
    last.set(host, over);
    try {
      if (before !== undefined) await before.then(pause);
      return await work();
    } finally {
      end();
    }
  };
}
