/**
 * Makes something once for each key, such as a language, and keeps it. Intl's formats take up to half a millisecond to make and a
 * microsecond to use. Where the keys come from people, it is kept for the first `most` of them, and made again for any other.
 */
export function oncePerKey<Made>(
  make: (key: string) => Made,
  most = Number.POSITIVE_INFINITY,
): (key: string) => Made {
  const made = new Map<string, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    if (made.size < most) made.set(key, fresh);
    return fresh;
  };
}

/** Makes something once for each object, such as a phase of the content pack, and keeps it as long as that object is there. */
export function oncePerObject<From extends object, Made extends object>(
  make: (from: From) => Made,
): (from: From) => Made {
  const made = new WeakMap<From, Made>();
  return (from) => {
    const known = made.get(from);
    if (known !== undefined) return known;
    const fresh = make(from);
    made.set(from, fresh);
    return fresh;
  };
}
