/**
 * Makes a thing of each content once. `key` stands for the content, by its hash or by itself; the same thing is given again while
 * anybody still holds it or memory has not been asked back, and made anew after that. What is given is shared: nobody may change it.
 */
export function madeOnce<T extends object>(): (key: string, make: () => T) => T {
  const made = new Map<string, WeakRef<T>>();
  return (key, make) => {
    const known = made.get(key)?.deref();
    if (known !== undefined) return known;
    const fresh = make();
    made.set(key, new WeakRef(fresh));
    return fresh;
  };
}
