/**
 * Makes something once for each key, such as a language, and keeps it. Intl's formats take up to half a millisecond to make and a
 * microsecond to use.
 */
export function oncePerKey<Made>(make: (key: string) => Made): (key: string) => Made {
  const made = new Map<string, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
}
