/** The package has types only for its root, whose import is slow; these are the parts that are used. */
declare module 'natural/lib/natural/stemmers/*' {
  const stemmer: { stem(word: string): string };
  export default stemmer;
}
