/** Keeps programs out that have no API key. */
export interface KeyCheck {
  /** Whose key an Authorization header holds. @throws Refusal 401 where it holds none that counts. */
  check(authorization: string | undefined): Promise<{ id: string; name: string }>;
}
